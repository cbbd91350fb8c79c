import gzip
import json
from copy import deepcopy
from typing import Any

import pytest
import vl_convert

from leadermanager import models
from leadermanager.errors import ContentError
from leadermanager.models import MODELS
from leadermanager.widgets import vega
from leadermanager.widgets.explorer import Explorer, _figure
from leadermanager.widgets.live_chart import _MARK

from .conftest import exercise


@pytest.fixture
def content() -> dict[str, Any]:
    return exercise("explorer")


def moved(explorer: Explorer, **sliders: float) -> dict[str, Any]:
    """Move sliders as the browser does, and return the picture that comes back."""
    at = {**explorer.picture["sliders"], **sliders}
    explorer.state = {"value": {**explorer.value, "sliders": at, "met": []}}
    return explorer.picture


def test_the_first_picture_shows_the_start_and_the_value_is_empty(content):
    explorer = Explorer(content)
    assert explorer.value == {}
    assert explorer.picture["sliders"] == {"leading": 3, "managing": 7}
    assert explorer.picture["numbers"][0] == ["lowest", "93.6"]


def test_what_a_slider_leaves_out_is_as_the_model_declares_it(content):
    content["sliders"][0] = {"id": "leading", "value": 3}
    slider = Explorer(content).content["sliders"][0]
    declared = MODELS["fit"].parameters["leading"]
    assert (slider["label"], slider["unit"]) == (declared.label, declared.unit) == ("Leading", "of 10")
    assert (slider["min"], slider["max"], slider["step"]) == (declared.least, declared.most, declared.step)


def test_a_slider_starts_where_the_model_does_unless_it_says_otherwise():
    funnel = {**FUNNEL, "sliders": [*FUNNEL["sliders"], {"id": "seed"}]}
    assert Explorer(funnel).content["sliders"][1]["value"] == 1986


def test_a_move_sends_the_rows_of_the_model(content):
    picture = moved(Explorer(content), leading=6)
    expected = models.fit(change=8, complexity=5, leading=6, managing=7).run["performance"].round(3)
    assert [row["y"] for row in picture["rows"] if row["by"] == "Sensors"] == expected.tolist()
    unmoved = models.fit(change=8, complexity=5, leading=3, managing=7).run["performance"].round(3)
    assert [row["y"] for row in picture["rows"] if row["by"] == "As it was"] == unmoved.tolist()


def test_what_a_line_does_not_fix_follows_the_sliders(content):
    content["lines"][0]["set"] = {"change": 2}
    content.pop("challenges")
    picture = moved(Explorer(content), leading=6)
    expected = models.fit(change=2, complexity=5, leading=6, managing=7).run["performance"].round(3)
    assert [row["y"] for row in picture["rows"] if row["by"] == "As it was"] == expected.tolist()


def test_each_line_is_named_once_at_its_end_and_names_do_not_touch(content):
    rows = Explorer(content).picture["rows"]
    named = [row for row in rows if row["name"]]
    assert {row["name"]: row["x"] for row in named} == {"Sensors": 8, "As it was": 8}
    assert abs(named[0]["name_y"] - named[1]["name_y"]) * 250 / (112 - 70) >= 14.9


def test_the_words_say_what_the_picture_shows(content):
    assert Explorer(content).picture["words"] == (
        "Sensors: from 103.6 to 93.6, lowest 93.6, highest 103.6. "
        "As it was: from 103.6 to 93.6, lowest 93.6, highest 103.6."
    )


def test_a_challenge_is_met_where_its_conditions_hold_as_shown(content):
    explorer = Explorer(content)
    picture = moved(explorer, leading=5, managing=4)
    assert picture["met"] == ["effort"]
    assert picture["hints"] == {"more": "Lead more."}
    assert picture["numbers"][0] == ["lowest", "100"]


def test_each_way_of_missing_a_challenge_has_its_own_hint(content):
    explorer = Explorer(content)
    assert moved(explorer, leading=3.5)["hints"]["effort"] == "Look at the end of the line."
    dear = moved(explorer, leading=6, managing=5)["hints"]["effort"]
    assert dear == "It costs more effort than it needs."


def test_a_challenge_begins_where_it_says_and_moves_only_its_own_slider(content):
    explorer = Explorer(content)
    assert explorer.content["challenges"][1]["sliders"] == ["leading"]
    explorer.state = {"value": {"sliders": {"leading": 8, "managing": 9}, "met": [], "at": "more"}}
    assert explorer.picture["sliders"] == {"leading": 8, "managing": 4}
    assert explorer.picture["met"] == ["more"]


def test_a_challenge_that_names_no_slider_brings_those_that_its_solution_moves(content):
    del content["challenges"][1]
    assert Explorer(content).content["challenges"][0]["sliders"] == ["leading", "managing"]
    content["challenges"][0] |= {"start": {"managing": 4}}
    assert Explorer(content).content["challenges"][0]["sliders"] == ["leading"]


def test_where_no_challenge_is_at_hand_all_sliders_move(content):
    explorer = Explorer(content)
    explorer.state = {"value": {"sliders": {"leading": 8, "managing": 9}, "met": [], "at": ""}}
    assert explorer.picture["sliders"] == {"leading": 8, "managing": 9}


