"""The model of firefighting says what lesson 08 lets students discover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadermanager.models import fight_fires, firefight

UNIT = {"change": 8, "complexity": 7}
points = st.floats(0, 10)
hours = st.floats(0, 40)


def test_the_formula_in_a_week_worked_out_by_hand():
    # Short of leading by 2; 45 - 6 - 30 = 9 hours for a routine of 14, so 5 undone: 30 + 0.25 (2 + 5).
    rows = firefight(**UNIT, protected=6, fires=30, weeks=2).run
    assert list(rows["fires"]) == [30, 31.75]
    assert rows["undone"].iloc[0] == 5


def test_a_few_protected_hours_decide_between_calm_and_collapse():
    assert firefight(**UNIT, protected=5).summary["last"] > 35
    assert firefight(**UNIT, protected=10).summary["last"] < 5


def test_it_looks_bearable_for_weeks_before_it_gets_out_of_hand():
    said = firefight(**UNIT, protected=6).summary
    assert said["eighth"] < 19
    assert said["last"] > 29


def test_too_much_leading_leaves_routine_undone_and_fires_burning():
    enough, too_much = (firefight(**UNIT, protected=hours).summary for hours in (14, 20))
    assert (enough["undone"], enough["last"]) == (0, 0)
    assert too_much["undone"] > 0
    assert too_much["last"] >= 15


def test_one_more_protected_hour_leaves_fewer_fires_in_the_last_week():
    five, six = (firefight(**UNIT, protected=hours).summary for hours in (5, 6))
    assert six["last"] < five["last"]


def test_in_a_calm_market_fires_first_is_no_bad_rule():
    assert firefight(change=0, complexity=7, protected=0).summary["last"] <= 15


def test_hours_that_are_protected_later_count_from_then_on():
    # Change is short of 3 hours: 15 + 0.25 * 3. In week 2, 20 hours are left, of which fires take 15.75.
    rows = fight_fires(**UNIT, protected=[5, 25, 25], fires=15).run
    assert list(rows["fires"]) == [15, 15.75, 15.75 + 0.25 * (-4 + 9.75)]
    assert list(rows["protected"]) == [5, 25, 25]


def test_fires_take_no_more_than_what_is_left_of_the_week():
    assert list(fight_fires(**UNIT, protected=[10, 40], fires=20).run["fires"]) == [20, 5]


@given(points, points, hours, hours, st.integers(1, 60))
def test_hours_never_exceed_the_week(change, complexity, protected, fires, weeks):
    rows = firefight(change, complexity, protected, fires, weeks).run
    assert len(rows) == weeks
    assert rows["fires"].between(0, 45 - protected + 1e-9).all()
    assert rows["undone"].between(0, 2 * complexity + 1e-9).all()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"change": 11}, "change is 11; give a number from 0 to 10"),
        ({"protected": -1}, "protected is -1"),
        ({"fires": 41}, "fires is 41"),
        ({"weeks": 1.5}, "weeks is 1.5; give a whole number from 1 to 104"),
    ],
)
def test_a_number_outside_its_range_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=said):
        firefight(**{**UNIT, "protected": 4, **wrong})
