"""Find the hand-ins that are most alike, for a person to look at side by side; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...course import Course
from ...course.gradebook import open_gradebook
from ...course.reference import read_reference
from .. import clean_html
from ..feedback import graded_notebooks
from ..grades import nothing_graded
from ..templates import page_template
from .pairs import Answer, Pair
from .pairs import alike as compare

__all__ = ["Pair", "alike", "alike_page", "as_dict"]

_TEMPLATE = Path(__file__).with_name("templates") / "alike.html"

MOST = 10
"""How many pairs are shown."""


def alike(course: Course, assignment: str) -> list[Pair]:
    """Return the pairs of hand-ins of an assignment that are most alike, at most `MOST` of them.

    What stands in the release counts nothing, and what many have counts little.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or nothing of it is graded.
    GradebookError
        If the gradebook cannot be read.
    """
    course.source_notebooks(assignment)
    with open_gradebook(course) as gradebook:
        submissions = gradebook.assignment_submissions(assignment)
        if not submissions:
            raise nothing_graded(assignment)
        folders = course.folder("release", assignment), course.folder("source", assignment)
        released = {book.name: book for book in read_reference(gradebook, assignment, *folders)}
        students = sorted(str(submission.student.id) for submission in submissions)
        work = {
            who: {
                f"{name}/{task}" if len(released) > 1 else task: answer
                for name, notebook, _ in graded_notebooks(course, gradebook, assignment, who)
                if name in released
                for task, answer in _answers(notebook, released[name])
            }
            for who in students
        }
    return compare(work, MOST)


def as_dict(pairs: list[Pair]) -> list[dict[str, Any]]:
    """Return the pairs as what JSON can hold, without what was written."""
    return [
        {
            "students": list(pair.students),
            "likeness": round(pair.likeness, 3),
            "tasks": {shared.task: round(shared.likeness, 3) for shared in pair.tasks},
        }
        for pair in pairs
    ]


def alike_page(assignment: str, pairs: list[Pair]) -> str:
    """Return the page: the pairs, and what they share side by side. It asks nothing of the network."""
    return page_template(_TEMPLATE).render(
        policy=Markup(clean_html.POLICY), assignment=assignment, pairs=pairs, lines=_numbered
    )


def _answers(notebook: Any, released: Any) -> Iterator[tuple[str, Answer]]:
    for cell in notebook.cells:
        known: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
        task = known.get("grade_id", "")
        given = released.cell(task)
        if given is not None and (known.get("solution") or known.get("task")):
            yield task, Answer(cell.source, given.source, cell.cell_type == "code")


def _numbered(text: str, marked: frozenset[int]) -> list[tuple[str, bool]]:
    """Return the lines of a text, each with whether it is shared."""
    return [(line, number in marked) for number, line in enumerate(text.splitlines(), start=1)]
