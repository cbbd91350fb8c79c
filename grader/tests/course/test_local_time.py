"""Times of day are read in the course's zone, and one that is not there exactly once is refused."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from nbseal.course.local_time import TimeError, days_after, duration, later, moment, placed, shown, zone_of

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def utc(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "zone", "meant"),
    [
        ("2026-10-05 23:59", BERLIN, utc(2026, 10, 5, 21, 59)),
        ("2026-10-05T23:59:30", BERLIN, utc(2026, 10, 5, 21, 59, 30)),
        (datetime(2026, 10, 5, 23, 59), BERLIN, utc(2026, 10, 5, 21, 59)),
        ("2026-12-05 18:00", NEW_YORK, utc(2026, 12, 5, 23)),
        ("2026-12-05 18:00", ZoneInfo("Asia/Kathmandu"), utc(2026, 12, 5, 12, 15)),
        ("2026-12-05 18:00Z", NEW_YORK, utc(2026, 12, 5, 18)),
        ("2026-12-05 18:00 +05:30", NEW_YORK, utc(2026, 12, 5, 12, 30)),
        ("2026-10-25 01:59", BERLIN, utc(2026, 10, 24, 23, 59)),  # the minute before clocks go back
        ("2026-10-25 03:00", BERLIN, utc(2026, 10, 25, 2)),
        ("2026-10-25 02:30+02:00", BERLIN, utc(2026, 10, 25, 0, 30)),
        ("2026-10-25 02:30+01:00", BERLIN, utc(2026, 10, 25, 1, 30)),
        ("2026-03-29 03:00", BERLIN, utc(2026, 3, 29, 1)),  # the first minute after clocks went forward
        ("2026-11-01 00:59", NEW_YORK, utc(2026, 11, 1, 4, 59)),
    ],
)
def test_a_time_is_the_zones_or_as_its_offset_says(written, zone, meant):
    assert moment(written, zone) == meant


@pytest.mark.parametrize(
    ("written", "zone", "said"),
    [
        (
            "2026-10-25 02:30",
            BERLIN,
            "is there twice in Europe/Berlin.*02:30[+]02:00' or '2026-10-25 02:30[+]01",
        ),
        ("2026-11-01 01:00", NEW_YORK, "is there twice in America/New_York.*-04:00' or .*-05:00'"),
        ("2026-03-29 02:30", BERLIN, "is not there in Europe/Berlin.*earlier or a later"),
        ("2026-03-08 02:00", NEW_YORK, "is not there in America/New_York"),
        ("2026-02-30 12:00", BERLIN, "'2026-02-30 12:00' is no time"),
        ("5 October", BERLIN, "'5 October' is no time; write it as"),
        ("2026-10-05", BERLIN, "'2026-10-05' is no time"),
        (date(2026, 10, 5), BERLIN, "2026-10-05 has no time of day; write both"),
        (time(23, 59), BERLIN, "23:59:00 has no date"),
        (20261005, BERLIN, "20261005 is no time"),
    ],
)
def test_what_is_no_one_moment_is_refused_with_what_to_write(written, zone, said):
    with pytest.raises(TimeError, match=said):
        moment(written, zone)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Europe/Berln", "did you mean 'Europe/Berlin'?"),
        ("europe/berlin", "did you mean 'Europe/Berlin'?"),
        ("Berlin", "did you mean 'Europe/Berlin'?"),
        ("new york", "did you mean 'America/New_York'?"),
        ("Europe", "write one such as 'Europe/Berlin'"),
        ("../etc/passwd", "write one such as"),
        ("", "write one such as"),
        (2, "write one such as"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest_one(name, near):
    with pytest.raises(TimeError, match=re.escape(near)):
        zone_of(name)


def test_a_known_zone_is_taken():
    assert zone_of("Europe/Berlin") is BERLIN


@pytest.mark.parametrize(
    ("start", "length", "zone", "end"),
    [
        (utc(2026, 10, 5, 21, 59), "3 days", BERLIN, utc(2026, 10, 8, 21, 59)),
        (utc(2026, 10, 5, 21, 59), "1 week", BERLIN, utc(2026, 10, 12, 21, 59)),
        (utc(2026, 10, 24, 21, 59), "1 day", BERLIN, utc(2026, 10, 25, 22, 59)),  # of 25 hours
        (utc(2026, 3, 28, 22, 59), "1 day", BERLIN, utc(2026, 3, 29, 21, 59)),  # of 23 hours
        (utc(2026, 10, 24, 21, 59), "24 hours", BERLIN, utc(2026, 10, 25, 21, 59)),
        (utc(2026, 10, 24, 0, 30), "1 day", BERLIN, utc(2026, 10, 25, 1, 30)),  # 02:30, the second time
        (utc(2026, 3, 28, 1, 30), "1 day", BERLIN, utc(2026, 3, 29, 1, 30)),  # 02:30 is not there: 03:30
        (utc(2026, 10, 5, 21, 59), "90 minutes", BERLIN, utc(2026, 10, 5, 23, 29)),
    ],
)
def test_days_end_at_the_same_time_of_day_and_hours_are_hours(start, length, zone, end):
    assert later(start, length, zone) == end


def test_days_after_a_moment_are_told_in_the_zone():
    assert shown(days_after(utc(2026, 10, 24, 21, 59), 1, BERLIN), BERLIN) == "Sun 2026-10-25 23:59 +01:00"


@pytest.mark.parametrize("length", ["3", "three days", "-1 days", "1 day 2 hours", "1.5 days", 3, None])
def test_what_is_no_length_of_time_is_refused(length):
    with pytest.raises(TimeError, match='"15 minutes", "2 hours" or "3 days"'):
        duration(length)


def test_a_length_of_time_is_read_in_one_and_in_many():
    assert duration("1 minute") == timedelta(minutes=1)
    assert duration("2 weeks") == timedelta(days=14)


def test_a_time_that_a_system_wrote_without_a_zone_is_the_courses_and_the_earlier_of_two():
    assert placed(datetime(2026, 10, 25, 2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)
    assert placed(utc(2026, 10, 25, 2, 30), BERLIN) == utc(2026, 10, 25, 2, 30)
    assert placed(datetime(2026, 10, 25, 2, 30), None) == datetime(2026, 10, 25, 2, 30).astimezone()
