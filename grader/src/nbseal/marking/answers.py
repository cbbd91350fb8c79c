"""What there is to mark: the tasks of an assignment with their rubrics, and what each student wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbgrader.utils import is_grade, is_solution, is_task

from ..assignments.release import read_source
from ..assignments.soundness.rubrics import WrittenAnswer, written_answers
from ..collecting.collection_record import CollectionRecord
from ..course import Course, notebooks
from ..course.notebooks import grade_id
from ..errors import MarkingError
from ..returning import clean_html
from ..returning.feedback.page import shown_output
from ..returning.formulas import Formulas

_HEADING = re.compile(r"^ {0,3}#{1,2} ", re.MULTILINE)
_TITLE = re.compile(r"^ {0,3}#{1,6} +(.+?)#*\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Task(WrittenAnswer):
    """A written answer, with what a marker reads of it.

    Attributes
    ----------
    title : str
        The heading above it.
    asked, model : str
        What is asked and the model answer, as harmless HTML; the model is empty if there is none.
    """

    title: str
    asked: str
    model: str


@dataclass(frozen=True)
class Written:
    """What one student wrote to one task, as harmless HTML.

    Attributes
    ----------
    source : str
        The answer as it was written.
    answer : str
        The same as HTML.
    before : tuple of str
        What the student's own cells have put out between the last main heading and the answer; if that is
        nothing, all that they have put out before it.
    """

    source: str
    answer: str
    before: tuple[str, ...]


def tasks_of(course: Course, assignment: str) -> list[Task]:
    """Return the written answers of an assignment, in order.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    """
    return [task for path in course.source_notebooks(assignment) for task in _tasks_in(path)]


def points_of(course: Course, assignment: str) -> dict[str, float]:
    """Return what each written answer of an assignment is worth, by its key, without making HTML of any.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    """
    return {
        answer.key: answer.points
        for path in course.source_notebooks(assignment)
        for answer in written_answers(path.stem, read_source(path))
    }


def own_work(course: Course, assignment: str) -> set[str]:
    """Return the students whose work is marked: of a group, the one in whose name it was collected."""
    record = CollectionRecord(course, assignment)
    graded = course.folder("autograded", assignment, "*").parent.parent
    return {
        place.parent.name
        for place in graded.glob(f"*/{assignment}")
        if not place.parent.name.startswith(".") and record.holder(place.parent.name) is None
    }


def read_written(course: Course, assignment: str, student: str, notebook: str, cell: str) -> Written:
    """Return what a student wrote to a task.

    Parameters
    ----------
    course, assignment, student
        Whose work.
    notebook, cell
        Which task of it.

    Raises
    ------
    MarkingError
        If it is not there any more.
    """
    path = course.folder("autograded", assignment, student) / f"{notebook}.ipynb"
    try:
        found = _notebook(path, path.stat().st_mtime_ns)
    except OSError:
        raise MarkingError("This answer is not there any more: it is being graded again.") from None
    place = next((at for at, each in enumerate(found.cells) if grade_id(each) == cell), None)
    if place is None:
        raise MarkingError("This answer is not in the student's notebook any more.")
    formulas = Formulas()
    within = _outputs(found.cells[_section(found.cells, place) : place], formulas)
    outputs = within or _outputs(found.cells[:place], formulas)
    mine = _after(found.cells, place) if is_task(found.cells[place]) else [found.cells[place]]
    return Written(
        "\n\n".join(each.source for each in mine),
        "".join(_shown(each, formulas) for each in mine),
        outputs,
    )


def _tasks_in(path: Path) -> Iterator[Task]:
    source = read_source(path)
    known = {answer.cell: answer for answer in written_answers(path.stem, source)}
    asked: list[str] = []
    formulas = Formulas()
    for cell in source.cells:
        if is_task(cell) or (is_grade(cell) and is_solution(cell)):
            answer = known[cell.metadata.nbgrader.grade_id]
            text = "\n\n".join([*asked, cell.source] if is_task(cell) else asked)
            titles = _TITLE.findall(text)
            yield Task(
                **vars(answer),
                title=titles[-1] if titles else answer.cell,
                asked=clean_html.from_markdown(text, None, formulas),
                model=clean_html.from_markdown(cell.source, None, formulas) if answer.solved else "",
            )
        if is_task(cell) or is_grade(cell) or is_solution(cell):
            asked = []
        elif cell.cell_type == "markdown":
            asked.append(cell.source)


@lru_cache(maxsize=8)
def _notebook(path: Path, _changed: int) -> Any:
    return notebooks.read(path)


def _outputs(cells: list[Any], formulas: Formulas) -> tuple[str, ...]:
    return tuple(
        made
        for cell in cells
        if cell.cell_type == "code" and not is_grade(cell)
        for output in cell.outputs
        if (made := shown_output(output, formulas))
    )


def _after(cells: list[Any], place: int) -> list[Any]:
    """Return the cells that answer nbgrader's manually graded task: those before its next cell."""
    end = next((at for at in range(place + 1, len(cells)) if grade_id(cells[at])), len(cells))
    return cells[place + 1 : end]


def _shown(cell: Any, formulas: Formulas) -> str:
    if cell.cell_type == "markdown":
        return clean_html.from_markdown(cell.source, cell.get("attachments", {}), formulas)
    outputs = "".join(shown_output(output, formulas) for output in cell.get("outputs", []))
    return f"<pre>{clean_html.from_text(cell.source)}</pre>{outputs}"


def _section(cells: list[Any], place: int) -> int:
    """Return where the part begins in which a cell is: at the last main heading before it."""
    for at in range(place - 1, -1, -1):
        if cells[at].cell_type == "markdown" and _HEADING.search(cells[at].source):
            return at
    return 0