def test_an_explorer_without_challenges_has_all_sliders_at_hand(content):
    content.pop("challenges")
    assert moved(Explorer(content), leading=6, managing=1)["sliders"] == {"leading": 6, "managing": 1}


def test_what_a_change_would_bring_is_shown_with_its_sign(content):
    explorer = Explorer(content)
    assert explorer.picture["numbers"][2][1] == "+0.7"
    assert moved(explorer, leading=9)["numbers"][2][1].startswith("-")


def test_a_state_from_an_older_edition_is_tidied(content):
    explorer = Explorer(content)
    explorer.state = {
        "value": {"sliders": {"leading": 99, "managing": 4, "gone": 1}, "met": ["gone", "effort"]}
    }
    assert explorer.value == {
        "sliders": {"leading": 3, "managing": 4},
        "met": ["effort"],
        "at": "effort",
    }
    explorer.state = {"value": {"sliders": "?", "met": None}}
    assert explorer.value == {"sliders": {"leading": 3, "managing": 7}, "met": [], "at": "effort"}


def test_running_the_cell_again_keeps_the_sliders(content):
    moved(Explorer(content), leading=6)
    again = Explorer(content)
    assert again.picture["sliders"]["leading"] == 6


def test_solutions_and_conditions_stay_out_of_the_browser(content):
    sent = json.dumps(Explorer(content).content)
    assert "solution" not in sent
    assert "before.last" not in sent


def test_the_picture_compiles_offline_with_its_words(content):
    explorer = Explorer(content)
    spec = deepcopy(explorer.content["spec"])
    assert spec["description"].startswith("Does it stay on plan?")
    assert "http" not in json.dumps(spec).replace(spec["$schema"], "")
    spec["data"]["values"] = explorer.picture["rows"]
    svg = vl_convert.vegalite_to_svg(spec, vl_version="5.8")
    assert "Performance (100 = plan)" in svg
    assert "As it was" in svg


FUNNEL = {
    "kind": "explorer",
    "id": "funnel",
    "title": "A process",
    "instructions": "Move the sliders.",
    "model": "funnel",
    "line": "your process",
    "chart": {"title": "How far does it miss?", "low": 8, "high": 40},
    "fixed": {"share": 0, "cause": 0, "weeks": 20},
    "sliders": [{"id": "limit", "label": "Limit", "min": 0, "max": 12, "value": 6}],
    "lines": [{"id": "corrected", "name": "corrected", "set": {"share": 1, "limit": 3}}],
}


def test_the_limits_of_a_model_are_drawn_and_said_for_the_first_line_and_move_with_it():
    explorer = Explorer(FUNNEL)
    assert "Limits: 16 and 28." in explorer.picture["words"]
    picture = moved(explorer, limit=10)
    assert [(row["low"], row["high"]) for row in picture["rows"] if "low" in row] == [(12, 32)]
    assert "Limits: 12 and 32." in picture["words"]
    spec = deepcopy(explorer.content["spec"])
    spec["data"]["values"] = picture["rows"]
    svg = vl_convert.vegalite_to_svg(spec, vl_version="5.8")
    assert svg.count("upper limit</text>") == 1
    assert svg.count("lower limit</text>") == 1


def test_a_model_without_limits_has_none_in_its_picture(content):
    explorer = Explorer(content)
    assert not any("low" in row for row in explorer.picture["rows"])
    assert "upper limit" not in json.dumps(explorer.content["spec"])


def test_the_place_of_a_slider_is_marked_where_the_chart_says_so_and_moves_with_it():
    chart = {"title": "?", "low": -600, "high": 900, "mark": "chance"}
    stage: dict[str, Any] = {"kind": "explorer", "id": "stage", "title": "A bet", "instructions": "Move it."}
    stage |= {"model": "stage", "line": "yes, if", "fixed": {"gain": 900, "cost": 390}, "chart": chart}
    stage["sliders"] = [{"id": "chance", "value": 40}]
    explorer = Explorer(stage)
    assert [row["at"] for row in explorer.picture["rows"] if "at" in row] == [40]
    assert [row["at"] for row in moved(explorer, chance=70)["rows"] if "at" in row] == [70]
    layers = explorer.content["spec"]["layer"]
    assert [each["encoding"]["x"]["field"] for each in layers if each["mark"] == _MARK["mark"]] == ["at"]
    with pytest.raises(ContentError, match="marks 'gain', and no slider"):
        Explorer(stage | {"chart": chart | {"mark": "gain"}})


def test_vega_is_sent_only_when_a_page_asks(content, monkeypatch):
    sent = []
    monkeypatch.setattr(Explorer, "send", lambda self, message, buffers=None: sent.append((message, buffers)))
    explorer = Explorer(content)
    assert sent == []
    explorer._handle_custom_msg("vega", [])
    explorer._handle_custom_msg("something else", [])
    [(message, [packed])] = sent
    assert message == "vega"
    assert gzip.decompress(packed) == vega.BUNDLE.read_bytes()


