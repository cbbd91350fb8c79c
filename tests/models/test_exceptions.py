"""The model of exceptions says what lesson 05 lets students discover."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadermanager.errors import ArgumentError
from leadermanager.models import decide, exceptions

RISING = exceptions(3, 8)
FULL = [60] * 26  # so many that everybody is busy in every week


def weeks_of(weeks):
    return st.lists(st.sampled_from(range(3, weeks + 1)), unique=True, max_size=9).map(sorted)


def last(joining=(), aim=0, arising=RISING):
    return decide(arising, joining, aim).summary["last"]


def net(people):
    """By how much three weeks of so many people without an aim make a full desk emptier."""
    run = decide(FULL, range(1, people)).run.iloc[people : people + 3]
    return (run["settled"] - run["back"]).sum()


def test_more_and_more_comes_up_as_change_rises():
    assert all(later >= earlier - 1 for earlier, later in pairwise(RISING)), "but for rounding"
    assert (RISING[0], RISING[-1], len(RISING)) == (4, 15, 26)


def test_at_change_5_with_half_of_the_rules_seven_and_a_half_come_up():
    assert exceptions(5, 5, weeks=4) == [8, 7, 8, 7]


def test_rules_help_where_things_come_up_again_and_not_where_all_is_new():
    assert sum(exceptions(3, 3, rules=0)) - sum(exceptions(3, 3, rules=100)) > 100
    assert exceptions(10, 10, rules=0) == exceptions(10, 10, rules=100)


def test_alone_one_settles_three_a_week_and_the_rest_waits():
    run = decide([4, 4, 1, 9]).run
    assert run["settled"].tolist() == [3, 3, 3, 3]
    assert run["waiting"].tolist() == [1, 2, 0, 6]


def test_whoever_explains_the_work_settles_nothing_in_that_week():
    run = decide([9, 9, 9], [2]).run
    assert run["people"].tolist() == [1, 1, 2]
    assert run["settled"].tolist() == [3, 0, 6]


def test_two_without_an_aim_clash_in_two_weeks_of_three_and_a_clash_brings_back_two():
    assert decide([9] * 7, [1]).run["back"].tolist() == [0, 0, 2, 2, 0, 2, 2]


def test_the_fourth_person_without_an_aim_makes_a_full_desk_fuller_again():
    assert [net(people) for people in range(1, 6)] == [9, 14, 15, 12, 5]


def test_two_idle_weeks_beat_every_early_hire():
    early = [last(range(1, count + 1)) for count in range(10)]
    assert min(early) == early[2] == 105
    assert last(aim=1) == 60 < min(early)


def test_the_aim_and_one_more_person_empty_the_desk():
    assert last([3], aim=1) == 0


def test_while_an_aim_is_agreed_on_nothing_is_settled_and_afterwards_nothing_comes_back():
    run = decide(RISING, [1, 2], aim=5).run
    assert run["settled"][4:6].tolist() == [0, 0]
    assert run["back"][:4].sum() > 0
    assert run["back"][4:].sum() == 0


def test_with_a_common_aim_every_thirty_settled_bring_one_more_who_leads_unasked():
    run = decide(FULL, aim=1).run
    assert run["won"].to_numpy().nonzero()[0][0] + 1 == 12, "ten weeks of three after the two idle ones"
    assert run["people"][12] == 2
    assert decide(FULL).run["won"].sum() == 0


@given(joining=weeks_of(26), aim=st.sampled_from([0, 1]))
def test_decisions_add_up_and_no_more_than_ten_decide(joining, aim):
    run = decide(RISING, joining, aim).run
    before = run["waiting"].shift(1, fill_value=0)
    assert (run["waiting"] == before + run["new"] + run["back"] - run["settled"]).all()
    assert (run["back"] <= run["settled"]).all()
    assert run["people"].between(1, 10).all()
    assert decide(RISING, joining, aim).summary["people"] <= 10


@given(joining=weeks_of(24))
def test_after_an_aim_nobody_more_does_harm_who_has_three_weeks_left(joining):
    assert last(joining, aim=1) <= last([26], aim=1)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: exceptions(3, 11), "change is 3 and 11; give numbers from 0 to 10"),
        (lambda: exceptions(3, 8, rules=-1), "rules is -1; give a number from 0 to 100"),
        (lambda: decide(RISING, [2, 1]), r"joining is \[2, 1\]; give 9 weeks at most from 1 to 26"),
        (lambda: decide(RISING, [27]), "from 1 to 26"),
        (lambda: decide(RISING, range(1, 11)), "give 9 weeks at most"),
        (lambda: decide(RISING, [4], aim=3), "none in which the aim is talked about"),
        (lambda: decide(RISING, aim=27), "aim is 27; give a week from 1 to 26, or 0 for none"),
    ],
)
def test_what_cannot_be_is_named(call, says):
    with pytest.raises(ArgumentError, match=says):
        call()
