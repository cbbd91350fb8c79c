import re
from copy import deepcopy
from itertools import product

import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.case import Case

from .conftest import exercise


def choice(name, kind, order, change, to="end", **more):
    outcome = {
        "id": "else",
        "say": f"{name} said.",
        "effects": {"order": order, "change": change},
        "next": to,
    }
    return {
        "id": name,
        "kind": kind,
        "text": f"Do {name}.",
        "assumes": f"{name} works.",
        "outcomes": [{**outcome, **more}],
    }


@pytest.fixture
def content():
    return exercise("case")


def row(case, path):
    return next(end for end in case.ends() if end["path"] == path)


def test_every_path_is_walked_to_its_end(content):
    case = Case(content)
    firsts, seconds = ["keep", "go", "wait"], ["mend", "push", "rest"]
    assert [end["path"] for end in case.ends()] == [f"{a}, {b}" for a, b in product(firsts, seconds)]
    assert set(case.content["ends"]) == {f"{a}/{b}" for a, b in product(firsts, seconds)}
    assert len(case.content["turns"]) == 1 + 3 + 9


def test_the_same_choice_has_another_outcome_after_another_one(content):
    case = Case(content)
    assert row(case, "keep, mend") == {
        "path": "keep, mend",
        "always": "managing",
        "leading": 0,
        "managing": 2,
        "order": 65,
        "change": 35,
        "ending": "Not both",
    }
    assert (row(case, "go, mend")["order"], row(case, "go, mend")["change"]) == (60, 55)
    assert row(case, "go, mend")["ending"] == "Both"
    assert row(case, "go, mend")["always"] == "mixed"
    assert case.content["turns"]["keep/mend"]["outcome"] == "in-order"
    assert case.content["turns"]["go"]["notes"] == ["late"]
    assert case.content["turns"]["keep"]["notes"] == []


def test_meters_stay_between_0_and_100(content):
    assert row(Case(content), "wait, rest")["order"] == 1
    assert row(Case(content), "wait, push")["change"] == 20


def test_an_outcome_can_hang_on_a_meter(content):
    content["scenes"][1]["choices"][0]["outcomes"][0]["when"] = ["order >= 60"]
    content["scenes"][1]["notes"][0]["when"] = ["gone", "order < 50"]
    case = Case(content)
    assert case.content["turns"]["keep/mend"]["outcome"] == "in-order"
    assert case.content["turns"]["go/mend"]["outcome"] == "else"
    assert case.content["turns"]["go"]["notes"] == ["late"]


def test_each_end_knows_the_nearest_path_that_reaches_both_goals(content):
    found = Case(content).content["ends"]
    assert [path for path, end in found.items() if end["wins"]] == ["go/mend"]
    assert found["keep/mend"]["near"] == [1]
    assert found["go/push"]["near"] == [2]
    assert found["keep/push"]["near"] == [1, 2]
    assert found["go/push"]["always"] == "leading"
    assert found["keep/push"]["always"] == ""


def test_a_meter_has_a_word_for_each_of_three_ranges(content):
    order, _ = Case(content).content["meters"]
    assert (order["words"], order["bounds"]) == (["a", "b", "c"], [40, 60])


def test_what_the_content_no_longer_has_is_dropped(content):
    case = Case(content)
    plays = [["go", "mend"], ["go", "gone"], "go", ["keep"], [1, 2]]
    case.state = {"value": {"path": ["keep"], "plays": plays}}
    assert case.value == {"path": ["keep"], "plays": [["go", "mend"]]}
    case.state = {"value": {"path": ["gone"], "plays": None}}
    assert case.value == {"path": [], "plays": []}


def scene(content, number=0):
    return content["scenes"][number]


