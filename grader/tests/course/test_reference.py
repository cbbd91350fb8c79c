"""What the grader knows of a release: here, the cells that come before any answer."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from nbseal import release
from nbseal.course.gradebook import open_gradebook
from nbseal.course.reference import ReleasedCell, read_reference


def opening(course, *cells):
    """Release the course's notebook with these cells before its first answer; return its opening."""
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1:1] = cells
    nbformat.write(notebook, path)
    release(course, "num")
    with open_gradebook(course) as gradebook:
        folders = course.folder("release", "num"), course.folder("source", "num")
        (reference,) = read_reference(gradebook, "num", *folders)
    return reference.opening


def test_the_opening_is_the_code_before_the_first_answer(course):
    locked = {"nbgrader": {"grade_id": "setup", "locked": True, "grade": False, "solution": False}}
    locked["nbgrader"] |= {"task": False, "schema_version": 3}
    found = opening(
        course,
        new_code_cell("import math"),
        new_markdown_cell("Words."),
        new_code_cell(""),
        new_code_cell("two = 2", metadata=locked),
    )
    assert found == (ReleasedCell(1, None, "import math"), ReleasedCell(4, "setup", "two = 2"))


def test_a_notebook_that_begins_with_an_answer_has_none(course):
    assert opening(course) == ()


def test_a_check_ends_it_and_is_not_in_it(course):
    check = {"grade_id": "early", "locked": True, "grade": True, "solution": False, "points": 1}
    check |= {"task": False, "schema_version": 3}
    cells = [new_code_cell("one = 1"), new_code_cell("assert one == 1", metadata={"nbgrader": check})]
    assert opening(course, *cells, new_code_cell("two = 2")) == (ReleasedCell(1, None, "one = 1"),)
