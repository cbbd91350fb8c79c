"""The fit model says what the first lesson lets students discover."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadermanager.errors import ArgumentError
from leadermanager.models import fit, fitting, two_waters

points = st.floats(0, 10)
busy = st.floats(7, 10)
mean = lambda **numbers: fit(**numbers).run["performance"].mean()  # noqa: E731
LEVELS = np.arange(0, 10.5, 0.5)


def best(change, complexity, quarters=8):
    """The leading and managing that perform best on average."""
    tries = [
        (mean(change=change, complexity=complexity, leading=a, managing=b, quarters=quarters), a, b)
        for a in LEVELS[::2]
        for b in LEVELS[::2]
    ]
    return max(tries)[1:]


def test_one_row_for_each_quarter_and_the_losses_add_up():
    rows = fit(change=8, complexity=5, leading=3, managing=6, quarters=12).run
    assert list(rows["quarter"]) == list(range(1, 13))
    lost = rows[["missing_order", "missing_direction", "surplus", "cost_of_effort"]].sum(axis=1)
    assert np.allclose(rows["performance"], 108 - lost)


def test_the_formula_at_a_place_worked_out_by_hand():
    # 108 - 0.8·(5-4)² - 0.8·(8-6)²·0.5 - 0 - 0.4·10 in quarter 8, when half of the lack of direction is felt
    assert fit(change=8, complexity=5, leading=6, managing=4).run["performance"].iloc[-1] == pytest.approx(
        101.6
    )


def test_there_is_no_best_style_only_a_fit():
    calm, moving = best(change=1, complexity=8, quarters=12), best(change=8, complexity=1, quarters=12)
    assert calm[1] > calm[0]
    assert moving[0] > moving[1]
    assert mean(change=1, complexity=8, leading=moving[0], managing=moving[1]) < fitting.PLAN
    assert mean(change=8, complexity=1, leading=calm[0], managing=calm[1], quarters=12) < fitting.PLAN


@given(change=st.floats(7, 8), complexity=st.floats(3, 6), leading=st.floats(2.5, 3), surplus=st.floats(0, 2))
def test_the_over_managed_unit_in_a_moving_market_looks_fine_for_six_quarters(
    change, complexity, leading, surplus
):
    rows = fit(change=change, complexity=complexity, leading=leading, managing=complexity + surplus).run
    performance = rows.set_index("quarter")["performance"]
    assert performance.loc[1:6].min() > 97
    assert performance.loc[1:5].min() > 99.5
    assert performance.loc[5] - performance.loc[1] > -4
    assert performance.loc[8] < performance.loc[6] - 2
    assert (
        fit(change, complexity, leading, complexity + surplus, quarters=12).run["performance"].iloc[-1] < 97
    )


def test_effort_is_leading_and_managing_together_and_each_point_of_it_costs_the_same():
    numbers: dict[str, Any] = {"change": 4, "complexity": 7, "leading": 4.5, "managing": 4}
    assert fit(**numbers).summary["effort"] == 8.5
    assert fit(**numbers).run["cost_of_effort"].to_numpy() == pytest.approx(0.4 * 8.5)
    assert "effort" not in fit(**numbers).run, "one word would mean two things"


@given(change=points, complexity=points, leading=points, managing=points)
def test_more_leading_is_worse_wherever_nothing_is_left_for_it_to_cope_with(
    change, complexity, leading, managing
):
    won = fit(change=change, complexity=complexity, leading=leading, managing=managing).summary[
        "more_leading"
    ]
    if leading >= change:
        assert won <= 0
    if leading >= change and leading <= 9:
        assert won < 0


def test_one_more_point_is_what_it_brings_to_the_average():
    there = {"change": 8, "complexity": 7, "leading": 3, "managing": 4}
    said = fit(**there).summary
    assert said["more_leading"] == pytest.approx(mean(**there | {"leading": 4}) - mean(**there))
    assert said["more_managing"] == pytest.approx(mean(**there | {"managing": 5}) - mean(**there))


def test_more_leading_is_better_where_much_change_is_unmet():
    assert fit(change=8, complexity=5, leading=3, managing=5).summary["more_leading"] > 0


def test_more_leading_can_be_worse_even_where_change_is_unmet_since_it_pays_late():
    assert fit(change=8, complexity=5, leading=7, managing=5).summary["more_leading"] < 0
    assert fit(change=8, complexity=5, leading=7, managing=5, quarters=20).summary["more_leading"] > 0


@given(change=busy, complexity=points, leading=st.floats(0, 5), managing=points)
def test_more_leading_costs_first_and_pays_later(change, complexity, leading, managing):
    less = fit(change, complexity, leading, managing, quarters=20).run["performance"]
    more = fit(change, complexity, leading + 1, managing, quarters=20).run["performance"]
    assert more.iloc[0] < less.iloc[0]
    assert more.iloc[-1] > less.iloc[-1]


@given(change=points, complexity=points, leading=points, managing=points)
def test_unmet_complexity_is_felt_at_once_and_unmet_change_only_grows(change, complexity, leading, managing):
    rows = fit(change, complexity, leading, managing, quarters=16).run
    assert rows["missing_order"].nunique() == 1
    assert (np.diff(rows["missing_direction"]) >= 0).all()


@given(change=points, complexity=points, leading=points, managing=points, quarters=st.integers(1, 40))
def test_the_summary_says_what_the_rows_say(change, complexity, leading, managing, quarters):
    numbers = {"change": change, "complexity": complexity, "leading": leading, "managing": managing}
    result = fit(**numbers, quarters=quarters)
    performance, said = result.run["performance"], result.summary
    assert said["lowest"] == performance.min()
    assert said["first"] == performance.iloc[0]
    assert said["last"] == performance.iloc[-1]
    assert said["lowest"] <= said["mean"] + 1e-9 <= said["highest"] + 2e-9
    assert said["effort"] == leading + managing
    assert 0 <= said["below_plan"] <= quarters


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"leading": 11}, "leading is 11; give a number from 0 to 10"),
        ({"change": -1}, "change is -1"),
        ({"complexity": float("nan")}, "complexity is nan"),
        ({"quarters": 0}, "quarters is 0"),
        ({"lag": 0}, "lag is 0"),
    ],
)
def test_a_number_outside_its_range_is_named(wrong, says):
    numbers = {"change": 5, "complexity": 5, "leading": 5, "managing": 5} | wrong
    with pytest.raises(ValueError, match=says):
        fit(**numbers)


RISING = [4.0, 4.5, 5.0, 5.5, 6.5, 7.0, 7.5, 8.0, 8.0, 8.0, 8.0, 8.0]


def calibration(leading, managing):
    """Twelve quarters of a unit like Calibration, which led at 3.5 before."""
    return two_waters(RISING, [6] * 12, leading, managing, before=3.5)


def test_in_two_waters_a_quarter_is_as_in_fit_but_for_the_pipe():
    # 108 - 0.8·(6-5)² - 0.8·(4.5-3.5)² (of quarter 2) - 0.4·(8+5) - 0.1·(8-7)² in quarter 6
    came = calibration([3.5] * 4 + [8] * 8, [5] * 12).run
    assert came["performance"].iloc[5] == pytest.approx(108 - 0.8 - 0.8 - 5.2 - 0.1)
    there = {"change": 0, "complexity": 6, "leading": 2, "managing": 5}
    alone = two_waters([0] * 8, [6] * 8, [2] * 8, [5] * 8, before=0).run["performance"]
    assert alone.to_numpy() == pytest.approx(fit(**there).run["performance"].to_numpy())


def test_what_comes_over_the_leading_wall_is_felt_four_quarters_later_and_no_wall_calls_it_back():
    stays = calibration([3.5] * 12, [6.5] * 12).run
    raised = calibration([3.5] * 8 + [8] * 4, [6.5] * 8 + [4] * 4).run
    assert list(stays["missing_direction"][4:]) == list(stays["piped"][:8])
    assert list(raised["missing_direction"]) == list(stays["missing_direction"])


def test_a_higher_managing_wall_is_no_help_against_change():
    usual, tidy = (calibration([3.5] * 12, [height] * 12).run["performance"] for height in (6.5, 8.5))
    assert (tidy < usual).all()


def test_who_raises_the_leading_wall_when_results_fall_below_plan_is_a_year_too_late():
    falls = calibration([3.5] * 12, [6.5] * 12).run
    seen = int(falls.loc[falls["performance"] < fitting.PLAN, "quarter"].iloc[0])
    late = calibration([3.5] * seen + [6.5] * (12 - seen), [6.5] * seen + [5.5] * (12 - seen))
    assert seen == 9
    assert late.run["performance"].iloc[seen:].is_monotonic_decreasing
    assert (late.summary["raised"], late.summary["waiting"]) == (10, pytest.approx(0.8 * 68.75))
    early = calibration([6.5] * 12, [5.5] * 12)
    assert early.summary["below_plan"] == 0
    assert early.run["performance"].iloc[0] < falls["performance"].iloc[0]


def test_a_wall_lowered_at_the_end_leaves_its_water_in_the_pipe():
    kept, lowered = (calibration([6.5] * 8 + [height] * 4, [5.5] * 12) for height in (6.5, 2))
    assert (lowered.run["performance"][8:] > kept.run["performance"][8:]).all()
    assert lowered.summary["in_pipe"] == pytest.approx(0.8 * 4 * 6**2)


def test_a_wall_that_was_never_raised_has_no_quarter_and_water_from_before_is_in_the_pipe():
    came = two_waters([8] * 6, [3] * 6, [6.5] * 6, [3] * 6, before=6)
    assert (came.summary["raised"], came.summary["waiting"]) == (0, 0)
    assert list(came.run["missing_direction"]) == pytest.approx([3.2] * 4 + [1.8] * 2)


def test_walls_for_other_quarters_than_the_market_are_refused():
    with pytest.raises(ArgumentError, match="change has 12 quarters, leading 3 and managing 12"):
        calibration([3.5] * 3, [6.5] * 12)
