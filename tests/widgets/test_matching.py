import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.matching import Matching

from .conftest import exercise


@pytest.fixture
def audiences():
    return exercise("matching")


def test_every_pair_says_something_of_its_own(audiences):
    matching = Matching(audiences)
    for item in matching.content["items"]:
        assert set(item["feedback"]) == {"numbers", "patients", "slogan"}
        assert len({answer["text"] for answer in item["feedback"].values()}) == 3
    assert [choice["letter"] for choice in matching.content["choices"]] == ["A", "B", "C"]


def test_the_score_counts_what_was_checked_and_what_is_right(audiences):
    matching = Matching(audiences)
    assert matching.score == {"total": 2, "checked": 0, "right": 0}
    matching.state = {"value": {"finance": "numbers", "nurses": "slogan"}, "draft": {"finance": "slogan"}}
    assert matching.score == {"total": 2, "checked": 2, "right": 1}


def test_choices_used_once_must_go_round(audiences):
    audiences["items"][1].update(right=["numbers"], wrong={"patients": "No.", "slogan": "Empty."})
    with pytest.raises(ContentError, match="with each choice used once, not every item can be right"):
        Matching(audiences)
    audiences["items"][0].update(right=["numbers", "slogan"], wrong={"patients": "No."})
    assert Matching(audiences).content["once"]
    assert not Matching({**exercise("matching"), "once": False}).content["once"]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c["items"][0].update(right=[]), "item 'finance': no choice is right"),
        (lambda c: c["items"][0].update(right=["x"]), "item 'finance': 'x' under 'right' is none of"),
        (lambda c: c["items"][0]["wrong"].pop("slogan"), "item 'finance', wrong: 'slogan' is missing"),
        (lambda c: c["items"][0]["wrong"].update(numbers="x"), "item 'finance', wrong: there is no key"),
        (lambda c: c["items"][0]["wrong"].update(patients="It says nothing."), "two wrong choices have"),
        (lambda c: c["items"][0].pop("why"), "item 'finance': 'why' is missing"),
        (lambda c: c["items"][1].update(id="finance"), "two items have the id 'finance'"),
        (lambda c: c.update(items=c["items"][:1]), r"write at least 2 \[\[items\]\]"),
        (lambda c: c["choices"][0].pop("text"), "choice 'numbers': 'text' is missing"),
        (lambda c: c["choices"][0].update(id="slogan"), "two choices have the id 'slogan'"),
        (
            lambda c: c.update(choices=[{"id": str(n), "text": "x"} for n in range(9)]),
            "more than 8 choices",
        ),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(audiences, break_it, message):
    break_it(audiences)
    with pytest.raises(ContentError, match=message):
        Matching(audiences)
