import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.pictures.ring import Ring

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("ring")


def test_the_page_gets_the_rules_and_the_goals_but_no_solution(content):
    page = Ring(content).content
    assert (page["people"], page["choose"], page["near"]) == (100, 3, 2)
    assert [goal["text"] for goal in page["goals"]] == ["Win all.", "Stop it."]
    assert not any("solution" in goal for goal in page["goals"])


def test_what_was_said_is_how_many_carried_the_message_last_and_how_many_believed_it(content):
    one = Ring(content)
    assert one.said() is None
    one.state = {"value": {"tries": [{"carriers": [1], "moved": {}}, {"carriers": [1, 5], "moved": {}}]}}
    assert one.said() == {"carriers": 2, "moved": 0, "believed": 100}


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(goals=[]), r"write at least 1 \[\[goals\]\]"),
        (
            lambda c: c["goals"][0].update(solution={"carriers": [1, 21]}),
            "does not reach the goal: .* 'won': 0",
        ),
        (
            lambda c: c["goals"][0].update(solution={"carriers": [1, 2, 3, 4]}),
            "cannot be made: take at most 3 people",
        ),
        (
            lambda c: c["goals"][1]["solution"]["moved"].update({"15": 16}),
            "cannot be made: .* more than 2 places",
        ),
        (lambda c: c["goals"][1]["solution"]["moved"].update({"101": 5}), "there is no key '101'"),
        (lambda c: c["goals"][0].update(conditions=["sold > 3"]), "'conditions' speaks of 'sold'"),
        (lambda c: c["goals"][0]["hints"][1].update(when=["moved > 1"]), "the last hint has to go without"),
        (lambda c: c["goals"][0].update(texd=1), "there is no key 'texd'"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Ring(content)
