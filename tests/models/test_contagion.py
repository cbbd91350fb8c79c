"""The model of contagion says what the third lesson lets students discover."""

import numpy as np
import pandas as pd
import pytest

from leadermanager.errors import DataError
from leadermanager.models import contagion, ring, spread
from leadermanager.models.contagion import cascade

TRUSTS = {"bo": ["ann", "al"], "cy": ["ann", "bo"], "dee": ["cy", "bo"], "eve": ["ann"], "flo": []}


def ties_of(trusts, **others):
    """The table of ties: each person trusts the people in the list; other kinds by keyword."""
    rows = [(one, other, "trusts") for one, all_ in trusts.items() for other in all_]
    for kind, pairs in others.items():
        rows += [(one, other, kind.replace("_", " ")) for one, other in pairs]
    return pd.DataFrame(rows, columns=["person_id", "other_id", "kind"])


@pytest.fixture
def ties():
    return ties_of(TRUSTS, reports_to=[("flo", "eve")])


def steps(result, stage):
    return result.set_index("person_id")[stage].dropna().to_dict()


def believed_at_the_end(**numbers):
    return contagion(**numbers).summary["believed"]


def test_the_spread_worked_out_by_hand(ties):
    result = spread(ties, ["ann", "al"])
    assert steps(result, "believed") == {"ann": 0, "al": 0, "bo": 1, "cy": 2, "dee": 3}
    assert steps(result, "heard") == {"ann": 0, "al": 0, "bo": 1, "cy": 1, "eve": 1, "dee": 2, "flo": 2}


def test_trust_carries_belief_in_one_direction_and_news_in_both(ties):
    result = spread(ties, ["dee", "cy"])
    assert steps(result, "believed") == {"dee": 0, "cy": 0}, "nobody trusts both"
    assert steps(result, "heard")["ann"] == 1, "ann hears from those who trust her"


def test_a_boss_whom_nobody_trusts_is_heard_and_not_believed():
    ties = ties_of({"bo": ["al"]}, reports_to=[("al", "boss"), ("bo", "boss"), ("cy", "boss")])
    result = spread(ties, ["boss"], needs=1)
    assert len(steps(result, "heard")) == 4
    assert steps(result, "believed") == {"boss": 0}


def test_with_one_believer_enough_more_people_believe(ties):
    assert len(steps(spread(ties, ["ann"], needs=1), "believed")) == 5
    assert steps(spread(ties, ["ann"]), "believed") == {"ann": 0}


def test_nobody_believes_who_has_not_heard(ties):
    result = spread(ties, ["ann", "al", "flo"])
    both = result.dropna()
    assert (both["heard"] <= both["believed"]).all()
    assert result["heard"].isna().sum() <= result["believed"].isna().sum()


def test_a_carrier_without_a_tie_and_a_table_without_kinds_are_refused(ties):
    with pytest.raises(DataError, match="zoe has no tie to anybody"):
        spread(ties, ["ann", "zoe"])
    with pytest.raises(DataError, match="no column 'kind'"):
        spread(ties.drop(columns="kind"), ["ann"])
    with pytest.raises(ValueError, match="needs is 0"):
        spread(ties, ["ann"], needs=0)


def test_a_cascade_stops_where_nobody_joins():
    chain = np.eye(5, k=-1, dtype=bool)  # each follows the one before
    assert cascade(chain, np.array([True, False, False, False, False]), 1).tolist() == [0, 1, 2, 3, 4]
    assert cascade(chain, np.array([False, False, True, False, False]), 1).tolist() == [-1, -1, 0, 1, 2]
    assert cascade(chain, np.array([True, True, False, False, False]), 2).tolist() == [0, 0, -1, -1, -1]


def in_the_ring(carriers, far=None):
    """In how many steps a message from these carriers is heard, and believed, by how many."""
    result = spread(ring(far), [str(one) for one in carriers])
    return result["heard"].max(), result["believed"].max(), result["believed"].count()


def test_in_a_ring_everybody_trusts_two_people_on_either_side_and_is_trusted_by_them():
    ties = ring()
    assert (ties.groupby("person_id").size() == 4).all()
    assert set(ties.loc[ties["person_id"] == "1", "other_id"]) == {"99", "100", "2", "3"}
    both = {tuple(row) for row in ties[["person_id", "other_id"]].to_numpy()}
    assert both == {(other, one) for one, other in both}


