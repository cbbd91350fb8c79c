"""Begin a course, or an assignment: a small sound one to change, with answers to check it by."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ..course import CONFIG, Course, open_course
from ..course.notebooks import read, write
from ..errors import AssignmentError

_STARTER = Path(__file__).with_name("starter")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def course_in(folder: Path) -> Course:
    """Open the course in a folder; where there is no such folder yet, or nothing is in it, begin one.

    Raises
    ------
    CourseFolderError
        If something else is in the folder.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        (folder / "source").mkdir(parents=True)
        config = (_STARTER / "course_config.py").read_text("utf-8")
        (folder / CONFIG).write_text(config.replace('"NAME"', repr(folder.absolute().name)), "utf-8")
    return open_course(folder)


def begin(course: Course, assignment: str) -> list[Path]:
    """Write the source of a new assignment, and answers to check it by.

    Parameters
    ----------
    course
        The course.
    assignment
        What it is called.

    Returns
    -------
    list of pathlib.Path
        The files written.

    Raises
    ------
    AssignmentError
        If it cannot be called so, or is there already.
    """
    if not _NAME.fullmatch(assignment):
        raise AssignmentError(
            f"An assignment cannot be called {assignment!r}; use letters, digits, '-', '_', '.', as in hw1."
        )
    source = course.folder("source", assignment)
    answers = course.root / "answers" / assignment
    for place in (source, answers):
        if place.exists():
            raise AssignmentError(f"{place} is there already; choose another name, or delete it first.")
    notebook = read(_STARTER / "assignment.ipynb")
    notebook.cells[0].source = notebook.cells[0].source.replace("NAME", assignment)
    source.mkdir(parents=True)
    made = source / f"{assignment}.ipynb"
    write(notebook, made)
    shutil.copytree(_STARTER / "answers", answers)
    return [made, *sorted(path for path in answers.rglob("*") if path.is_file())]