def outcome(content, number=0, which=0):
    return scene(content, number)["choices"][which]["outcomes"][-1]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (
            lambda c: outcome(c).update(next="summer"),
            "choice 'keep', outcome 'else' leads nowhere: there is no scene 'summer'",
        ),
        (
            lambda c: outcome(c).update(next="first"),
            "'keep'.* leads to scene 'first' of quarter 1, but has to lead into",
        ),
        (lambda c: outcome(c).update(next="end"), "choice 'keep', .* to the end in quarter 1; there are 2"),
        (
            lambda c: outcome(c, 1).update(next="first"),
            "choice 'mend', .* to scene 'first', so that path has no end",
        ),
        (lambda c: outcome(c).pop("next"), "choice 'keep', outcome 'else': 'next' is missing"),
        (lambda c: outcome(c).update(say=" "), "choice 'keep', outcome 'else': write some text for 'say'"),
        (lambda c: outcome(c).update(effects={}), "outcome 'else': it moves neither meter"),
        (
            lambda c: outcome(c).update(effects={"money": 5}),
            "outcome 'else', effects: there is no key 'money'",
        ),
        (lambda c: outcome(c).update(when=["gone"]), "outcome 'else': the last one has to go without 'when'"),
        (lambda c: outcome(c, 0, 1).pop("sets"), "'when' asks for 'gone', a flag that nobody sets"),
        (lambda c: outcome(c).update(sets=["tidy"]), "the flag 'tidy' is set and nothing asks for it"),
        (
            lambda c: scene(c, 1)["notes"][0].update(when=["gone", "not gone"]),
            "scene 'second', note 'late' is never said",
        ),
        (lambda c: scene(c, 1)["notes"][0].pop("when"), "note 'late': write when it holds"),
        (
            lambda c: scene(c, 1)["notes"][0].update(when=["order is low"]),
            "note 'late': 'when' holds 'order is low'",
        ),
        (
            lambda c: scene(c, 1)["notes"][0].update(when=["order about 5"]),
            "note 'late': 'when' holds 'order about 5'",
        ),
        (
            lambda c: scene(c, 1)["choices"][0]["outcomes"][0].update(when=["order > 99"]),
            "choice 'mend', outcome 'in-order' never happens",
        ),
        (lambda c: scene(c)["choices"].pop(), r"scene 'first': write at least 3 \[\[choices\]\]"),
        (
            lambda c: scene(c)["choices"][0].update(kind="both"),
            "choice 'keep': 'kind' is 'both', but has to be one of",
        ),
        (lambda c: scene(c)["choices"][0].pop("assumes"), "choice 'keep': 'assumes' is missing"),
        (
            lambda c: scene(c)["choices"][0].update(assumes="go works."),
            "scene 'first': two choices assume the same",
        ),
        (lambda c: scene(c)["choices"][0].update(id="a/b"), "leave '/' out of its id"),
        (lambda c: scene(c)["choices"][0].update(id="go"), "two choices have the id 'go'"),
        (lambda c: scene(c).pop("title"), "scene 'first': 'title' is missing"),
        (lambda c: scene(c).update(quarter=3), "scene 'first': 'quarter' is 3"),
        (lambda c: scene(c).update(quarter=2), "quarter 1 needs one scene"),
        (
            lambda c: c["scenes"].append({**deepcopy(scene(c, 1)), "id": "third"}),
            "no choice leads to scene 'third'",
        ),
        (lambda c: c["endings"][0].update(when=["order > 99"]), "no path comes to ending 'good'"),
        (lambda c: c["endings"][1].update(when=["gone"]), "ending 'bad': the last one has to go without"),
        (lambda c: c["endings"][1].pop("text"), "ending 'bad': 'text' is missing"),
        (lambda c: c["meters"].pop(), r"write at least 2 \[\[meters\]\]"),
        (
            lambda c: c["meters"][0].update(start=120),
            "meter 'order': 'start' is 120; a meter goes from 0 to 100",
        ),
        (lambda c: c["meters"][0].update(words=["a"]), "meter 'order': 'words' holds 1; write three"),
        (lambda c: c.update(quarters=["Winter"]), "there are 1 quarters"),
        (lambda c: c.update(quarter="x"), "there is no key 'quarter' here"),
        (
            lambda c: outcome(c).update(effects={"order": 10, "change": 20}),
            "always choosing 'managing' .keep, mend. reaches both",
        ),
        (lambda c: c["meters"][1].update(goal=90), "no path reaches both goals"),
    ],
)
def test_wrong_content_is_refused_in_one_sentence_that_names_the_entry(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message) as refusal:
        Case(content)
    assert "\n" not in str(refusal.value)
    assert "exercise 'two-quarters'" in str(refusal.value)


def test_a_case_that_nobody_could_look_over_is_refused(content):
    last = content["scenes"][1]
    content["quarters"] = ["Q"] * 6
    middle = []
    for quarter in range(2, 6):
        scene = {**deepcopy(content["scenes"][0]), "id": f"q{quarter}", "quarter": quarter}
        for each in scene["choices"]:
            each["outcomes"][0]["next"] = f"q{quarter + 1}" if quarter < 5 else "second"
        scene["choices"].append(choice("more", "leading", -1, 1, scene["choices"][0]["outcomes"][0]["next"]))
        middle.append(scene)
    for each in content["scenes"][0]["choices"]:
        each["outcomes"][0]["next"] = "q2"
    content["scenes"] = [content["scenes"][0], *middle, {**last, "quarter": 6}]
    with pytest.raises(ContentError, match="more than 1000 paths"):
        Case(content)


def test_the_front_end_uses_every_label_and_nothing_remote():
    module, style = str(Case._esm), str(Case._css)
    assert not re.search(
        r"https?:(?!//www\.w3\.org/2000/svg)|^import |@import|url\(", module + style, re.MULTILINE
    )
    assert len(re.findall("^export default", module, re.MULTILINE)) == 1
    used = {
        name for call in re.findall(r"\blabel\(([^,)]*)", module) for name in re.findall(r'"(\w+)"', call)
    }
    used |= {"one", "neither", "both"}  # chosen by how many goals are reached
    assert used == set(Case.LABELS)
