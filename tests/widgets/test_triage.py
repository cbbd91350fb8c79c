from copy import deepcopy
from typing import Any

import pandas as pd
import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.triage import Triage

from .conftest import exercise

CASE = {
    "outcome": "In the end: {result}.",
    "say": {"yes": "yes, {unit}", "no": "no"},
    "say_if": {"pilot": "pilot", "cap": "cap"},
}
ROWS: dict[str, Any] = {
    **{key: exercise("triage")[key] for key in ("kind", "title", "instructions", "conditions")},
    "id": "from-a-table",
    "rows": {
        "id": "{initiative_id}",
        "title": "{unit}",
        "text": "It costs {cost:,} thousand pounds; the sponsor says {hope:.0%}.",
        "good": "succeeded",
        "helps": "answer",
    },
}


@pytest.fixture
def proposals():
    return exercise("triage")


@pytest.fixture
def pattern():
    content = deepcopy(ROWS)
    content["rows"] |= {"when_good": deepcopy(CASE), "when_bad": deepcopy(CASE)}
    return content


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "initiative_id": ["P1", "P2"],
            "unit": ["Sensors", "Glass"],
            "cost": [1200, 80],
            "hope": [0.7, 0.25],
            "succeeded": pd.Series([True, False], dtype="boolean"),
            "answer": ["", "pilot"],
            "result": pd.Series([340, -80], dtype="Int64"),
        }
    )


def test_of_a_good_item_any_condition_is_right_or_those_that_are_worth_the_wait(proposals):
    home = proposals["items"][0]
    assert home["good"]
    made = [Triage(proposals | {"items": [home | more]}) for more in ({}, {"helps": ["pilot"]})]
    right = [[one.right(home["id"], "if", condition) for condition in ("pilot", "cap")] for one in made]
    assert right == [[True, True], [True, False]]
    assert made[1].right(home["id"], "yes")


def test_every_decision_has_feedback_of_its_own(proposals):
    for item in Triage(proposals).content["items"]:
        assert list(item["feedback"]) == ["yes", "no", "if pilot", "if cap"]
        assert len({answer["text"] for answer in item["feedback"].values()}) == 4


def test_rows_of_a_frame_or_a_list_become_proposals(pattern, table):
    triage = Triage(pattern)
    assert triage.content["items"] == []
    assert triage.of(table) is triage
    first, second = triage.content["items"]
    assert first["text"] == "It costs 1,200 thousand pounds; the sponsor says 70%."
    assert (first["id"], first["title"], first["outcome"]) == ("P1", "Sensors", "In the end: 340.")
    assert first["feedback"]["yes"] == {"right": True, "text": "yes, Sensors"}
    assert [answer["right"] for answer in second["feedback"].values()] == [False, True, True, False]
    again = Triage({**pattern, "id": "again"}).of(table.to_dict("records"))
    assert again.content["items"] == triage.content["items"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="cost"), "row 1: 'It costs .* cannot be filled in"),
        (lambda t: t.drop(columns="succeeded"), "row 1: there is no column 'succeeded'"),
        (
            lambda t: t.assign(succeeded=[True, None]),
            "row 2: 'succeeded' is None; leave",
        ),
        (lambda t: t.assign(initiative_id="P1"), "two items have the id 'P1'"),
        (lambda t: t.assign(answer="luck"), "item 'P2': 'luck' under 'helps'"),
        (lambda t: t[:0], r"write at least 1 \[\[items\]\]"),
    ],
)
def test_wrong_rows_are_refused(pattern, table, change, message):
    with pytest.raises(ContentError, match=message):
        Triage(pattern).of(change(table))


def test_rows_are_refused_where_the_content_has_proposals(proposals, table):
    with pytest.raises(ContentError, match="it has items of its own"):
        Triage(proposals).of(table)


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.pop("conditions"), r"write at least 1 \[\[conditions\]\]"),
        (lambda c: c["items"][0].pop("good"), "item 'home': write good = true or good = false"),
        (lambda c: c["items"][1].update(helps=["x"]), "item 'moon': 'x' under 'helps'"),
        (lambda c: c["items"][0]["say"].pop("no"), "item 'home', say: 'no' is missing"),
        (lambda c: c["items"][0]["say_if"].pop("cap"), "item 'home', say_if: 'cap' is missing"),
        (lambda c: c["items"][0]["say_if"].update(x="y"), "item 'home', say_if: there is no key 'x'"),
        (lambda c: c["items"][0]["say"].update(no="You saw it."), "item 'home': two decisions get the same"),
        (lambda c: c["items"][0].pop("outcome"), "item 'home': 'outcome' is missing"),
        (lambda c: c.update(rows={}), "rows: 'id' is missing"),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(proposals, break_it, message):
    break_it(proposals)
    with pytest.raises(ContentError, match=message):
        Triage(proposals)


def test_a_pattern_is_refused_by_the_name_of_its_part(pattern):
    del pattern["rows"]["when_bad"]["say"]["no"]
    with pytest.raises(ContentError, match="rows, when_bad, say: 'no' is missing"):
        Triage(pattern)
