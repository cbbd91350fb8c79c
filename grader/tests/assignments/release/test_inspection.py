"""What an instructor means is said once, in the notebook or the configuration, and then not asked again."""

import pytest

from nbseal.assignments.release.inspection import inspect
from nbseal.course import open_course

from .notebooks import code, named


@pytest.fixture
def questionable(course, change_source):
    """A course that shows a whole solution, has one that is no Python, and a file nobody can look into."""

    def spoil(nb):
        nb.cells.append(code("def double(n):\n    result_of_double = n + n\n    return result_of_double"))
        named(nb, "triple").source += "\ndef again(n):"

    change_source(spoil)
    (course.root / "source" / "num" / "model.so").write_bytes(b"\x7fELF")
    return course


def found(course):
    """What is said of the course's assignment, by where it is."""
    seen = inspect(open_course(course.root), "num")
    kinds = (("fault", seen.faults), ("not python", seen.not_python), ("warning", seen.warnings))
    return {(kind, each.file, each.cell) for kind, those in kinds for each in those}


def test_all_is_said_until_it_is_settled(questionable):
    assert found(questionable) == {
        ("fault", "num.ipynb", "cell 15"),
        ("not python", "num.ipynb", "cell 'triple'"),
        ("warning", "model.so", ""),
    }


def test_a_tag_settles_what_is_said_of_its_cell(questionable, change_source):
    def tag(nb):
        for cell in (nb.cells[-1], named(nb, "triple")):
            cell.metadata.tags = ["intended"]

    change_source(tag)
    assert found(questionable) == {("warning", "model.so", "")}


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("num/model.so", {"num.ipynb"}),
        ("*/*.so", {"num.ipynb"}),
        ("num/num.ipynb", {"model.so"}),
        ("num/*", set()),
        ("ps1/*", {"num.ipynb", "model.so"}),
    ],
)
def test_the_configuration_settles_what_is_said_of_a_file(questionable, pattern, left):
    config = questionable.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}c.Release.intended = [{pattern!r}]\n")
    assert {file for _, file, _ in found(questionable)} == left


def test_the_configuration_settles_what_is_said_of_one_cell(questionable):
    config = questionable.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}c.Release.intended = ['num/num.ipynb:triple']\n")
    assert {cell for _, file, cell in found(questionable) if file == "num.ipynb"} == {"cell 15"}


def test_broken_markers_cannot_be_settled(course, change_source):
    def spoil(nb):
        named(nb, "double").source += "\n### BEGIN SOLUTION"
        named(nb, "double").metadata.tags = ["intended"]

    change_source(spoil)
    assert ("fault", "num.ipynb", "cell 'double'") in found(course)
