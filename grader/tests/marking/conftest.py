"""A class of four whose written answers wait for a person, graded once; each test has a copy of its own."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from nbseal.assignments.release import release
from nbseal.course import Course, open_course
from nbseal.grading.engine import grade

from ..conftest import write_course
from ..here import Here

RUBRIC = """\
## Why numbers?

Say why numbers are useful.

| level | points | what it looks like |
|---|---:|---|
| reasoned | 2 | Says *why*, and what numbers cannot do. |
| begun | 1 | Says what they are for. |
| missing | 0 | Anything less. |
"""
WRITTEN = {
    "zoe-winter": "Numbers can be **compared**.",
    "yan-summer": '<script>alert("yan")</script><img src=x onerror="alert(1)">They count.',
    "xia-autumn": "They are short.",
    "wim-spring": "",  # left as it came
}


def write_answers(course: Course, written: dict[str, str]) -> None:
    """Hand in the release for each student, with what he or she wrote."""
    for student, text in written.items():
        notebook = nbformat.read(course.folder("release", "num") / "num.ipynb", as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name == "reason" and text:
                cell.source = text
            if name == "double":
                cell.source = "def double(n):\n    return n + n"
        folder = course.folder("submitted", "num", student)
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / "num.ipynb")


def graded_class(root: Path, written: dict[str, str]) -> Course:
    """Make the course in a folder, where these students' written answers wait for a person."""
    course = write_course(root)
    path = course.root / "source" / "num" / "num.ipynb"
    source = nbformat.read(path, as_version=4)
    source.cells.insert(-1, new_markdown_cell(RUBRIC, id="rubric"))
    nbformat.write(source, path)
    release(course, "num")
    write_answers(course, written)
    grade(course, "num", pool=Here())
    return course


@pytest.fixture(scope="session")
def _graded(tmp_path_factory: pytest.TempPathFactory, needs_sandbox: None) -> Path:
    return graded_class(tmp_path_factory.mktemp("to-mark") / "course", WRITTEN).root


@pytest.fixture
def to_mark(_graded: Path, tmp_path: Path) -> Course:
    """Return the course, graded, in a folder of the test's own."""
    return open_course(shutil.copytree(_graded, tmp_path / "course"))
