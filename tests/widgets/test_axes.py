import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.axes import Axes

from .conftest import exercise


@pytest.fixture
def visions():
    return exercise("axes")


def test_every_item_says_something_of_its_own_in_every_region(visions):
    for item in Axes(visions).content["items"]:
        assert set(item["feedback"]) == {"dream", "vision", "plan"}
        assert len({answer["text"] for answer in item["feedback"].values()}) == 3


def test_the_score_and_the_regions_follow_from_where_the_items_stand(visions):
    axes = Axes(visions)
    assert axes.score == {"total": 2, "placed": 0, "right": 0}
    axes.state = {"value": {"moon": [2, 9], "same": [8, 8.5]}}
    assert axes.regions == {"moon": "dream", "same": "vision"}
    assert axes.score == {"total": 2, "placed": 2, "right": 1}


def test_a_gap_between_regions_is_allowed_where_something_is_said_about_it(visions):
    visions["regions"][2]["y"] = {"to": 4}
    with pytest.raises(ContentError, match="regions leave a gap"):
        Axes(visions)
    axes = Axes({**visions, "between": "Neither here nor there."})
    axes.state = {"value": {"moon": [2, 4.5]}}
    assert axes.regions == {"moon": ""}
    assert axes.score["right"] == 0


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.pop("x"), "exercise 'visions', x: 'name' is missing"),
        (lambda c: c["y"].update(hihg="x"), "'visions', y: there is no key 'hihg'"),
        (lambda c: c["regions"][0].update(x={"to": 6}), "regions 'dream' and 'vision' overlap"),
        (lambda c: c["regions"][0].update(x={"from": 6, "to": 5}), "region 'dream', x: from 6 to 5 is no"),
        (lambda c: c["regions"][0].update(x={"to": 11}), "region 'dream', x: from 0 to 11 is no part"),
        (lambda c: c["regions"][0].pop("name"), "region 'dream': 'name' is missing"),
        (lambda c: c.update(regions=c["regions"][:1]), r"write at least 2 \[\[regions\]\]"),
        (lambda c: c["items"][0].update(right=[]), "item 'moon': no region is right"),
        (
            lambda c: c["items"][0].update(right=["mars"]),
            "item 'moon': 'mars' under 'right' is none of",
        ),
        (lambda c: c["items"][0]["wrong"].pop("plan"), "item 'moon', wrong: 'plan' is missing"),
        (lambda c: c["items"][0]["wrong"].update(mars="x"), "item 'moon', wrong: there is no key 'mars'"),
        (
            lambda c: c["items"][0]["wrong"].update(plan="Boldness is not reality."),
            "'moon.: two wrong",
        ),
        (lambda c: c["items"][0].pop("why"), "item 'moon': 'why' is missing"),
        (lambda c: c["items"][1].update(id="moon"), "two items have the id 'moon'"),
        (lambda c: c.update(items=[]), r"write at least 1 \[\[items\]\]"),
        (lambda c: c.update(labels={"putt": "x"}), "labels: there is no key .putt."),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(visions, break_it, message):
    break_it(visions)
    with pytest.raises(ContentError, match=message):
        Axes(visions)


def test_every_word_on_a_button_can_be_said_in_another_language(visions):
    assert Axes({**visions, "labels": {"put": "Hier ablegen"}}).labels["put"] == "Hier ablegen"
