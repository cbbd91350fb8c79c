"""What the page judges as Python does: every example holds for both.

`static/judging.test.js` runs the same files of `examples/`. Each has an `exercise` as its author writes it,
and of the `content` that the page gets what it judges by.
"""

from importlib import import_module
from typing import Any

import pytest

from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.kinds import KINDS

from .conftest import EXAMPLES


def widget(name: str) -> Exercise:
    exercise = EXAMPLES[name]["exercise"]
    module, kind = KINDS[exercise["kind"]]
    made = getattr(import_module(f"leadermanager.widgets.{module}"), kind)(exercise)
    return made.over(EXAMPLES[name]["line"]) if "line" in EXAMPLES[name] else made


def each(what: str) -> pytest.MarkDecorator:
    """Run a test for each example of a judgement, whichever exercises have some."""
    cases = [
        pytest.param(name, case, id=f"{name}-{case.get('is', number)}")
        for name, file in EXAMPLES.items()
        for number, case in enumerate(file.get(what, []), start=1)
    ]
    return pytest.mark.parametrize(("name", "case"), cases)


def part(made: Any, wanted: Any) -> Any:
    """Leave out of what was made the keys that nobody asks for."""
    if isinstance(wanted, dict):
        return {key: part(made[key], value) for key, value in wanted.items() if key in made}
    if isinstance(wanted, list) and len(made) == len(wanted):
        return [part(one, other) for one, other in zip(made, wanted, strict=True)]
    return made


def test_every_kind_has_examples():
    assert {file["exercise"]["kind"] for file in EXAMPLES.values()} == set(KINDS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_gets_what_it_judges_by(name):
    wanted = EXAMPLES[name]["content"]
    assert part(widget(name).content, wanted) == wanted


@each("values")
def test_of_what_was_kept_the_value_is_what_the_content_still_knows(name, case):
    one = widget(name)
    one.state = {"value": case["kept"]}
    assert one.value == case["value"]
    assert list(one.value) == list(case["value"])


@each("scores")
def test_the_score_counts_what_is_answered_and_what_is_right(name, case):
    one = widget(name)
    one.state = case["state"]
    assert one.score == pytest.approx(case["score"])


@each("decisions")
def test_a_decision_is_right_by_what_came_of_it_and_by_what_the_condition_mends(name, case):
    assert widget(name).right(case["item"], case["decision"], case["condition"]) is case["right"]


@each("decisions")
def test_a_decision_is_said_in_the_same_words(name, case):
    one = widget(name)
    wanted = EXAMPLES[name]["labels"]
    assert part(one.labels, wanted) == wanted
    one.state = {
        "value": {case["item"]: {key: case[key] for key in ("decision", "condition")} | {"confidence": 80}}
    }
    assert one.in_words() == {case["item"]: {"decision": case["said"], "confidence": 80}}


@each("goals")
def test_a_path_wins_that_reaches_every_goal(name, case):
    one = widget(name)
    end = one.content["ends"]["/".join(case["path"])]
    assert end["meters"] == case["meters"]
    assert end["wins"] is (case["reached"] == len(case["meters"]))


@each("plans")
def test_what_plans_come_to(name, case):
    one = widget(name)
    played = {"market": case["market"], "made": case["made"]}
    came = one.results(played)
    assert {key: came[key] for key in case["results"]} == case["results"]
    assert one.cheapest(played) == case["cheapest"]
    assert one.says(came) == case["says"]


@each("drops")
def test_what_marbles_come_to(name, case):
    one = widget(name)
    came = one.results({"luck": case["luck"], "aims": case["aims"]})
    assert came == pytest.approx(case["results"])
    assert one.says(came) == case["says"]


@each("walls")
def test_what_walls_come_to(name, case):
    one = widget(name)
    came = one.results({key: case[key] for key in ("unit", "leading", "managing")})
    assert came == pytest.approx(case["results"])
    assert one.says(came) == case["says"]


@each("rings")
def test_what_a_message_comes_to_in_a_ring_and_what_is_said_of_it(name, case):
    one = widget(name)
    tried = {"carriers": case["carriers"], "moved": case["moved"]}
    assert one.results(tried) == case["results"]
    assert {goal: one.answer_to(goal, tried) for goal in case["says"]} == case["says"]


@each("desks")
def test_what_half_a_year_at_a_desk_comes_to(name, case):
    one = widget(name)
    came = one.results({"joining": case["joining"], "aim": case["aim"]})
    assert came == case["results"]
    assert one.says(came) == case["says"]


@each("guesses")
def test_what_chances_bring(name, case):
    assert widget(name).results({"deal": case["deal"], "said": case["said"]}) == pytest.approx(
        case["results"]
    )


@each("funders")
def test_what_a_firm_earns_that_leaves_some_out(name, case):
    one = widget(name)
    came = one.rule_results(case["left_out"], case["off"])
    assert came == case["results"]
    assert one.says(came) == case["says"]


@each("lives")
def test_what_a_career_comes_to(name, case):
    one = widget(name)
    came = one.results({"career": case["career"], "acts": case["acts"]})
    assert came == pytest.approx(case["results"])
    assert one.says(came) == case["says"]


@each("firms")
def test_how_many_of_a_hundred_lead_in_a_firm(name, case):
    firm = next(each for each in widget(name).content["firms"] if each["id"] == case["firm"])
    year = case["year"]
    assert firm["leads"][year].count("1") == case["many"]
    assert sum(believes < 1 for believes in firm["believes"][year]) == case["below"]


@each("fights")
def test_what_a_half_year_of_fires_comes_to(name, case):
    one = widget(name)
    came = one.results({"first": case["first"], "second": case["second"]})
    assert came == pytest.approx(case["results"])
    assert one.says(came) == case["says"]


@each("gaps")
def test_how_far_a_drawing_is_from_what_came(name, case):
    one = widget(name)
    one.state = {"value": {"points": case["points"], "kept": True}}
    assert one.gap == pytest.approx({"by": case["by"], "x": case["x"]})


@each("spreads")
def test_a_message_spreads_step_by_step(name, case):
    one = widget(name)
    one.state = {"value": {"carriers": case["carriers"]}}
    assert {key: one.run[key] for key in ("heard", "believed", "say")} == {
        key: case[key] for key in ("heard", "believed", "say")
    }
    assert one.run["numbers"] == case["measures"]
    last = case["steps"][-1]
    assert {key: one.score[key] for key in ("heard", "believed")} == {
        key: last[key] for key in ("heard", "believed")
    }
    assert one.score["steps"] == last["step"]
