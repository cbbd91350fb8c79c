"""Two waters say what the first lesson lets students discover."""

import pytest

from leadermanager.errors import ArgumentError
from leadermanager.models import fitting, two_waters

RISING = [4.0, 4.5, 5.0, 5.5, 6.5, 7.0, 7.5, 8.0, 8.0, 8.0, 8.0, 8.0]


def calibration(leading, managing):
    """Twelve quarters of a unit like Calibration, which led at 3.5 before."""
    return two_waters(RISING, [6] * 12, leading, managing, before=3.5)


def test_a_quarter_loses_at_once_what_is_out_of_order_and_a_year_later_what_had_no_direction():
    # 108 - 0.8·(6-5)² - 0.8·(4.5-3.5)² (of quarter 2) - 0.4·(8+5) - 0.1·(8-7)² in quarter 6
    came = calibration([3.5] * 4 + [8] * 8, [5] * 12).run
    assert came["performance"].iloc[5] == pytest.approx(108 - 0.8 - 0.8 - 5.2 - 0.1)


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
