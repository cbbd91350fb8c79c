import pytest

from leadermanager.errors import ContentError
from leadermanager.models import fitting
from leadermanager.widgets.pictures.two_waters import TwoWaters

from ..conftest import exercise


@pytest.fixture
def content():
    return exercise("two-waters")


def test_the_page_reckons_with_the_numbers_of_the_model(content):
    sent = TwoWaters(content).content
    assert (sent["best"], sent["unmet"], sent["effort"]) == (fitting.START, fitting.UNMET, fitting.EFFORT)
    assert (sent["surplus"], sent["plan"], sent["pipe"]) == (fitting.SURPLUS, fitting.PLAN, fitting.PIPE)


def test_a_unit_says_how_many_quarters_the_best_walls_leave_below_plan(content):
    rising, deep = TwoWaters(content).content["units"]
    assert rising["possible"] == 0
    assert deep["possible"] == 2
    content["units"][1]["complexity"] = [5] * 6
    assert TwoWaters(content).content["units"][1]["possible"] == 0


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(units=[]), r"write at least 1 \[\[units\]\]"),
        (lambda c: c["units"][0].update(change=[4, 5]), "'change' and 'complexity' need a number"),
        (lambda c: c["units"][0].update(purse=9), "leading and managing cost more than the purse, 9"),
        (lambda c: c["units"][0].pop("letter"), "'letter' is missing"),
        (lambda c: c["says"][1].update(say="{mean}"), "'says' names {mean}"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        TwoWaters(content)
