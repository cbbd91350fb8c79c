import pytest

from leadermanager.errors import ContentError
from leadermanager.models import aims_by_rule, drop, luck_of
from leadermanager.widgets.pictures.funnel import Funnel

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("funnel")


def test_the_page_gets_each_luck_and_where_a_rule_would_have_held_the_funnel(content):
    luck = luck_of(4, seed=4)
    assert Funnel(content).content["lucks"][1] == {"id": "two", "luck": luck, "rule": aims_by_rule(luck, 1)}


def test_what_was_said_is_how_far_the_last_marbles_fell_and_how_often_the_funnel_was_moved(content):
    one = Funnel(content)
    assert one.said() is None
    one.state = {"value": {"tries": [{"luck": "two", "aims": [0, 2, 2, 0]}]}}
    assert one.said() == {"distance": 2.2, "moves": 2}
    assert drop(luck_of(4, 4), [0, 2, 2, 0]).summary["distance"] == 2.25


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(lucks=[]), r"write at least 1 \[\[lucks\]\]"),
        (lambda c: c["says"][1].update(say="{plans}"), "'says' names {plans}"),
        (lambda c: c["lucks"][0].update(sead=1), "there is no key 'sead'"),
        (lambda c: c.pop("reach"), "'reach' is missing"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Funnel(content)
