import pytest

from leadermanager.errors import ContentError
from leadermanager.models import decide, exceptions
from leadermanager.widgets.pictures.desk import Desk

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("desk")


def test_the_page_gets_what_comes_up_in_each_week(content):
    assert Desk(content).content["arising"] == exceptions(3, 8)


def test_what_was_said_is_how_many_wait_in_the_end_and_how_many_decide(content):
    one = Desk(content)
    assert one.said() is None
    one.state = {"value": {"tries": [{"joining": [], "aim": 0}, {"joining": [1], "aim": 0}]}}
    assert one.said() == {"waiting": 110, "people": 2}
    assert decide(exceptions(3, 8), [1]).summary["last"] == 110


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(change=[3]), "'change' is .3.; give that of the first and of the last week"),
        (lambda c: c.update(runs=[]), r"write at least 1 \[\[runs\]\]"),
        (lambda c: c["runs"][1].update(joining=[2]), "run 'aim'.*none in which the aim is talked about"),
        (lambda c: c["runs"][1].update(ame=3), "there is no key 'ame'"),
        (lambda c: c["says"][0].update(say="{plans}"), "'says' names {plans}"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Desk(content)
