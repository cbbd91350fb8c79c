import pytest

from leadermanager.errors import ContentError
from leadermanager.models import hundred_lives, throws_of
from leadermanager.widgets.pictures.stove import Stove

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("stove")


def test_the_page_gets_what_acts_bring_in_each_career_and_who_of_the_hundred_leads(content):
    made = Stove(content).content
    leading, managing = throws_of(2967, 10)
    assert made["careers"][1] == {"id": "lucky", "leading": leading, "managing": managing}
    for firm, taught in zip(made["firms"], (0, 0.5), strict=True):
        run = hundred_lives(94, taught=taught).run
        third = run[(run["year"] == 3)]
        assert firm["leads"][3] == "".join(map(str, third["leads"].astype(int)))
        assert firm["believes"][3] == pytest.approx(list(third["believes"]), abs=0.001)


def test_what_was_said_is_how_often_the_student_led_and_how_many_they_expected_to(content):
    one = Stove(content)
    assert one.said() is None
    one.state = {"value": {"tries": [{"career": "burned", "acts": "LLMMMMMMMM"}], "firms": []}}
    assert one.said() == {"led": 2}
    one.state = {"value": {**one.value, "bet": 50}}
    assert one.said() == {"led": 2, "bet": 50}


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(careers=[]), r"write at least 1 \[\[careers\]\]"),
        (lambda c: c["firms"][1].update(tought=1), "there is no key 'tought'"),
        (lambda c: c["says"][1].update(say="{plans}"), "'says' names {plans}"),
        (lambda c: c.pop("ask"), "'ask' is missing"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Stove(content)
