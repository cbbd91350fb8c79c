"""Export grades to a CSV file with the columns and the content of ``nbgrader export``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from ...course import Course
from ...course.gradebook import open_gradebook
from ...grading.settlement import settle
from ..grades import notebook_grades
from .files import harmless, write_whole

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


@dataclass(frozen=True)
class Exported:
    """Where the grades are.

    Attributes
    ----------
    file : pathlib.Path
        The file.
    rows : int
        How many grades are in it.
    ungraded : list of tuple of str
        Students of whom a person still has to grade something, and in which assignment.
    notices : list of str
        What an instructor should know of due dates and hand-in times, in sentences.
    """

    file: Path
    rows: int
    ungraded: list[tuple[str, str]]
    notices: list[str] = field(default_factory=list)


def export_csv(course: Course, target: Path, assignment: str | None = None) -> Exported:
    """Write every student's grade of an assignment, or of all, to a CSV file.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Parameters
    ----------
    course
        Whose grades.
    target
        The file to write.
    assignment
        Which assignment; all of them if None.

    Raises
    ------
    GradingError
        If the file cannot be written; what was there before stays as it was.
    AssignmentError
        If there is no such assignment.
    """
    if assignment is not None:
        course.source_notebooks(assignment)
    names = course.assignments() if assignment is None else [assignment]
    notices = [notice for name in names for notice in settle(course, name).notices]
    rows: list[list[str]] = []
    ungraded: list[tuple[str, str]] = []
    with open_gradebook(course) as gradebook:
        for entry in sorted(gradebook.assignments, key=_assignment_order):
            if assignment not in (None, entry.name):
                continue
            for student in sorted(gradebook.students, key=_student_order):
                try:
                    submission = gradebook.find_submission(entry.name, student.id)
                except MissingEntry:
                    # As nbgrader has it, nothing handed in is a score of 0.
                    when, raw, penalty = None, 0.0, 0.0
                else:
                    when, raw, penalty = (
                        submission.timestamp,
                        submission.score,
                        submission.late_submission_penalty,
                    )
                    if submission.needs_manual_grade:
                        ungraded.append((student.id, entry.name))
                texts = [entry.name, entry.duedate, when, student.id]
                texts += [student.last_name, student.first_name, student.email]
                numbers = [raw, penalty, max(0.0, raw - penalty), entry.max_score]
                rows.append([*map(harmless, texts), *map(str, numbers)])
    _write(target, COLUMNS, rows)
    return Exported(target, len(rows), ungraded, notices)


def export_tasks(course: Course, target: Path, assignment: str) -> Exported:
    """Write every student's points in each graded cell of an assignment to a CSV file.

    There is a row for each student of the gradebook and a column for each cell, by its notebook and its id,
    with its most points in the row that begins with ``most``. Where a person still has to give the points,
    and where nothing was handed in, the place is empty.

    Parameters
    ----------
    course
        Whose grades.
    target
        The file to write.
    assignment
        Which assignment.

    Raises
    ------
    GradingError
        If the file cannot be written; what was there before stays as it was.
    AssignmentError
        If there is no such assignment.
    """
    course.source_notebooks(assignment)
    notices = settle(course, assignment).notices
    ungraded: list[tuple[str, str]] = []
    with open_gradebook(course) as gradebook:
        found = gradebook.find_assignment(assignment)
        most = {
            f"{notebook.name}/{cell.name}": float(cell.max_score)
            for notebook in found.notebooks
            for cell in (*notebook.grade_cells, *notebook.task_cells)
        }
        rows = [["most", "", "", str(sum(most.values())), *map(str, most.values())]]
        for student in sorted(gradebook.students, key=_student_order):
            try:
                submission = gradebook.find_submission(assignment, student.id)
            except MissingEntry:
                points, score = {}, ""
            else:
                points = _points(submission)
                score = str(max(0.0, submission.score - submission.late_submission_penalty))
                if submission.needs_manual_grade:
                    ungraded.append((student.id, assignment))
            names = map(harmless, (student.id, student.last_name, student.first_name))
            rows.append([*names, score, *(points.get(cell, "") for cell in most)])
    _write(target, ("student_id", "last_name", "first_name", "score", *map(harmless, most)), rows)
    return Exported(target, len(rows) - 1, ungraded, notices)


def _points(submission: Any) -> dict[str, str]:
    """Return the points of each graded cell as texts, as far as it has any."""
    return {
        f"{notebook.name}/{cell}": str(grade.points)
        for notebook in submission.notebooks
        for cell, grade in notebook_grades(notebook).scores.items()
        if grade.points is not None
    }


def _write(target: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    write_whole(target, text.getvalue().encode())


# The order of `nbgrader export` on SQLite; databases differ in where they put what is missing.
def _assignment_order(assignment: Any) -> tuple[str, str]:
    return str(assignment.duedate or ""), assignment.name


def _student_order(student: Any) -> tuple[str, str, str]:
    return student.last_name or "", student.first_name or "", student.id
