"""Times of day in a course's zone: read as they are written, and never guessed.

Twice a year clocks are changed. A time that is there twice that day, or not at all, is refused where somebody
has written it. Where it is worked out, as the same time of day some days later, the later moment counts.

Moments are in UTC here: Python compares and subtracts two times of one zone as if no clock were ever changed.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FORM = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:\d\d)?")
_LENGTH = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")

EXAMPLE = '"2026-10-05 23:59"'


class TimeError(ValueError):
    """A zone, a time or a length of time cannot be understood; the message completes a sentence."""


def zone_of(name: object) -> ZoneInfo:
    """Return the zone of a name such as ``Europe/Berlin``.

    Raises
    ------
    TimeError
        If there is none; the message says which name is the nearest.
    """
    if isinstance(name, str):
        # A folder's name, or what climbs out of it, is none either.
        with contextlib.suppress(zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(name)
    near = _nearest_zone(name) if isinstance(name, str) else None
    hint = f"did you mean {near!r}?" if near else "write one such as 'Europe/Berlin' or 'America/New_York'"
    raise TimeError(f"{name!r} is no time zone; {hint}")


def moment(written: object, zone: ZoneInfo) -> datetime:
    """Return the moment of a time: of the zone, or as its offset says.

    Parameters
    ----------
    written
        A time with its date, as TOML reads it or as a text.
    zone
        Whose time of day it is, if it has no offset.

    Raises
    ------
    TimeError
        If it has no time or no date, or is not there exactly once in the zone.
    """
    if isinstance(written, str) and _FORM.fullmatch(written):
        try:
            written = datetime.fromisoformat(written.replace(" +", "+").replace(" -", "-"))
        except ValueError as problem:
            raise TimeError(f"{written!r} is no time ({problem})") from None
    if not isinstance(written, datetime):
        if isinstance(written, date | time):
            lacking = "time of day" if isinstance(written, date) else "date"
            raise TimeError(f"{written} has no {lacking}; write both, such as {EXAMPLE}")
        raise TimeError(f"{written!r} is no time; write it as {EXAMPLE}")
    if written.tzinfo is not None:
        return written.astimezone(UTC)
    first, second = (_placed(written, zone, fold) for fold in (0, 1))
    if first == second:
        return first
    # Where clocks go forward, the earlier reading of a time that is not there is the later moment.
    if first > second:
        raise TimeError(
            f"{written:%Y-%m-%d %H:%M} is not there in {zone.key}, where clocks go forward that day; "
            "write an earlier or a later time"
        )
    offsets = " or ".join(repr(f"{written:%Y-%m-%d %H:%M}{_offset(it, zone)}") for it in (first, second))
    raise TimeError(
        f"{written:%Y-%m-%d %H:%M} is there twice in {zone.key}, where clocks go back that day; "
        f"write {offsets}"
    )


def days_after(start: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the same time of day, some days later; the later moment, where clocks are changed just then.

    Parameters
    ----------
    start
        The moment, in UTC.
    days
        How many.
    zone
        Whose time of day it is.
    """
    wall = start.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return max(_placed(wall, zone, fold) for fold in (0, 1))


def later(start: datetime, length: str, zone: ZoneInfo) -> datetime:
    """Return the moment a length of time after another one; days and weeks end at the same time of day.

    Parameters
    ----------
    start
        The moment, in UTC.
    length
        How long.
    zone
        Whose time of day it is.

    Raises
    ------
    TimeError
        If the length cannot be understood.
    """
    number, unit = _length(length)
    if unit in ("day", "week"):
        return days_after(start, number * (7 if unit == "week" else 1), zone)
    return start + duration(length)


def is_length(written: object) -> bool:
    """Return whether a text is a length of time, such as ``3 days``."""
    return isinstance(written, str) and _LENGTH.fullmatch(written) is not None


def duration(length: object) -> timedelta:
    """Return a length of time, a day being 24 hours.

    Raises
    ------
    TimeError
        If it cannot be understood.
    """
    number, unit = _length(length)
    return timedelta(**{f"{unit}s": number})


def placed(found: datetime, zone: ZoneInfo | None) -> datetime:
    """Return a time that some system has written, in the course's zone or this machine's if it names none.

    It has happened, so one that was there twice is taken for the earlier.
    """
    if found.tzinfo is not None:
        return found
    return (found.astimezone() if zone is None else found.replace(tzinfo=zone)).astimezone(UTC)


def shown(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment as people read it, with its offset: ``Mon 2026-10-05 23:59 +02:00``."""
    local = at.astimezone(zone)
    seconds = ":%S" if local.second else ""
    return f"{local:%a %Y-%m-%d %H:%M{seconds}} {_offset(at, zone)}"


def in_gradebook(at: datetime) -> datetime:
    """Return a moment as nbgrader keeps it: in UTC, without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def from_gradebook(kept: datetime) -> datetime:
    """Return a moment that nbgrader keeps."""
    return kept.replace(tzinfo=UTC)


def due_shown(kept: datetime | None, zone: ZoneInfo | None) -> str:
    """Return a due date that a gradebook keeps, for people: in a zone, or in UTC; empty if there is none."""
    if kept is None:
        return ""
    return f"{kept:%Y-%m-%d %H:%M} UTC" if zone is None else shown(from_gradebook(kept), zone)


def _placed(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _offset(at: datetime, zone: ZoneInfo) -> str:
    text = f"{at.astimezone(zone):%z}"
    return f"{text[:3]}:{text[3:5]}"


def _length(written: object) -> tuple[int, str]:
    found = _LENGTH.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise TimeError(f'{written!r} is no length of time; write it as "15 minutes", "2 hours" or "3 days"')
    return int(found[1]), found[2]


def _nearest_zone(name: str) -> str | None:
    """Return the zone of that city, however it is spelt, or the one whose name is most like this one."""
    folded = {zone.casefold(): zone for zone in sorted(zoneinfo.available_timezones()) if "/" in zone}
    cities: dict[str, str] = {}
    for low, zone in folded.items():
        cities.setdefault(low.rpartition("/")[2], zone)
    asked = name.strip().casefold().replace(" ", "_")
    if asked in folded:
        return folded[asked]
    city = difflib.get_close_matches(asked.rpartition("/")[2], cities, 1, 0.75)
    whole = difflib.get_close_matches(asked, folded, 1, 0.75)
    if "/" in asked and whole:
        return folded[whole[0]]
    return cities[city[0]] if city else None
