"""The staged bet says what lesson 06 lets students discover."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadermanager.models import stage

money = st.integers(10, 1500)
share = st.integers(0, 100)
PROPOSAL = {"gain": 900, "cost": 390}


def at(chance, **numbers):
    rows = stage(**{**PROPOSAL, **numbers}).run.set_index("chance")["expected"]
    return rows[chance]


def test_the_formula_at_a_place_worked_out_by_hand():
    # Yes at once: 0.4 x 900 - 0.6 x 390. With the pilot: 0.4 x 0.8 x 900 - 0.6 x 0.2 x 390 - 0.1 x 390.
    assert at(40, pilot=0) == pytest.approx(126)
    assert at(40, pilot_price=10, accuracy=80) == pytest.approx(288 - 46.8 - 39)


def test_one_row_for_each_chance():
    assert list(stage(**PROPOSAL).run["chance"]) == list(range(0, 101, 5))


def test_a_likely_success_may_not_be_worth_it_and_an_unlikely_one_may():
    assert at(70, gain=100, pilot=0) < 0
    assert at(25, pilot=0) < 0 < at(25, pilot_price=5, accuracy=90)


def test_a_pilot_is_no_gift_where_success_is_nearly_sure():
    assert stage(**PROPOSAL, chance=40).summary["more_than_yes"] > 0
    assert stage(**PROPOSAL, chance=90).summary["more_than_yes"] < 0


def test_a_pilot_like_a_coin_is_never_better_than_the_better_of_yes_and_no():
    coin = stage(**PROPOSAL, pilot_price=0, accuracy=50).run["expected"]
    assert (coin <= np.maximum(stage(**PROPOSAL, pilot=0).run["expected"], 0) + 1e-9).all()


@given(money, money, share, st.integers(50, 100), share)
def test_a_better_or_cheaper_pilot_never_brings_less(gain, cost, price, accuracy, chance):
    assume(accuracy < 100 and price < 100)
    here = stage(gain, cost, price, accuracy, chance=chance).summary["at_chance"]
    assert stage(gain, cost, price, accuracy + 1, chance=chance).summary["at_chance"] >= here
    assert stage(gain, cost, price + 1, accuracy, chance=chance).summary["at_chance"] <= here


@given(money, money, share, st.integers(50, 100), st.sampled_from([0, 1]))
def test_from_the_break_even_on_it_is_worth_it(gain, cost, price, accuracy, pilot):
    numbers = {"gain": gain, "cost": cost, "pilot_price": price, "accuracy": accuracy, "pilot": pilot}
    even = stage(**numbers).summary["break_even"]
    assert 0 <= even <= 100
    for chance in (10, 50, 90):
        worth = stage(**numbers, chance=chance).summary["at_chance"]
        if chance > even + 1e-6:
            assert worth > -1e-6
        elif chance < even - 1e-6:
            assert worth < 1e-6


@given(money, money, share, st.integers(50, 100), st.sampled_from([0, 1]), share)
def test_nothing_is_worse_than_the_worst(gain, cost, price, accuracy, pilot, chance):
    said = stage(gain, cost, price, accuracy, pilot, chance).summary
    assert said["at_chance"] >= said["worst"] - 1e-9


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"gain": -1}, "gain is -1; give a number from 0 to 5000"),
        ({"cost": 0}, "cost is 0"),
        ({"pilot_price": 101}, "pilot_price is 101; give a number from 0 to 100"),
        ({"accuracy": 49}, "accuracy is 49; give a number from 50 to 100"),
        ({"pilot": 0.5}, "pilot is 0.5"),
        ({"chance": 120}, "chance is 120"),
    ],
)
def test_a_number_outside_its_range_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=said):
        stage(**{**PROPOSAL, **wrong})