def test_a_tie_that_leads_far_away_leads_there_and_no_longer_to_the_next():
    ties = ring({100: 50, 50: 100})
    assert set(ties.loc[ties["person_id"] == "100", "other_id"]) == {"98", "99", "2", "50"}
    assert set(ties.loc[ties["person_id"] == "1", "other_id"]) == {"99", "2", "3"}
    assert not ties.duplicated().any(), "100 and 50 are tied once, though both led a tie to each other"


def test_side_by_side_five_win_the_ring_and_spread_out_they_win_nobody():
    assert in_the_ring([1, 2, 3, 4, 5]) == (24, 47, 100)
    assert in_the_ring([1, 21, 41, 61, 81]) == (5, 0, 5)


def test_one_far_tie_sends_belief_round_the_ring_and_two_stop_it_while_the_news_is_faster():
    news, weeks, believed = in_the_ring([1, 2, 3, 4, 5], {15: 65})
    assert (news < 24, weeks > 47, believed) == (True, True, 100)
    news, _, believed = in_the_ring([1, 2, 3, 4, 5], {15: 65, 90: 40})
    assert (news < 24, believed < 50) == (True, True)


def test_three_far_ties_side_by_side_carry_belief_across():
    _, weeks, believed = in_the_ring([1, 2, 3, 4, 5], {1: 51, 2: 52, 3: 51})
    assert (weeks < 30, believed) == (True, 100)


def test_two_neighbours_win_all_in_a_year_and_twenty_apart_win_nobody():
    assert believed_at_the_end(carriers=2, apart=1) == 100
    assert contagion(carriers=20, apart=5).summary == {
        "believed": 20,
        "won": 0,
        "halfway": 20,
    }


def test_everybody_hears_what_few_believe():
    twenty = {"carriers": 20, "apart": 5}
    assert believed_at_the_end(needs=1, **twenty) == 100
    assert believed_at_the_end(needs=2, **twenty) == 20


def test_past_a_point_it_spreads_by_itself():
    ends = [believed_at_the_end(carriers=carriers, apart=20) for carriers in range(1, 31)]
    assert ends[:20] == pytest.approx(list(range(1, 21)))
    assert ends[20:] == [100] * 10


def test_the_same_five_win_all_or_nobody_by_one_place():
    assert believed_at_the_end(carriers=5, apart=4) == 100
    assert believed_at_the_end(carriers=5, apart=5) == 5


def test_a_few_far_ties_speed_the_news_and_stop_the_belief():
    weeks = [
        (contagion(5, far=far, needs=1).run.set_index("week")["believed"] < 99.9).sum() for far in (0, 10, 30)
    ]
    assert weeks == sorted(weeks, reverse=True)
    assert weeks[1] < weeks[0] / 2
    ends = [believed_at_the_end(carriers=5, far=far) for far in (0, 5, 10, 20)]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] == 100
    assert ends[2] < 25


def test_where_one_believer_wins_a_few_people_far_ties_help_again():
    halves = [contagion(5, far=far, alone=5).summary["halfway"] for far in (0, 10, 20)]
    assert halves == sorted(halves)
    assert halves[0] < 65
    assert halves[2] > 90


def test_it_never_loses_a_believer_and_gives_the_same_again():
    one = contagion(5, apart=3, far=30, alone=1, weeks=104).run
    assert one["believed"].is_monotonic_increasing
    assert list(one["week"]) == list(range(105))
    assert one.equals(contagion(5, apart=3, far=30, alone=1, weeks=104).run)


def test_carriers_for_whom_the_ring_has_no_room_sit_closer():
    assert contagion(30, apart=50).run["believed"].iloc[0] == 30
    assert contagion(50, apart=50).run["believed"].iloc[0] == 50


@pytest.mark.parametrize(
    ("name", "number"),
    [("carriers", 0), ("carriers", 51), ("carriers", 2.5), ("needs", 5), ("far", 101), ("alone", -1)],
)
def test_a_number_outside_its_range_is_refused(name, number):
    with pytest.raises(ValueError, match=f"contagion: {name} is {number}"):
        contagion(**{"carriers": 5, name: number})
