"""What lateness costs, to the second and to the point."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from nbseal.course.late_rule import LateRule, days_late

BERLIN = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 10, 5, 21, 59, tzinfo=UTC)
TENTH = Fraction(1, 10)


@pytest.mark.parametrize(
    ("late", "days"),
    [
        ({"seconds": -1}, 0),
        ({"seconds": 0}, 0),
        ({"microseconds": 1}, 1),
        ({"seconds": 1}, 1),
        ({"days": 1}, 1),
        ({"days": 1, "seconds": 1}, 2),
        ({"days": 4, "seconds": -1}, 4),
        ({"days": 400}, 400),
    ],
)
def test_each_day_that_has_begun_counts_from_its_first_moment(late, days):
    assert days_late(DUE, DUE + timedelta(**late), BERLIN) == days


@pytest.mark.parametrize(
    ("due", "hours", "days"),
    [
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), 25, 1),  # clocks go back: a day of 25 hours
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), 49, 2),
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), 23, 1),  # clocks go forward: a day of 23 hours
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), 47, 2),
    ],
)
def test_a_day_ends_at_the_same_time_of_day_where_clocks_are_changed(due, hours, days):
    end = due + timedelta(hours=hours)
    assert days_late(due, end, BERLIN) == days
    assert days_late(due, end + timedelta(seconds=1), BERLIN) == days + 1


@pytest.mark.parametrize(
    ("rule", "score", "late", "points"),
    [
        (LateRule(TENTH), 10, {"days": 3}, 3),
        (LateRule(TENTH), 7.1, {"days": 3}, 2.13),  # 7.1 * 0.1 * 3 would be 2.1300000000000003
        (LateRule(TENTH), 0.3, {"days": 1}, 0.03),
        (LateRule(Fraction(25, 1000)), 8, {"days": 2}, 0.4),
        (LateRule(TENTH, Fraction(1, 2)), 10, {"days": 5}, 5),
        (LateRule(TENTH, Fraction(1, 2)), 10, {"days": 5, "seconds": 1}, 5),
        (LateRule(TENTH), 10, {"days": 10}, 10),
        (LateRule(TENTH), 10, {"days": 11}, 10),
        (LateRule(TENTH), 0, {"days": 3}, 0),
        (LateRule(Fraction(3, 4), Fraction(1, 2)), 10, {"days": 1}, 5),
        (LateRule(TENTH, grace=timedelta(minutes=15)), 10, {"minutes": 15}, 0),
        (LateRule(TENTH, grace=timedelta(minutes=15)), 10, {"minutes": 15, "seconds": 1}, 1),
        (LateRule(TENTH, grace=timedelta(minutes=15)), 10, {"days": 1, "minutes": 15}, 1),
        (LateRule(TENTH, grace=timedelta(minutes=15)), 10, {"days": 1, "minutes": 15, "seconds": 1}, 2),
    ],
)
def test_a_rule_takes_off_what_it_says(rule, score, late, points):
    assert rule.penalty(score, DUE, DUE + timedelta(**late), BERLIN) == points


def test_a_rule_says_itself_in_words():
    rule = LateRule(Fraction(25, 1000), Fraction(1, 2), timedelta(minutes=90))
    assert rule.in_words() == (
        "2.5% of the points earned for each day that has begun, at most 50%, "
        "counted from 90 minutes after the due date"
    )
    assert LateRule(TENTH).in_words() == "10% of the points earned for each day that has begun"
