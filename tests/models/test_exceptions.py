"""The model of exceptions says what lesson 05 lets students discover."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadermanager.models import exceptions

changes = st.floats(0, 10)
people = st.integers(1, 19)
shares = st.floats(0, 100)


def waiting(change, n, aligned=90, rules=50):
    return exceptions(change, n, aligned, rules).run["waiting"].iloc[-1]


def people_needed(change, aligned=90, rules=50):
    """How many it takes for ten decisions at most to wait after half a year; nan if twenty are not enough."""
    return next((n for n in range(1, 21) if waiting(change, n, aligned, rules) <= 10), np.nan)


def is_full(change, n, aligned, rules):
    """Whether more waits than so many people and one more can settle, in any of the later weeks."""
    rows = exceptions(change, n, aligned, rules).run.iloc[13:]
    return (0.9 * rows["waiting"] + rows["new"] > 3 * (n + 2)).all()


def test_one_row_for_each_week_and_the_decisions_add_up():
    rows = exceptions(change=6, people=3, aligned=80, rules=50, weeks=30).run
    assert list(rows["week"]) == list(range(1, 31))
    before = rows["waiting"].shift(1, fill_value=0)
    after = before + rows["new"] + rows["back"] - rows["settled"] - rows["given_up"]
    assert np.allclose(rows["waiting"], after)


def test_the_formula_at_a_place_worked_out_by_hand():
    # New: 2·5·(1 - 0.5·0.5) = 7.5. Three people can settle 9, so they settle 7.5, and of these
    # 2·7.5·0.2·2/3 = 2 come back. Next week a tenth of the 2 is given up: 1.8 + 7.5 = 9.3, of which 9.
    rows = exceptions(change=5, people=3, aligned=80, rules=50, weeks=2).run
    assert rows["new"].tolist() == pytest.approx([7.5, 7.5])
    assert rows["settled"].tolist() == pytest.approx([7.5, 9])
    assert rows["back"].tolist() == pytest.approx([2, 2.4])
    assert rows["waiting"].tolist() == pytest.approx([2, 0.3 + 2.4])


def test_with_one_person_who_decides_the_queue_explodes_at_moderate_change():
    assert waiting(2, 1) < 1
    assert waiting(3, 1) < 10
    assert waiting(5, 1) > 40
    assert waiting(8, 1) > 100


def test_letting_others_lead_mends_it_if_they_are_aligned():
    assert waiting(7, 5, aligned=90) < 5
    assert waiting(7, 5, aligned=50) > 60
    assert waiting(7, 5, aligned=20) > waiting(7, 1)


@given(change=changes, n=people, aligned=st.floats(0, 49), rules=shares)
def test_people_who_pull_apart_make_a_full_desk_fuller_with_each_one_more(change, n, aligned, rules):
    assume(is_full(change, n, aligned, rules))
    assert waiting(change, n + 1, aligned, rules) > waiting(change, n, aligned, rules)


# With less change, or more people who agree, hardly any desk is full.
@given(change=st.floats(6, 10), n=st.integers(1, 6), aligned=st.floats(51, 100), rules=shares)
def test_a_full_desk_gets_emptier_with_each_one_more_who_mostly_wants_the_same(change, n, aligned, rules):
    assume(is_full(change, n, aligned, rules))
    assert waiting(change, n + 1, aligned, rules) < waiting(change, n, aligned, rules)


@given(change=st.floats(0, 9), n=people, aligned=shares, rules=shares)
def test_more_change_never_means_less_that_waits(change, n, aligned, rules):
    assert waiting(change + 1, n, aligned, rules) >= waiting(change, n, aligned, rules) - 1e-9


def test_rules_help_where_things_come_up_again_and_not_where_all_is_new():
    for_calm, for_change = (
        exceptions(c, 1, rules=0).summary["new"] - exceptions(c, 1, rules=100).summary["new"] for c in (4, 9)
    )
    assert for_calm > 2 * for_change
    assert waiting(10, 1, rules=0) == waiting(10, 1, rules=100)
    assert waiting(4, 1, rules=100) < 10 < waiting(4, 1, rules=0)


def test_the_more_change_the_more_people_have_to_lead():
    needed = [people_needed(change) for change in range(11)]
    assert needed == sorted(needed)
    assert needed[3] == 1
    assert needed[10] > 2 * needed[5]


def test_the_less_they_want_the_same_the_more_it_takes_until_no_number_is_enough():
    assert people_needed(7, aligned=100) < people_needed(7, aligned=90) < people_needed(7, aligned=75)
    assert np.isnan(people_needed(7, aligned=60))
    assert np.isnan(people_needed(10, aligned=75))


@given(change=changes, n=people, aligned=shares, rules=shares, weeks=st.integers(1, 104))
def test_the_summary_says_what_the_rows_say(change, n, aligned, rules, weeks):
    result = exceptions(change, n, aligned, rules, weeks)
    rows, said = result.run, result.summary
    assert said["last"] == rows["waiting"].iloc[-1]
    assert said["highest"] == rows["waiting"].max()
    assert said["given_up"] == pytest.approx(rows["given_up"].sum())
    assert said["back"] == pytest.approx(rows["back"].sum())
    more = exceptions(change, n + 1, aligned, rules, weeks).run["waiting"].iloc[-1]
    assert said["more_people"] == pytest.approx(more - said["last"])
    assert (rows.drop(columns="week") >= -1e-9).all(axis=None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"change": 11}, "change is 11; give a number from 0 to 10"),
        ({"people": 0}, "people is 0; give a number from 1 to 20"),
        ({"aligned": float("nan")}, "aligned is nan"),
        ({"rules": -1}, "rules is -1"),
        ({"weeks": 0}, "weeks is 0; give a whole number from 1 to 104"),
    ],
)
def test_a_number_outside_its_range_is_named(wrong, says):
    with pytest.raises(ValueError, match=says):
        exceptions(**({"change": 5, "people": 2} | wrong))
