"""The model of replanning says what the second lesson lets students discover."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadermanager.errors import ArgumentError
from leadermanager.models import follow_plans, market, plans_by_rule, replan
from leadermanager.models.replanning import NEVER

INTERVALS = range(1, 53)
steady = settings(max_examples=30)
drifts = st.floats(0, 2)
falls = st.floats(0, 45)


def total(**numbers):
    return replan(**numbers).summary["total"]


def best(drift, fall=0.0):
    """The number of weeks for which a plan is cheapest."""
    return min(INTERVALS, key=lambda every: total(drift=drift, fall=fall, every=every))


def test_one_row_for_each_week_and_the_plan_is_what_was_ordered_the_week_before_it_was_made():
    rows = replan(drift=1, fall=0, every=10).run.set_index("week")
    assert list(rows.index) == list(range(1, 105))
    assert rows.index[rows["new_plan"]].tolist() == list(range(1, 105, 10))
    assert rows.loc[11:20, "plan"].unique() == [rows.loc[10, "orders"]]
    orders = rows["orders"]
    assert rows["miss"][20] == orders[20] - orders[10] == 10


def test_orders_rise_for_a_year_and_fall_for_a_year_and_break_in_week_60():
    orders = replan(drift=0.5, fall=35, every=1).run.set_index("week")["orders"]
    assert orders[1] == 100
    assert orders[53] == orders.max() == 126
    assert orders[60] == orders[59] - 0.5 - 35


def test_the_costs_at_a_place_worked_out_by_hand():
    # A plan for two weeks misses by one point and then by two: 1.5 a week; half a plan of 25 a week: 12.5.
    # In the one week in which the orders turn, a plan that is a week old misses by none.
    said = replan(drift=1, fall=0, every=2).summary
    assert said["misses"] == pytest.approx(1.5, abs=0.02)
    assert said["changes"] == 12.5
    assert said["total"] == said["misses"] + said["changes"]
    assert said["plans"] == 26


def test_in_a_market_that_moves_four_times_as_much_plans_should_last_half_as_long():
    assert best(drift=0.5) in (10, 11)
    assert best(drift=2) == 5


@pytest.mark.parametrize(("drift", "fall"), [(0.5, 0), (1, 0), (2, 0), (0.5, 35), (1, 20), (0, 45)])
def test_the_best_interval_shrinks_with_the_square_root_of_how_much_the_market_moves(drift, fall):
    rule = (2 * 25 / (drift + fall / 104)) ** 0.5
    cheapest = total(drift=drift, fall=fall, every=best(drift, fall))
    assert total(drift=drift, fall=fall, every=round(rule)) <= 1.02 * cheapest


@steady
@given(drift=st.floats(0.25, 2), fall=falls)
def test_a_plan_is_neither_sacred_nor_useless(drift, fall):
    middle = total(drift=drift, fall=fall, every=8)
    assert middle < total(drift=drift, fall=fall, every=1)
    assert middle < total(drift=drift, fall=fall, every=52)


def test_near_the_best_interval_a_week_or_two_hardly_matter():
    costs = [total(drift=0.5, fall=0, every=every) for every in range(9, 14)]
    assert max(costs) < 1.02 * min(costs)


@steady
@given(fall=st.floats(20, 45), every=st.integers(26, 52))
def test_a_plan_kept_for_half_a_year_or_more_looks_cheap_until_the_break(fall, every):
    calm = replan(drift=0, fall=fall, every=every).summary
    assert calm["before"] < 1
    assert calm["after"] > 0.7 * fall


@steady
@given(fall=st.floats(20, 45), every=st.integers(26, 52))
def test_an_alarm_lets_a_plan_be_long_and_still_answer_a_break(fall, every):
    watched = replan(drift=0.5, fall=fall, every=every, alarm=5).summary
    assert watched["total"] < min(total(drift=0.5, fall=fall, every=calendar) for calendar in range(6, 13))
    assert watched["after"] < 6


@steady
@given(drift=st.floats(0.25, 2), every=st.integers(26, 52))
def test_an_alarm_set_too_tight_is_dearer_than_one_that_leaves_some_room(drift, every):
    assert total(drift=drift, fall=0, every=every, alarm=1) > total(drift=drift, fall=0, every=every, alarm=7)


@steady
@given(drift=drifts, fall=falls, every=st.integers(1, 52), alarm=st.floats(1, NEVER))
def test_the_alarm_is_answered_in_the_week_after_and_no_miss_reaches_one_hundred(drift, fall, every, alarm):
    rows = replan(drift=drift, fall=fall, every=every, alarm=alarm).run
    rang = (rows["miss"] > alarm).to_numpy()[:-1]
    assert rows["new_plan"].to_numpy()[1:][rang].all()
    if alarm == NEVER:
        assert not rang.any()


@steady
@given(drift=drifts, fall=falls, alarm=st.floats(1, NEVER), every=st.integers(1, 51))
def test_the_summary_gives_each_number_that_a_student_reads(drift, fall, alarm, every):
    numbers = {"drift": drift, "fall": fall, "alarm": alarm}
    said = replan(**numbers, every=every).summary
    assert said["more_weeks"] == pytest.approx(total(**numbers, every=every + 1) - said["total"])


def test_the_costs_are_those_of_the_picture_averaged_over_every_week_the_calendar_may_begin():
    # In a market that only breaks, all that counts is how old the plan is in the week of the break.
    every, fall = 20, 30
    weeks_missed = np.arange(1, every + 1)  # from the break to the next plan, each equally likely
    assert replan(drift=0, fall=fall, every=every).summary["misses"] == pytest.approx(
        fall * weeks_missed.mean() / 104
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"drift": 3}, "drift is 3; give a number from 0 to 2"),
        ({"fall": -1}, "fall is -1; give a number from 0 to 45"),
        ({"every": 0}, "every is 0; give a whole number from 1 to 52"),
        ({"every": 2.5}, "every is 2.5; give a whole number from 1 to 52"),
        ({"alarm": float("nan")}, "alarm is nan; give a number from 1 to 100"),
    ],
)
def test_a_number_outside_its_range_is_named(wrong, says):
    numbers = {"drift": 1, "fall": 10, "every": 8} | wrong
    with pytest.raises(ValueError, match=says):
        replan(**numbers)


def test_the_orders_of_a_market_are_those_of_the_model_with_luck_added():
    plain = market(drift=0.5, fall=35)
    run = replan(drift=0.5, fall=35, every=1).run
    assert plain[1:] == [round(orders) for orders in run["orders"]]
    lucky = np.subtract(market(drift=0.5, fall=35, luck=3, seed=4), plain)
    assert 2 < lucky.std() < 4
    assert abs(lucky.mean()) < 1


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
