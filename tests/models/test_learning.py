"""The hot stove says what lesson 07 lets students discover."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadermanager.models import career, hundred_lives, learn, throws_of

whole = st.integers(0, 10)
points = st.floats(0, 3)


def last(**numbers):
    return learn(**numbers).summary["last"]


def test_one_row_per_year_and_everybody_begins_undecided():
    rows = learn(years=12).run
    assert list(rows["year"]) == list(range(1, 13))
    assert rows["leading"].iloc[0] == pytest.approx(50)


def test_the_same_numbers_give_the_same_firm():
    assert learn().run.equals(learn().run)


def test_leading_withers_by_luck_alone_though_it_pays_as_well():
    assert last(luck=0) == pytest.approx(50, abs=2)
    assert last(luck=0) > last(luck=0.5) > last(luck=1) > last(luck=1.5) > last(luck=2)
    assert last(luck=2) < 35


def test_half_of_a_firm_may_have_given_it_up():
    assert learn(luck=2).summary["given_up"] > 50
    assert learn(luck=0).summary["given_up"] == 0


def test_a_little_more_reward_does_not_make_up_for_it_and_a_lot_does():
    assert last(luck=2, reward_leading=1.1) < 40
    assert last(luck=2, reward_leading=1.5) > 50


def test_early_chances_undo_it_and_most_where_they_are_talked_over():
    none, tried, talked = (
        last(luck=2),
        last(luck=2, early_years=6),
        last(luck=2, early_years=6, talked_over=80),
    )
    assert none + 8 < tried
    assert tried + 3 < talked
    assert learn(luck=2, early_years=6, talked_over=80).summary["given_up"] < 20


def test_no_chance_helps_where_leading_is_really_rewarded_half():
    assert last(luck=0.5, reward_leading=0.5, early_years=6, talked_over=80) < 15


@settings(max_examples=40)
@given(points, points, points, whole, st.floats(0, 100), st.integers(1, 25))
def test_shares_are_shares(leading, managing, luck, early, talked, years):
    result = learn(leading, managing, luck, early, talked, years)
    rows, said = result.run, result.summary
    assert np.isfinite(rows["leading"]).all()
    assert rows["leading"].between(0, 100).all()
    assert (said["first"], said["last"]) == (rows["leading"].iloc[0], rows["leading"].iloc[-1])
    assert 0 <= said["given_up"] <= 100


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reward_leading": -1}, "reward_leading is -1; give a number from 0 to 3"),
        ({"luck": 4}, "luck is 4"),
        ({"early_years": 2.5}, "early_years is 2.5; give a whole number"),
        ({"talked_over": 101}, "talked_over is 101"),
        ({"years": 0}, "years is 0; give a whole number from 1 to 40"),
    ],
)
def test_a_number_outside_its_range_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=said):
        learn(**wrong)


def test_a_teacher_has_a_firm_begin_low_and_rise_where_luck_has_it_fall():
    taught, lucky = learn(luck=0, taught=0.5), learn(luck=2)
    assert taught.summary["first"] < 10 < 25 < taught.summary["last"] < 35
    assert lucky.summary["first"] == pytest.approx(50)
    assert lucky.summary["last"] < 35
    assert (taught.run["leading"].diff().dropna() > -1).all()


def test_of_a_hundred_who_are_left_alone_a_third_lead_in_the_end_and_more_with_a_colleague():
    alone = hundred_lives(94)
    talked = hundred_lives(94, early_years=4, talked_over=80)
    taught = hundred_lives(94, taught=0.5)
    assert alone.summary == {"first": 50, "last": 34, "below": 69}
    assert (talked.summary["first"], talked.summary["last"]) == (50, 43)
    assert (taught.summary["first"], taught.summary["last"]) == (4, 24)


def test_only_who_leads_learns_about_leading():
    run = hundred_lives(94).run
    moved = run.groupby("person")["believes"].diff().fillna(0) != 0
    assert moved.equals(run["leads"])


def test_a_career_is_paid_by_its_own_throws_in_the_order_in_which_it_meets_them():
    came = career([-2, 4, 1], [1, 0.5, 1], "LML")
    assert list(came.run["brought"]) == [-2, 1, 4]
    assert list(came.run["believes"]) == [-0.5, -0.5, 1]
    assert came.summary == {
        "led": 2,
        "last_led": 3,
        "total": 3,
        "all_led": 3,
        "all_managed": 2.5,
        "believes": 1,
    }


def test_throws_bring_a_point_on_average_and_leading_has_the_larger_luck():
    many = [throws_of(seed, 10) for seed in range(300)]
    leading, managing = (np.array([each[kind] for each in many]) for kind in (0, 1))
    assert leading.mean() == pytest.approx(1, abs=0.1)
    assert managing.mean() == pytest.approx(1, abs=0.1)
    assert leading.std() == pytest.approx(1.5, abs=0.1)
    assert managing.std() == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize(
    ("acts", "said"),
    [("LX", "the acts are 'LX'; give a letter for each year, L or M"), ("LLL", "there are 3 acts")],
)
def test_acts_that_cannot_be_are_refused(acts, said):
    with pytest.raises(ValueError, match=said):
        career([1, 1], [1, 1], acts)
