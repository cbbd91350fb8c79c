import pytest

from leadermanager.errors import ContentError
from leadermanager.models import fight_fires
from leadermanager.widgets.pictures.firefighting import Firefighting

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("firefighting")


def test_no_more_hours_can_be_protected_than_leave_room_for_the_routine(content):
    made = Firefighting(content).content
    assert (made["routine"], made["most"]) == (20, 25)
    assert fight_fires(8, 10, [25], 0).run["undone"].tolist() == [0]
    assert fight_fires(8, 10, [26], 0).run["undone"].tolist() == [1]


def test_the_second_hours_count_from_the_week_after_the_turn(content):
    came = Firefighting(content).results({"first": 2, "second": 12})
    run = fight_fires(8, 10, [2, 2, 12, 12, 12, 12], 12).run["fires"]
    assert (came["at_turn"], came["last"]) == (run[1], run[5])


def test_what_was_said_is_what_was_protected_and_what_burns_at_the_end(content):
    one = Firefighting(content)
    assert one.said() is None
    one.state = {"value": {"tries": [{"first": 12, "second": 12}]}}
    assert one.said() == {"first": 12, "second": 12, "fires": 7}


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(turn=6), "'turn' is 6; give a week before the last, 6"),
        (lambda c: c["says"][1].update(say="{plans}"), "'says' names {plans}"),
        (lambda c: c["start"].update(off="x"), "there is no key 'off'"),
        (lambda c: c.pop("start"), "'of' is missing"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Firefighting(content)
