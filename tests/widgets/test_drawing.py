import pandas as pd
import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.drawing import Drawing

from .conftest import EXAMPLES, exercise


@pytest.fixture
def content():
    return exercise("drawing")


def test_a_series_is_parted_into_what_is_known_and_what_came_as_far_as_one_draws(content):
    line = pd.Series({int(x): y for x, y in EXAMPLES["drawing"]["line"].items()})
    one = Drawing(content).over(line)
    assert one.content["known"][-1] == [2, 10.4]
    assert one.content["came"] == [[3, 10], [4, 4], [5, 4], [6, 4]]


def test_what_was_drawn_is_said_only_once_it_is_kept(content):
    one = Drawing(content)
    one.state = {"value": {"points": {"4": 9, "6": 8}, "kept": False}}
    assert one.said() is None
    one.state = {"value": {"points": {"4": 9, "6": 8}, "kept": True}}
    assert one.said() == {"4": 9, "6": 8}


def test_a_line_with_no_number_at_a_handle_is_refused(content):
    with pytest.raises(ContentError, match="exercise 'draw': the line that is drawn over has no number at 6"):
        Drawing(content).over({0: 1, 2: 1, 4: 1, 5: 1})


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(handles=[6, 4]), "give them in their order, after the last known, 2"),
        (lambda c: c.update(handles=[2, 4]), "give them in their order, after the last known, 2"),
        (lambda c: c.update(handles=[]), "write a list of numbers for 'handles'"),
        (lambda c: c.update(handles=[4, "six"]), "write a list of numbers for 'handles'"),
        (lambda c: c.pop("low"), "'low' is missing"),
        (lambda c: c.update(sure=True), "'near' is missing"),
        (
            lambda c: c.update(x_names=["May", "June"]),
            "'x_names' has 2 names; give one for each place from 1 to 6",
        ),
        (lambda c: c.update(near=5), "there is no key 'near'"),
    ],
)
def test_content_that_is_wrong_is_refused_by_name(content, break_it, message):
    break_it(content)
    with pytest.raises(ContentError, match=message):
        Drawing(content)
