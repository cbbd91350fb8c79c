"""Times are read in the languages and forms of those who download; what cannot be read is no time."""

from datetime import UTC, datetime

import pytest

from nbseal.lms.times import read_times

SAME = [
    "Tuesday, 24 November 2026, 3:04 PM",
    "Tuesday, November 24, 2026, 3:04 PM",
    "Tuesday, 24 November 2026, 3:04\u202fp.\u202fm.",
    "2026-11-24 15:04",
    "2026-11-24T15:04:00",
    "24.11.2026, 15:04",
    "24/11/2026 15:04",
    "11/24/2026, 3:04 PM",
    "24 November 2026, 304 PM",
    "Dienstag, 24. November 2026, 15:04",
    "mardi 24 novembre 2026, 15h04",
    "martes, 24 de noviembre de 2026, 15:04",
    "terça-feira, 24 de novembro de 2026 às 15:04",
    "wtorek, 24 listopada 2026, 15:04",
    "úterý, 24. listopadu 2026, 15.04",
    "tiistai 24. marraskuuta 2026, 15.04",
    "2026. november 24., kedd, 15:04",
    "Sal\u0131, 24 Kas\u0131m 2026, 15:04",
    "вторник, 24 ноября 2026, 15:04",
    "Τρίτη, 24 Νοεμβρίου 2026, 3:04 μμ",
    "الثلاثاء، 24 نوفمبر 2026، 3:04 م",
    "24 नवंबर 2026, 15:04",
    "2026年11月24日 15:04",
    "2026년 11월 24일 화요일 오후 3:04",
]


@pytest.mark.parametrize("text", SAME)
def test_one_time_is_the_same_in_every_language(text):
    read = read_times([text])[text]
    assert read is not None
    assert f"{read:%Y-%m-%d %H:%M}" == "2026-11-24 15:04"
    assert read.tzinfo is not None


def test_a_zone_in_the_text_counts():
    (read,) = read_times(["2026-11-24T15:04:00+05:30"]).values()
    assert read is not None
    assert read.astimezone(UTC) == datetime(2026, 11, 24, 9, 34, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "-", "tomorrow", "24 November", "2026-11-24", "1764000000", "03/04/2026 15:04", "31/31/2026 1:00"],
)
def test_what_is_no_time_or_could_be_two_is_not_guessed(text):
    assert read_times([text]) == {text: None}


@pytest.mark.parametrize(("other", "day"), [("25/04/2026 15:04", (4, 3)), ("04/25/2026 15:04", (3, 4))])
def test_which_number_is_the_month_is_learnt_from_the_files_other_times(other, day):
    read = read_times(["03/04/2026 15:04", other])["03/04/2026 15:04"]
    assert read is not None
    assert (read.month, read.day) == day


def test_a_number_that_is_equal_both_ways_needs_no_other():
    assert read_times(["04/04/2026 15:04"])["04/04/2026 15:04"] is not None
