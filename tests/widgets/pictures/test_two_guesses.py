import pytest

from leadermanager.errors import ContentError
from leadermanager.models import propose
from leadermanager.widgets.pictures.two_guesses import TwoGuesses

from ..conftest import EXAMPLES, exercise


@pytest.fixture
def content():
    return exercise("two-guesses")


def test_the_page_gets_each_deal_and_the_many_proposals_as_plain_lists(content):
    made = TwoGuesses(content).content
    flat = [False, True, True]
    assert made["deals"][1] == {"id": "two", **propose(3, 5, flat).to_dict("list")}
    assert made["many"] == propose(24, 4, flat).to_dict("list")
    assert {type(each) for each in made["many"]["works"]} == {bool}


@pytest.mark.parametrize(("seed", "bet"), [(4, "loss"), (16, "gain"), (6, "same")])
def test_the_bet_that_comes_true_is_what_the_flat_doubters_are_worth(content, seed, bet):
    one = TwoGuesses(content | {"seed": seed})
    assert one.right_bet() == bet
    assert (EXAMPLES["two-guesses"]["right_bet"] == bet) is (seed == content["seed"])


def test_what_was_said_is_what_came_in_the_bet_and_what_the_rule_brings(content):
    one = TwoGuesses(content)
    assert one.said() is None
    tries = [{"deal": "two", "said": [70, 30, 0]}]
    one.state = {"value": {"tries": tries}}
    assert one.said() == {"brought": -100}
    one.state = {"value": {"tries": tries, "bet": "gain", "left_out": ["ben", "cy"], "off": 25}}
    assert one.said() == {"brought": -100, "bet": "It brings more", "rule": 700}


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(deals=[]), r"write at least 1 \[\[deals\]\]"),
        (lambda c: c["says"][1].update(say="{plans}"), "'says' names {plans}"),
        (lambda c: c["doubters"][0].update(flatt=True), "there is no key 'flatt'"),
        (lambda c: c.pop("ask"), "'ask' is missing"),
        (lambda c: c.pop("many"), "'many' is missing"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        TwoGuesses(content)
