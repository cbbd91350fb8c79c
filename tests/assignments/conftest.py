"""An assignment of the course, released, handed in by a few students, and graded."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.utils import is_solution

from nbseal.assignments.release import release
from nbseal.course import CONFIG, Course, notebooks, open_course
from nbseal.grading.engine import grade
from nbseal.grading.pool import LocalPool

COURSE = Path(__file__).parents[2] / "assignments"


def one_at_once(names: list[str]) -> list[Any]:
    """Give all assignments, of which `make test` tries one."""
    thorough = pytest.mark.thorough("ps1 stands for the others; grading each takes some ten seconds")
    return [name if name == "ps1" else pytest.param(name, marks=thorough) for name in names]


@pytest.fixture
def graded(tmp_path: Path, worker: LocalPool) -> Callable[[str, dict[str, dict[str, str]]], Course]:
    """Grade, in a course of its own, what each student wrote into which answer cells of an assignment."""

    def graded(name: str, students: dict[str, dict[str, str]]) -> Course:
        root = tmp_path / "assignments"
        shutil.copytree(COURSE / "source" / name, root / "source" / name)
        shutil.copy(COURSE / CONFIG, root)
        course = open_course(root)
        release(course, name)
        for student, answers in students.items():
            notebook = notebooks.read(course.folder("release", name) / f"{name}.ipynb")
            for cell in notebook.cells:
                if is_solution(cell):
                    cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
            (folder := course.folder("submitted", name, student)).mkdir(parents=True)
            notebooks.write(notebook, folder / f"{name}.ipynb")
        grade(course, name, list(students), timeout=120, pool=worker)
        return course

    return graded
