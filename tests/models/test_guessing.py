"""What the proposals of two blurred guesses are like, and what a student can discover in them."""

import numpy as np
import pandas as pd
import pytest

from leadermanager.errors import ArgumentError
from leadermanager.models import fund, heeding, propose
from leadermanager.models.guessing import BLUR, FLAT, GAINS, LEAN, PART, USUAL

FLATS = [number in (1, 4, 6, 10) for number in range(12)]
FOUR = [number for number, flat in enumerate(FLATS) if flat]
EIGHT = [number for number, flat in enumerate(FLATS) if not flat]


def log_odds(per_cent):
    inside = per_cent.clip(0.5, 99.5)
    return np.log(inside / (100 - inside))


def total(proposals, chances):
    return fund(proposals, chances).summary["total"]


@pytest.fixture(scope="module")
def many():
    return propose(48_000, 1, FLATS)


@pytest.fixture(scope="module")
def knowing(many):
    return many[~many["voice"].isin(FOUR)]


def test_hope_and_doubt_lie_as_far_to_either_side_and_are_as_blurred_as_the_formula_says(many, knowing):
    spread = np.hypot(PART, BLUR)
    for guesses, mean in [(many["hope"], USUAL + LEAN), (knowing["doubt"], USUAL - LEAN)]:
        given = log_odds(guesses)
        assert given.mean() == pytest.approx(mean, abs=0.05)
        assert given.std() == pytest.approx(spread, abs=0.1)


def test_each_of_the_two_knows_what_the_other_does_not(knowing):
    guesses = knowing[["hope", "doubt"]].apply(log_odds)
    assert abs(guesses.corr().loc["hope", "doubt"]) < 0.03
    for who in guesses:
        works = guesses[who].groupby(knowing["works"]).mean()
        assert works[True] > works[False] + 0.5


def test_a_flat_doubt_is_low_nearly_always_the_same_and_says_nothing(many):
    flat = many[many["voice"].isin(FOUR)]
    given = log_odds(flat["doubt"])
    assert (given.mean(), given.std()) == pytest.approx(FLAT, abs=0.03)
    assert flat.groupby("works")["doubt"].mean().diff().abs().max() < 0.3


def test_each_doubter_is_asked_once_in_a_turn_and_gains_are_those_there_are():
    some = propose(30, 3, FLATS)
    assert sorted(some["voice"][:12]) == sorted(some["voice"][12:24]) == list(range(12))
    assert list(some["voice"][:12]) != list(some["voice"][12:24])
    assert set(some["gain"]) == set(GAINS)
    pd.testing.assert_frame_equal(some, propose(30, 3, FLATS))


def test_money_goes_only_into_what_is_worth_it_and_comes_back_or_is_lost():
    proposals = pd.DataFrame({"gain": [200, 200, 100, 100, 50, 50], "works": [True, False] * 3})
    result = fund(proposals, [34, 34, 50, 51, 67, 66])
    assert result.run["brought"].tolist() == [200, -100, 0, -100, 50, 0]
    assert result.summary == {"total": 50, "funded": 4, "lean": pytest.approx(302 / 6 - 50)}


def test_there_has_to_be_a_chance_for_each_proposal():
    with pytest.raises(ArgumentError, match="1 chances; give one for each of 2"):
        fund(propose(2, 1, FLATS), [50])


def test_who_heeds_both_goes_half_way_and_by_hope_less_something_where_nobody_is_asked():
    proposals = pd.DataFrame({"voice": [0, 1], "hope": [80, 90], "doubt": [20, 15]})
    assert heeding(proposals).tolist() == [50, 52.5]
    assert heeding(proposals, [1], 25).tolist() == [50, 65]


@pytest.mark.thorough("draws a hundred firms; one is tried in the lesson's test")
def test_what_a_student_discovers_holds_in_nearly_every_firm():
    rows = []
    for seed in range(100):
        firm = propose(480, seed, FLATS)
        everybody = range(12)
        rules = {
            "hope": firm["hope"],
            "doubt": firm["doubt"],
            "half": heeding(firm),
            "without four": heeding(firm, FOUR),
            "20 off for four": heeding(firm, FOUR, 20),
            "without eight": heeding(firm, EIGHT, 20),
            "20 off for all": heeding(firm, everybody, 20),
        }
        rows.append({rule: total(firm, chances) for rule, chances in rules.items()})
    firms = pd.DataFrame(rows)
    assert (firms["half"] > firms[["hope", "doubt"]].max(axis=1)).mean() > 0.98
    assert 0.88 < (firms["without four"] < firms["half"]).mean() < 0.98
    assert (firms["20 off for four"] > firms["without four"]).mean() > 0.9
    assert abs(firms["20 off for four"].mean() / firms["half"].mean() - 1) < 0.03
    for rule in ("without eight", "20 off for all"):
        assert (firms[rule] < firms["20 off for four"]).mean() > 0.9
    assert (firms["20 off for all"] > firms["hope"]).mean() > 0.98
