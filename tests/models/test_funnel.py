"""The funnel model says what lesson 04 lets students discover."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadermanager.errors import ArgumentError
from leadermanager.models import aims_by_rule, drop, funnel, luck_of
from leadermanager.models.funnel import NEVER, USUAL

seeds = st.integers(0, 9999)
shares = st.floats(0, 1)
limits = st.floats(0, 12)
LEFT_ALONE: dict[str, Any] = {"limit": NEVER, "share": 0}


def mean_times(years=300, **numbers):
    """How many times the squared miss of leaving alone, over many years of luck."""
    years = [[funnel(**(numbers | other), seed=year).summary["squared_miss"] for year in range(years)]
             for other in ({}, LEFT_ALONE)]  # fmt: skip
    return np.mean(years[0]) / np.mean(years[1])


def test_correcting_every_miss_in_full_doubles_the_variance():
    assert mean_times(limit=NEVER, share=1, cause=0) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_correcting_a_part_of_every_miss_does_harm_too_the_more_the_larger_the_part(share):
    assert mean_times(limit=NEVER, share=share, cause=0, weeks=104) == pytest.approx(
        2 / (2 - share), abs=0.05
    )


def test_by_the_published_luck_half_a_correction_makes_it_a_third_worse_and_a_whole_one_doubles_it():
    times = [funnel(limit=NEVER, share=share, cause=0).summary["times"] for share in (0, 0.5, 1)]
    assert [round(number, 1) for number in times] == [1.0, 1.4, 2.1]


def test_a_process_corrected_in_full_shows_the_luck_of_this_week_less_that_of_the_last():
    alone = funnel(**LEFT_ALONE, cause=0).run["faults"] - USUAL
    corrected = funnel(limit=NEVER, share=1, cause=0).run["faults"] - USUAL
    assert corrected.to_numpy() == pytest.approx((alone - alone.shift(1, fill_value=0)).to_numpy())


def test_searching_at_three_standard_deviations_finds_a_large_cause_at_once_and_nothing_else():
    found = funnel(limit=6, share=0, cause=8).summary
    assert (found["with_cause"], found["searches"], found["in_vain"]) == (1, 1, 0)


def test_narrow_limits_send_people_to_search_for_nothing_and_wide_ones_find_late():
    narrow, wide = (funnel(limit=limit, share=0, cause=8).summary for limit in (3, 10))
    assert narrow["in_vain"] >= 5
    assert wide["in_vain"] == 0
    assert wide["with_cause"] > narrow["with_cause"]


@pytest.mark.parametrize("cause", [0, 3, 8])
def test_over_many_years_wider_limits_search_less_in_vain_and_leave_a_cause_longer(cause):
    years = [[funnel(limit=limit, share=0, cause=cause, seed=year).summary for year in range(60)]
             for limit in (2, 4, 6, 8)]  # fmt: skip
    vain = [np.mean([year["in_vain"] for year in one]) for one in years]
    lasts = [np.mean([year["with_cause"] for year in one]) for one in years]
    assert vain == sorted(vain, reverse=True)
    assert lasts == sorted(lasts)


def test_where_nobody_searches_correcting_a_real_cause_is_better_than_leaving_it():
    assert mean_times(years=60, limit=NEVER, share=1, cause=8) < 0.5
    assert mean_times(years=60, limit=NEVER, share=1, cause=1) > 1.5


def test_but_finding_it_is_better_still():
    corrected = mean_times(years=60, limit=NEVER, share=1, cause=8)
    assert mean_times(years=60, limit=6, share=0, cause=8) < corrected / 1.5


def test_correcting_hides_a_cause_from_the_limits():
    hidden = [funnel(limit=7, share=1, cause=5, seed=year).summary["with_cause"] for year in range(60)]
    plain = [funnel(limit=7, share=0, cause=5, seed=year).summary["with_cause"] for year in range(60)]
    assert np.mean(hidden) > 2 * np.mean(plain)


def test_a_small_cause_cannot_be_found_soon_without_searching_in_vain():
    assert funnel(limit=6, share=0, cause=3).summary["with_cause"] == 13
    assert funnel(limit=3, share=0, cause=3).summary["in_vain"] == 7


@given(share=shares, limit=limits, cause=st.floats(0, 12), seed=seeds)
def test_the_rows_follow_from_each_other(share, limit, cause, seed):
    rows = funnel(limit, share, cause, seed=seed).run
    assert list(rows["week"]) == list(range(1, 53))
    miss = rows["faults"] - USUAL
    assert rows["setting"].iloc[0] == 0
    assert np.allclose(rows["setting"].shift(-1)[:-1], (rows["setting"] - share * miss)[:-1])
    assert (rows["searched"] == (miss.abs() > limit)).all()
    assert (rows["cause"][:26] == 0).all()
    found = rows.index[rows["searched"] & (rows["cause"] > 0)]
    assert len(found) <= 1, "what was found is gone"
    until = found[0] if len(found) else 51
    assert (rows["cause"][26 : until + 1] == cause).all()
    assert (rows["cause"][until + 1 :] == 0).all()


@given(seed=seeds, share=shares, limit=limits, cause=st.floats(0, 12))
def test_the_summary_says_what_the_rows_say(seed, share, limit, cause):
    result = funnel(limit, share, cause, seed=seed)
    rows, said = result.run, result.summary
    assert said["squared_miss"] == pytest.approx(((rows["faults"] - USUAL) ** 2).mean())
    assert said["searches"] == rows["searched"].sum()
    assert said["in_vain"] == (rows["searched"] & (rows["cause"] == 0)).sum()
    assert said["with_cause"] == (rows["cause"] > 0).sum()


@given(seed=seeds, cause=st.floats(0, 12))
def test_what_is_left_alone_is_what_everything_is_compared_with(seed, cause):
    assert funnel(**LEFT_ALONE, cause=cause, seed=seed).summary["times"] == pytest.approx(1)


def test_a_seed_gives_the_same_luck_again_and_another_seed_another():
    once, again, other = (funnel(**LEFT_ALONE, cause=0, seed=seed).run["faults"] for seed in (5, 5, 6))
    assert once.equals(again)
    assert not once.equals(other)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"share": 1.5}, "share is 1.5; give a number from 0 to 1"),
        ({"limit": -1}, "limit is -1; give a number from 0 to 99"),
        ({"cause": float("nan")}, "cause is nan"),
        ({"weeks": 0}, "weeks is 0"),
        ({"weeks": 10.5}, "weeks is 10.5; give a whole number"),
        ({"seed": 0.5}, "seed is 0.5; give a whole number"),
    ],
)
def test_a_number_outside_its_range_is_named(wrong, says):
    with pytest.raises(ValueError, match=says):
        funnel(**({"limit": 6, "share": 0, "cause": 0} | wrong))


def test_a_marble_falls_where_the_funnel_is_held_and_luck_pushes_it():
    fallen = drop([2, -3, 0], [0, -2, -2])
    assert fallen.run["landed"].tolist() == [2, -5, -2]
    assert fallen.summary["distance"] == 3
    assert fallen.summary["alone"] == pytest.approx(5 / 3)
    assert fallen.summary["moves"] == 1
    assert fallen.summary["wider"] == pytest.approx(80)


def test_a_move_against_the_last_miss_is_told_from_any_other_and_so_is_a_funnel_beside_the_mark():
    against = drop([2, -3, 1], [0, -2, 3]).summary
    assert (against["moves"], against["against"]) == (2, 2)
    other = drop([2, -3, 1], [1, 4, 5]).summary
    assert (other["moves"], other["against"]) == (3, 0)
    assert other["beside"] == pytest.approx(10 / 3)
    assert drop([2, -3, 1], [-3, 0, 3]).summary["beside"] == 0


def test_who_moves_back_each_miss_in_full_gives_each_marble_its_luck_less_that_of_the_one_before():
    luck = luck_of(2000, seed=5)
    fallen = drop(luck, aims_by_rule(luck, 1))
    assert fallen.run["landed"].tolist()[1:] == list(np.diff(luck))
    assert fallen.run["landed"].std() / np.std(luck) == pytest.approx(2**0.5, abs=0.05)
    assert np.std(luck) == pytest.approx(2, abs=0.1)


def test_a_rule_that_corrects_nothing_leaves_the_funnel_over_the_mark():
    assert aims_by_rule([3, -1, 2], 0) == [0, 0, 0]
    assert drop([3, -1, 2], [0, 0, 0]).summary["wider"] == 0


def test_where_an_aim_is_missing_the_call_is_refused():
    with pytest.raises(ArgumentError, match="there are 2 aims; give one for each of 3 marbles"):
        drop([1, 2, 3], [0, 0])
