"""The model of replanning says what the second lesson lets students discover."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadermanager.errors import ArgumentError
from leadermanager.models import follow_plans, market, plans_by_rule

steady = settings(max_examples=30)


def cost(orders, every, **alarm):
    return follow_plans(orders, plans_by_rule(orders, every, **alarm)).summary["total"]


def test_orders_rise_for_a_year_and_fall_for_a_year_and_break_in_week_60():
    orders = market(drift=2, fall=35)
    assert len(orders) == 105
    assert orders[1] == 100
    assert orders[53] == max(orders) == 204
    assert orders[60] == orders[59] - 2 - 35


def test_luck_is_added_to_the_orders_of_a_market():
    plain = market(drift=0.5, fall=35)
    lucky = np.subtract(market(drift=0.5, fall=35, luck=3, seed=4), plain)
    assert 2 < lucky.std() < 4
    assert abs(lucky.mean()) < 1


def test_a_plan_expects_what_was_ordered_in_the_week_before_it_was_made():
    orders = market(drift=1, fall=0)
    run = follow_plans(orders, [11]).run.set_index("week")
    assert run["plan"].loc[1:10].unique() == [orders[0]]
    assert run["plan"].loc[11:].unique() == [orders[10]]
    assert run["miss"][20] == orders[20] - orders[10] == 10


def test_the_costs_at_a_place_worked_out_by_hand():
    # A plan for two weeks misses by one point and then by two, and by less where orders turn.
    said = follow_plans(market(drift=1, fall=0), list(range(3, 105, 2))).summary
    assert said["misses"] == pytest.approx(1.5 * 104, abs=4)
    assert said["changes"] == 25 * 52
    assert said["total"] == said["misses"] + said["changes"]


@pytest.mark.parametrize(("drift", "best"), [(1, 7), (2, 5)])
def test_the_more_the_market_moves_the_shorter_a_plan_should_last_as_the_square_root_says(drift, best):
    orders = market(drift, fall=0)
    assert min(range(1, 53), key=lambda every: cost(orders, every)) == best == round((2 * 25 / drift) ** 0.5)


@steady
@given(fall=st.integers(20, 45), every=st.integers(26, 52))
def test_an_alarm_lets_a_plan_be_long_and_still_answer_a_break(fall, every):
    orders = market(drift=1, fall=fall)
    assert cost(orders, every, alarm=7) < min(cost(orders, calendar) for calendar in range(5, 13))


def test_a_rule_makes_its_plans_by_the_calendar_and_the_week_after_a_miss_above_its_alarm():
    orders = market(drift=0, fall=20, breaks=60)
    assert plans_by_rule(orders, every=26) == [27, 53, 79]
    assert plans_by_rule(orders, every=26, alarm=19) == [27, 53, 61, 87]
    assert plans_by_rule(orders, every=26, alarm=20) == [27, 53, 79], "no more than the alarm is not above it"


@steady
@given(st.integers(1, 52), st.floats(0, 40), st.integers(0, 50))
def test_plans_of_a_rule_that_are_followed_cost_what_they_miss_and_what_they_are(every, alarm, seed):
    orders = market(drift=0.25, fall=30, breaks=47, luck=3, seed=seed)
    made = plans_by_rule(orders, every, alarm)
    followed = follow_plans(orders, made, 47)
    assert followed.run.index[followed.run["new_plan"]].tolist() == [0, *(week - 1 for week in made)]
    begun = followed.run[followed.run["new_plan"]]
    assert begun["plan"].tolist() == [orders[week - 1] for week in begun["week"]]
    assert followed.summary["total"] == followed.run["miss"].sum() + 25 * (len(made) + 1)


def test_how_calm_and_how_quick_plans_were_is_counted_from_the_break():
    orders = market(drift=0, fall=20, breaks=60)
    came = follow_plans(orders, [10, 60, 64], 60).summary
    assert (came["plans"], came["before"]) == (4, 1)
    assert came["waited"] == 4, "the plan of week 60 knows only week 59"
    assert follow_plans(orders, [], 60).summary["waited"] == 45


@pytest.mark.parametrize("made", [[1], [105], [9, 8], [8, 8]])
def test_plans_out_of_order_or_of_no_such_week_are_refused(made):
    with pytest.raises(ArgumentError, match="give weeks from 2 to 104, in their order"):
        follow_plans(market(drift=0, fall=0), made)
