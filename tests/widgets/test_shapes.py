"""What fits a shape is the same in Python and on the page, and every kind declares the shape of its state."""

import json
from pathlib import Path

import pytest

from leadermanager.shapes import NOTHING, fitting
from leadermanager.widgets.kinds import state_shapes

# The page runs the same cases, in static/shape.test.js.
CASES = json.loads(Path(__file__).with_name("shapes.json").read_text("utf-8"))
EXERCISES = Path(__file__).parents[2] / "course" / "exercises"


@pytest.mark.parametrize("case", CASES, ids=[case["is"] for case in CASES])
def test_of_data_what_fits_is_taken(case):
    assert fitting(case["shape"], case["data"]) == case.get("fits", NOTHING)


def test_what_no_page_can_have_fits_nothing():
    for number in (float("nan"), float("inf"), 10**400):
        assert fitting("number", number) is NOTHING


def test_every_exercise_of_the_course_says_what_its_page_keeps():
    shapes = state_shapes(EXERCISES)
    assert set(shapes) == {path.stem for path in EXERCISES.glob("*.toml")}
    for shape in shapes.values():
        assert isinstance(shape["value"], dict)
        assert shape["done"] == "flag"
