import pytest

from leadermanager.errors import ContentError
from leadermanager.models import follow_plans
from leadermanager.widgets.pictures.replanning import Replanning

from ..conftest import exercise

MADE = [10, 70]
TRY = {"market": "flat", "made": MADE}


@pytest.fixture
def content():
    return exercise("replanning")


def test_the_page_gets_all_weeks_with_the_plans_of_each_rule_in_them(content):
    one = Replanning(content)
    flat = one.content["markets"][0]
    assert flat["orders"] == [100] * 60 + [80] * 45, "the week before the first, and 104 weeks"
    assert flat["rules"] == {"half": [27, 53, 79], "alarm": [53, 61]}


def test_what_a_try_came_to_is_worked_out_by_the_model(content):
    one = Replanning(content)
    orders = one.content["markets"][0]["orders"]
    own = follow_plans(orders, MADE, 60).summary
    came = one.results(TRY)
    assert {name: came[name] for name in own} == own
    assert own["misses"] == 10 * 20, "ten weeks from the break to the plan of week 70"


def test_what_was_said_is_the_bet_and_the_cost_in_words(content):
    one = Replanning(content)
    assert one.said() is None
    one.state = {"value": {"tries": [TRY], "bet": "alarm"}}
    assert one.said() == {"bet": "With an alarm", "cost": 275.0}


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(low=90), "market 'flat': orders go from 80 to 100; the picture from 90 to 140"),
        (lambda c: c["rules"][0].update(id="you"), "rule 'you': 'you' stands for the student"),
        (lambda c: c["says"][1].update(say="{alarm_cost}"), "'says' names {alarm_cost} in '{alarm_cost}'"),
        (lambda c: c["says"][0].update(when=["late > 1"]), "'when' speaks of 'late'"),
        (lambda c: c["markets"][0].update(breks=3), "there is no key 'breks'"),
        (lambda c: c.update(rules=[]), r"write at least 1 \[\[rules\]\]"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Replanning(content)
