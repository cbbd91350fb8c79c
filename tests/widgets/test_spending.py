import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.spending import Spending

from .conftest import exercise


@pytest.fixture
def week():
    return exercise("spending")


def test_the_value_is_what_was_checked_and_not_the_draft(week):
    spending = Spending(week)
    assert spending.value == {}
    spending.state = {"value": {}, "draft": {"people": 4}}
    assert spending.value == {}
    spending.state = {"value": {"rest": 20, "plans": 10, "people": 10}, "draft": {"people": 4}}
    assert spending.value == {"people": 10, "plans": 10, "rest": 20}


def test_profiles_are_scaled_to_the_total(week):
    assert Spending(week).content["profiles"][0]["values"] == {"people": 20, "plans": 12, "rest": 7.6}


def test_a_profile_worked_out_in_python_stands_beside_the_others(week):
    spending = Spending(week)
    means = {"people": 1, "plans": 2, "rest": 1}
    assert spending.beside("The company", means, source="simulated") is spending
    spending.beside("The company", means, source="simulated")
    assert [profile["name"] for profile in spending.content["profiles"]] == ["Bosses", "The company"]
    assert spending.content["profiles"][1]["values"] == {"people": 10, "plans": 20, "rest": 10}
    with pytest.raises(ContentError, match="profile 'You', values: 'rest' is missing"):
        spending.beside("You", {"people": 1, "plans": 2}, source="x")
    with pytest.raises(ContentError, match="profile 'You', values: there is no key 'fun'"):
        spending.beside("You", means | {"fun": 3}, source="x")


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(total=0), "a total of 0 cannot be spent"),
        (lambda c: c.update(total=41), "a total of 41 cannot be spent in steps of 2"),
        (lambda c: c.update(step=-1), "cannot be spent in steps of -1"),
        (lambda c: c.pop("unit"), "'unit' is missing"),
        (lambda c: c.update(lines=c["lines"][:1]), r"write at least 2 \[\[lines\]\]"),
        (lambda c: c["lines"][0].update(id="plans"), "two lines have the id 'plans'"),
        (lambda c: c["lines"][2].update(id="largest"), "line 'largest': 'largest' has a meaning"),
        (lambda c: c["lines"][0].update(colour="red"), "line 'people': 'colour' is 'red'"),
        (lambda c: c["rules"][0].update(when=[]), "rule 'alone': write at least one condition"),
        (lambda c: c["rules"][0].update(when=["people"]), "rule 'alone': write 'people' with one of <, <="),
        (lambda c: c["rules"][0].update(when=["people<4"]), "rule 'alone': write 'people<4' with one of"),
        (lambda c: c["rules"][0].update(when=["< 4"]), "rule 'alone': 'when' speaks of ''"),
        (lambda c: c["rules"][0].update(when=["sport < 4"]), "rule 'alone': 'when' speaks of 'sport'"),
        (lambda c: c["rules"][0].update(when=["people < x%"]), "rule 'alone': 'when' speaks of 'x%'"),
        (lambda c: c["rules"][0].pop("say"), "rule 'alone': 'say' is missing"),
        (lambda c: c["rules"][2].update(say="Nobody hears you."), "rule 'one': another rule says the same"),
        (lambda c: c["profiles"][0].pop("source"), "profile 'bosses': 'source' is missing"),
        (lambda c: c["profiles"][0]["values"].update(rest=9), "profile 'bosses': the values add up to 89"),
        (lambda c: c["profiles"][0]["values"].pop("rest"), "profile 'bosses', values: 'rest' is missing"),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(week, break_it, message):
    break_it(week)
    with pytest.raises(ContentError, match=message):
        Spending(week)
