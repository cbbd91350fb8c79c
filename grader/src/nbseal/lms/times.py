"""Read the times that an LMS writes, in the languages and forms of its users; a time is never guessed."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..course.local_time import placed

_YEARS = range(2000, 2100)
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|Z|UTC|GMT)$")
_HALVES = re.compile(r"([ap])\.\s?m\.?", re.IGNORECASE)  # p. m.
_BARE = re.compile(r"\b(\d{1,2})([0-5]\d) ?([ap]m)\b", re.IGNORECASE)  # Brightspace's 304 PM
_IN_NUMBERS = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")
_DOTTED = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")


def read_times(texts: Iterable[str], zone: ZoneInfo | None = None) -> dict[str, datetime | None]:
    """Read the times of one file, which are all written in one way.

    ``03/04/2026`` is read only if another time of the file shows which number is the month.

    Returns
    -------
    dict
        The time of each text; None where it cannot be read. Where it names no zone, it is of the one that is
        given, or of this machine's.
    """
    said = sorted(set(texts))
    pairs = {text: (int(found[1]), int(found[2])) for text in said if (found := _IN_NUMBERS.search(text))}
    may_be_dmy = all(second <= 12 for _, second in pairs.values())
    may_be_mdy = all(first <= 12 for first, _ in pairs.values())
    order = "MDY" if may_be_mdy and not may_be_dmy else "DMY"
    read = {text: _read(text, order, zone) for text in said}
    if may_be_dmy == may_be_mdy:  # the file could be either, or is both: what differs in the two is not known
        read.update({text: None for text, pair in pairs.items() if max(pair) <= 12 and pair[0] != pair[1]})
    return read


def _read(text: str, order: str, zone: ZoneInfo | None) -> datetime | None:
    plain = " ".join(text.split())
    plain = _BARE.sub(r"\1:\2 \3", _HALVES.sub(r"\1m", plain))
    numbers = Counter(int(number) for number in re.findall(r"\d+", _ZONE.sub("", plain)))
    if sum(numbers.values()) < 4:  # day, year, hour, minute
        return None
    found: datetime | None = _parser("DMY" if _DOTTED.search(plain) else order).get_date_data(plain).date_obj
    if found is None or found.year not in _YEARS or not _accounts_for(found, numbers):
        return None
    return placed(found, zone)


def _accounts_for(found: datetime, numbers: Counter[int]) -> bool:
    """Return whether a time has the numbers of its text, and no other."""
    for hour in {found.hour, found.hour % 12 or 12}:
        needed = Counter([found.year, found.day, hour, found.minute])
        left = numbers - needed
        if needed <= numbers and left <= Counter([found.month, found.second]):
            return True
    return False


@functools.cache
def _parser(order: str) -> Any:
    # Imported here, since it takes a second.
    from dateparser.date import DateDataParser

    return DateDataParser(
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
        }
    )
