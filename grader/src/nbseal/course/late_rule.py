"""What lateness costs: a share of the points that were earned, for each day that has begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from .local_time import days_after


@dataclass(frozen=True)
class LateRule:
    """A rule for late work.

    Attributes
    ----------
    per_day : fractions.Fraction
        The share that each day costs.
    at_most : fractions.Fraction
        The largest share that lateness costs.
    grace : datetime.timedelta
        How much later the first day begins than the work is due.
    """

    per_day: Fraction
    at_most: Fraction = Fraction(1)
    grace: timedelta = timedelta()

    def penalty(self, score: float, due: datetime, handed_in: datetime, zone: ZoneInfo) -> float:
        """Return the points to take off.

        Parameters
        ----------
        score
            The points that were earned.
        due, handed_in
            When the work was due, with any extension, and when it came; both in UTC.
        zone
            In which a day ends at the time of day at which it began.
        """
        share = min(self.at_most, self.per_day * days_late(due + self.grace, handed_in, zone))
        return float(Fraction(score) * share)

    def in_words(self) -> str:
        """Return the rule as a sentence without its end."""
        words = f"{_percent(self.per_day)} of the points earned for each day that has begun"
        if self.at_most < 1:
            words += f", at most {_percent(self.at_most)}"
        if self.grace:
            words += f", counted from {_length(self.grace)} after the due date"
        return words


def days_late(due: datetime, handed_in: datetime, zone: ZoneInfo) -> int:
    """Return how many days have begun between two moments; 0 up to the first moment itself.

    A day ends at the time of day at which it began, so that it has 23 or 25 hours where clocks are changed.

    Parameters
    ----------
    due, handed_in
        The moments, in UTC.
    zone
        Whose time of day it is.
    """
    if handed_in <= due:
        return 0
    days = max(1, (handed_in - due) // timedelta(days=1) - 1)
    while handed_in > days_after(due, days, zone):
        days += 1
    return days


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}%"


def _length(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for unit, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds % unit == 0:
            number = seconds // unit
            return f"{number} {name}{'' if number == 1 else 's'}"
    return f"{seconds} seconds"
