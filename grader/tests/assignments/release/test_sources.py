"""A source is brought up to date on the way in, and one that cannot be read is explained."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from nbseal.assignments.release import release
from nbseal.assignments.release.sources import read_source
from nbseal.errors import AssignmentError, ReleaseError

from ...conftest import TASKS
from .notebooks import named


def outdated(nb, version):
    """Make a notebook's metadata what an earlier nbgrader wrote."""
    for cell in nb.cells:
        known = cell.metadata.get("nbgrader")
        if known is None:
            if version < 3:  # then every cell had some
                cell.metadata.nbgrader = {"grade": False, "solution": False, "locked": False}
            known = cell.metadata.get("nbgrader", {})
        known.pop("schema_version", None)
        known.pop("task", None)
        if version:
            known["schema_version"] = version
        elif "points" in known:
            known["points"] = str(known["points"])


@pytest.mark.parametrize("version", [0, 1, 2])
def test_an_old_schema_is_brought_up_to_date_on_the_way_in(course, change_source, version):
    change_source(lambda nb: outdated(nb, version))
    path = course.root / "source" / "num" / "num.ipynb"
    before = path.read_bytes()
    made = release(course, "num")
    assert (made.tasks, made.points, made.warnings) == (5, 10, [])
    assert path.read_bytes() == before, "the source itself is the instructor's"
    cells = nbformat.read(made.folder / "num.ipynb", 4).cells
    assert {it.metadata.nbgrader.schema_version for it in cells if "nbgrader" in it.metadata} == {3}


@pytest.mark.parametrize(
    "known",
    [{}, None, [], {"schema_version": 3}, {"grade": False, "locked": False, "solution": False, "points": 2}],
)
def test_a_cell_without_an_id_and_a_role_is_no_fault(course, change_source, known):
    change_source(lambda nb: nb.cells.append(new_code_cell("x = 1", metadata={"nbgrader": known})))
    assert release(course, "num").warnings == []


def test_what_other_programs_added_is_left_out(course, change_source):
    change_source(lambda nb: named(nb, "double").metadata.nbgrader.update(remark="old"))
    assert release(course, "num").tasks == 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"grade_id": "my task"},
            "cell 'my task' has an id that nbgrader does not take; use letters, digits, _",
        ),
        ({"grade_id": "größer"}, "cell 'größer' has an id that nbgrader does not take"),
        ({"grade_id": 5}, "cell '5' has an id that nbgrader does not take"),
        ({"grade_id": ""}, "has no id; give it one"),
        ({"grade_id": "double"}, "has an id that an earlier cell has as well"),
        ({"points": "two"}, "cell 'triple_tests' is graded, but has the points 'two'"),
        ({"points": -1}, "is graded, but has the points -1"),
        ({"points": None}, "is graded, but has no points"),
        ({"points": float("inf")}, "is graded, but has the points inf"),
        ({"schema_version": 4}, "was made with a newer nbgrader"),
    ],
)
def test_what_nbgrader_would_not_take_is_said_with_its_cell_and_the_cure(course, change_source, change, said):
    change_source(lambda nb: named(nb, "triple_tests").metadata.nbgrader.update(change))
    with pytest.raises(ReleaseError) as caught:
        release(course, "num")
    assert caught.value.faults[0].startswith("num.ipynb, cell ")
    assert said in caught.value.faults[0]


def test_a_raw_cell_that_is_graded_is_refused(course, change_source):
    def spoil(nb):
        written = named(nb, "reason")
        nb.cells[nb.cells.index(written)] = new_raw_cell("Answer here.", metadata=written.metadata)

    change_source(spoil)
    with pytest.raises(ReleaseError, match="cell 'reason' is raw, and only code and text can be graded"):
        release(course, "num")


def test_text_that_is_graded_without_being_an_answer_is_refused(course, change_source):
    known = {
        "grade": True,
        "solution": False,
        "locked": False,
        "grade_id": "why",
        "points": 1,
        "schema_version": 1,
    }
    change_source(lambda nb: nb.cells.append(new_markdown_cell("Why?", metadata={"nbgrader": known})))
    with pytest.raises(ReleaseError, match="cell 'why' is text that is graded or answered, but not both"):
        release(course, "num")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it is empty; restore it"),
        ("not a notebook", "its JSON is broken in line 1"),
        ('{"cells": [{"cell_type": "code", "source": "x', "it ends in the middle, in line 1; restore it"),
        ('{"cells": [],\n "metadata": {', "it ends in the middle, in line 2"),
        ("[]", "it holds a list where a notebook's cells should be"),
        ('"text"', "it holds a text where"),
        ("null", "it holds a value where"),
        ('{"nbformat": 4}', "it has no list of cells"),
        ('{"nbformat": 5, "cells": []}', "its format is 5, which is newer"),
        ('{\n<<<<<<< HEAD\n "cells": [],\n=======\n', "git left a conflict in line 2; choose one side"),
        ("<!DOCTYPE html><html></html>", "it is a web page; download the file itself"),
    ],
)
def test_a_file_that_is_no_notebook_is_explained(course, content, why):
    path = course.root / "source" / "num" / "num.ipynb"
    path.write_text(content)
    with pytest.raises(AssignmentError) as caught:
        read_source(path)
    assert str(caught.value).startswith(f"{path} is not a notebook that can be read: {why}")
    with pytest.raises(ReleaseError) as refused:
        release(course, "num")
    assert refused.value.faults[0] == str(caught.value)


@pytest.mark.parametrize(
    ("language", "stub"),
    [
        ("R", "fail()"),
        ("java", "// YOUR CODE HERE"),
        ("julia", "# YOUR CODE HERE"),
        ("c++", "// YOUR CODE HERE"),
    ],
)
def test_a_notebook_in_another_language_goes_with_the_others_and_is_said(course, language, stub):
    path = course.root / "source" / "num" / "num.ipynb"
    other = nbformat.read(path, 4)
    other.metadata.kernelspec = {"name": "x", "display_name": "X", "language": language}
    other.cells = [it for it in other.cells if it.metadata.get("nbgrader", {}).get("grade_id") != "reason"]
    nbformat.write(other, path.with_name("other.ipynb"))
    made = release(course, "num")
    assert [str(it) for it in made.warnings] == [
        f"other.ipynb is written in {language}: it is released, but `grade` runs Python only, so a person "
        "has to grade its tests."
    ]
    text = (made.folder / "other.ipynb").read_text()
    assert text.count(stub) == len(TASKS)
    assert "result_of_" not in text


def test_the_language_counts_where_only_the_kernel_that_ran_it_says_it(course):
    nb = new_notebook(
        metadata={"kernelspec": {"name": "ir", "display_name": "R"}, "language_info": {"name": "R"}}
    )
    path = course.root / "source" / "num" / "r.ipynb"
    path.write_text(nbformat.writes(nb))
    assert read_source(path).metadata.kernelspec.language == "R"
