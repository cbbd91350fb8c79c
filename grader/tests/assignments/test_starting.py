"""A new assignment is sound as it comes, can be released and graded, and overwrites nothing."""

import nbformat
import pytest

from nbseal.assignments.release import release
from nbseal.assignments.soundness import check
from nbseal.assignments.starting import begin, course_in
from nbseal.cli import app
from nbseal.course.gradebook import totals
from nbseal.errors import AssignmentError, CourseFolderError
from nbseal.grading.engine import grade

from ..here import Here


@pytest.fixture
def begun(tmp_path):
    course = course_in(tmp_path / "my course")
    begin(course, "hw1")
    return course


def test_it_is_sound_as_it_comes_and_released_without_a_warning(begun, needs_sandbox):
    found = check(begun, "hw1", Here())
    assert (found.shortcomings, found.faults) == ([], [])
    assert found.killed_share == 1
    released = release(begun, "hw1")
    assert (released.warnings, released.changes) == ([], [])


@pytest.mark.thorough("a check tries the solution as well, and every way to miss a point")
def test_its_solution_earns_the_points_of_its_tests_and_its_release_none(begun, needs_sandbox):
    release(begun, "hw1")
    for student, folder in (("ada", "source"), ("ben", "release")):
        notebook = nbformat.read(begun.folder(folder, "hw1") / "hw1.ipynb", as_version=4)
        place = begun.folder("submitted", "hw1", student)
        place.mkdir(parents=True)
        nbformat.write(notebook, place / "hw1.ipynb")
    grade(begun, "hw1", pool=Here())
    assert [(total.student, total.score, total.most) for total in totals(begun, "hw1")] == [
        ("ada", 2, 4),
        ("ben", 0, 4),
    ]


def test_its_title_is_its_name(begun):
    notebook = nbformat.read(begun.folder("source", "hw1") / "hw1.ipynb", as_version=4)
    assert notebook.cells[0].source.startswith("# hw1\n")


def test_nothing_is_overwritten(begun):
    path = begun.folder("source", "hw1") / "hw1.ipynb"
    path.write_text("mine")
    with pytest.raises(AssignmentError, match="hw1 is there already"):
        begin(begun, "hw1")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["../hw1", "", ".hw", "a b", "hw/1", "hw1\n"])
def test_what_cannot_be_a_folder_of_the_course_is_no_name(begun, name):
    with pytest.raises(AssignmentError, match="An assignment cannot be called"):
        begin(begun, name)


def test_a_folder_in_which_there_is_something_else_is_no_course(tmp_path):
    (tmp_path / "essay.txt").write_text("mine")
    with pytest.raises(CourseFolderError, match="is not a course"):
        course_in(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["essay.txt"]


def test_the_command_begins_a_course_and_says_what_to_do_next(tmp_path, capsys):
    app(["new", "hw1", "--course", str(tmp_path / "c")], standalone_mode=False)
    said = capsys.readouterr().out
    assert "Wrote source/hw1/hw1.ipynb" in said
    assert "check hw1" in said
    app(["new", "hw2", "--course", str(tmp_path / "c")], standalone_mode=False)
    assert sorted(path.name for path in (tmp_path / "c" / "source").iterdir()) == ["hw1", "hw2"]