def test_the_committed_vega_is_what_the_pinned_maker_makes():
    assert vega.BUNDLE.read_text("utf-8") == vega.made(), "run python -m leadermanager.widgets.vega"


def test_the_committed_vega_is_small_enough_to_send():
    assert vega.BUNDLE.stat().st_size < 1_000_000
    assert len(vega.packed()) < 400_000


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(model="fits"), f"'model' is 'fits', but has to be one of {', '.join(MODELS)}"),
        (lambda c: c["sliders"].clear(), r"at least 1 \[\[sliders\]\]"),
        (
            lambda c: c["sliders"][0].update(id="leadin"),
            "slider 'leadin': the model takes no number 'leadin'; did you mean 'leading'",
        ),
        (lambda c: c["sliders"][0].update(max=12), "slider 'leading': it goes from 0 to 12"),
        (lambda c: c["sliders"][0].update(value=11), "slider 'leading': it starts at 11, outside of 0 to 10"),
        (lambda c: c["sliders"][0].update(step=0), "slider 'leading': the step is 0"),
        (lambda c: c["sliders"][0].pop("value"), "slider 'leading': 'value' is missing"),
        (lambda c: c["sliders"][0].update(colour="red"), "'colour' is 'red'"),
        (lambda c: c["fixed"].pop("change"), "the model cannot be worked out .*change"),
        (lambda c: c["fixed"].update(change=12), "change is 12; give a number from 0 to 10"),
        (lambda c: c["fixed"].update(leading=1), "'leading' is fixed and has a slider"),
        (lambda c: c["fixed"].update(chagne=1), "fixed: there is no key 'chagne'"),
        (lambda c: c["lines"][0].update(name="Sensors"), "line 'before': two lines have the name 'Sensors'"),
        (lambda c: c["lines"][0]["set"].update(change=-1), "change is -1"),
        (lambda c: c["lines"].extend({"id": f"{n}", "name": f"{n}"} for n in range(3)), "4 lines beside"),
        (lambda c: c["chart"].update(low=120), "chart: the axis goes from 120 to 112"),
        (lambda c: c["chart"].pop("reference_name"), "'reference_name' is missing"),
        (lambda c: c["chart"].pop("title"), "chart: 'title' is missing"),
        (lambda c: c["numbers"].append("best"), "'numbers' names 'best'; the model gives first"),
        (
            lambda c: c["challenges"][0]["conditions"].append("lowest=>100"),
            "holds 'lowest=>100'; write it as",
        ),
        (lambda c: c["challenges"][0]["conditions"].append("low > 1"), "speaks of 'low'; there are first"),
        (lambda c: c["challenges"][0]["conditions"].append("last > then.last"), "speaks of 'then.last'"),
        (lambda c: c["challenges"][0].pop("conditions"), "challenge 'effort': write at least one condition"),
        (lambda c: c["challenges"][0].pop("done"), "challenge 'effort': 'done' is missing"),
        (lambda c: c["challenges"][0].pop("hints"), r"challenge 'effort': write at least 1 \[\[hints\]\]"),
        (lambda c: c["challenges"][0]["hints"].pop(), "hint 'late': the last hint has to go without 'when'"),
        (lambda c: c["challenges"][0]["hints"][0].pop("when"), "hint 'late': only the last hint may go"),
        (
            lambda c: c["challenges"][0].update(solution={}),
            "the solution of challenge 'effort' does not meet",
        ),
        (lambda c: c["challenges"][0]["solution"].update(leading=5.2), "where its slider does not go"),
        (
            lambda c: c["challenges"][1].update(slider="manage"),
            "challenge 'more': 'slider' is 'manage', but has to be one of leading, managing",
        ),
        (
            lambda c: c["challenges"][1].update(slider="managing"),
            "challenge 'more': it brings 'managing', and its solution moves 'leading'; put the others",
        ),
        (lambda c: c["challenges"][1].pop("start"), "the solution of challenge 'more' does not meet"),
        (lambda c: c["challenges"][1]["start"].update(manage=1), "start: there is no key 'manage'"),
        (
            lambda c: c["challenges"][1]["start"].update(managing=10.5),
            "the start of challenge 'more' puts 'managing' at 10.5, where its slider does not go",
        ),
        (
            lambda c: c["challenges"][0].update(conditions=["lowest > 90"]),
            "met before anybody moves a slider",
        ),
        (lambda c: c.update(chalenges=[]), "there is no key 'chalenges' here"),
    ],
)
def test_content_that_is_wrong_is_refused_in_a_sentence_that_names_it(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Explorer(content)


@pytest.mark.parametrize(
    ("name", "number", "shown"),
    [
        ("more_output", 3, "+3"),
        ("more_output", -3, "-3"),
        ("more_output", 0, "0"),
        ("more_output", -0.0, "0"),
        ("more_output", 1e-12, "0"),
        ("output", 0.0, "0"),
        ("output", 3, "3"),
    ],
)
def test_a_difference_is_written_with_its_sign_and_no_difference_without(name, number, shown):
    assert _figure(name, number) == shown
