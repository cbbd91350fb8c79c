"""The funnel says what lesson 04 lets students discover."""

import numpy as np
import pytest

from leadermanager.errors import ArgumentError
from leadermanager.models import aims_by_rule, drop, luck_of


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 1])
def test_correcting_a_part_of_every_miss_does_harm_the_more_the_larger_the_part(share):
    luck = luck_of(20_000, seed=1)
    landed = drop(luck, aims_by_rule(luck, share)).run["landed"]
    assert (landed**2).mean() / np.mean(np.square(luck)) == pytest.approx(2 / (2 - share), abs=0.05)


def test_a_seed_gives_the_same_luck_again_and_another_seed_another():
    assert luck_of(20, seed=5) == luck_of(20, seed=5) != luck_of(20, seed=6)


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
