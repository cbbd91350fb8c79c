"""Export grades into the LMS's own gradebook file: one column, and nothing else.

The file that Canvas or Moodle exports is read, the assignment's column is filled, and it is written as it
was: the same encoding, line ends, quotes, order and all other cells, byte for byte, ready to be imported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import MissingEntry

from ...collecting.collection_record import numbers_of, seen_of
from ...course import Course
from ...course.gradebook import open_gradebook
from ...errors import LmsFileError
from ...grading.settlement import settle
from ...lms import MOODLE, LmsFile, LmsRow
from ...lms.matching import known_students
from ..grades import nothing_graded
from .files import harmless, write_whole

_DIGITS = 5


@dataclass
class ExportedToLms:
    """What was written into an LMS's file.

    Attributes
    ----------
    file : pathlib.Path
        The file.
    assignment, column : str
        What was written, and what the LMS calls it.
    written : list of str
        Students whose grade is in the file now.
    ungraded : list of str
        Students of whom a person still has to grade something; their cells were left as they were.
    missing : list of str
        Students in the file who handed in nothing; their cells were left as they were.
    not_in_file : list of str
        Students with a grade who are not in the file.
    not_in_gradebook : list of str
        Students in the file whom the gradebook does not know.
    refused : list of tuple of str
        Students whose grade could not be written, and why.
    remarks : list of str
        What else a person should know.
    notices : list of str
        What an instructor should know of due dates and hand-in times, in sentences.
    """

    file: Path
    assignment: str
    column: str
    written: list[str] = field(default_factory=list)
    ungraded: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)
    not_in_gradebook: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Grade:
    points: float
    waiting: bool


def export_lms(
    course: Course, assignment: str, system: str, gradebook: Path, target: Path, column: str | None = None
) -> ExportedToLms:
    """Fill an assignment's column in the LMS's own file.

    Late penalties and extra credit are in the points, as in the gradebook. An answer that nobody has read yet
    does not count as 0: the student's cell stays as it is, and so does that of one who handed in nothing.

    Parameters
    ----------
    course, assignment
        Whose grades.
    system
        ``"canvas"`` or ``"moodle"``.
    gradebook
        The file that the LMS exported (`nbseal.lms` says which).
    target
        Where to write it, filled.
    column
        What the LMS calls the assignment, if not by its name.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or nothing of it is graded.
    LmsFileError
        If the file is of another kind, has no such column, or nobody in it is in the gradebook.
    GradingError
        If the file cannot be written; what was there before stays as it was.
    """
    course.source_notebooks(assignment)
    file = LmsFile(gradebook, system)
    at = file.column(assignment, column)
    if file.is_read_only(at):
        raise LmsFileError(
            f"{gradebook}: Canvas computes the column {file.title(at)!r} itself; name another."
        )
    notices = settle(course, assignment).notices
    grades, most = _grades(course, assignment)
    people = known_students(course, system, numbers_of(seen_of(course, assignment, system)))
    pairs = people.pair(file.rows)
    if not pairs.students:
        raise LmsFileError(
            f"None of the {len(file.rows)} students in {gradebook} is in the gradebook; is it the right file?"
        )
    done = ExportedToLms(target, assignment, file.title(at), notices=notices)
    for row in file.rows:
        student = pairs.students.get(row.line)
        if row.line in pairs.doubtful:
            done.refused.append((row.label, pairs.doubtful[row.line]))
        elif student is None:
            done.not_in_gradebook.append(row.label)
        else:
            grade = grades.get(student)
            if grade is None and course.submission(assignment, student).is_dir():
                done.refused.append((student, "handed in, but not graded yet"))
            else:
                _fill(done, file, at, row, student, grade)
    placed = set(pairs.students.values())
    done.not_in_file = sorted(student for student in grades if student not in placed)
    theirs = {file.most(row.line, at) for row in file.rows if row.line in pairs.students} - {None, most}
    for other in sorted(filter(None, theirs)):
        done.remarks.append(
            f"{system.title()} counts {other:g} points for {file.title(at)!r}, the gradebook {most:g}; "
            "points were written as they are"
        )
    write_whole(target, file.table.content())
    return done


def _fill(
    done: ExportedToLms, file: LmsFile, column: int, row: LmsRow, student: str, grade: _Grade | None
) -> None:
    if grade is None:
        done.missing.append(student)
        return
    if grade.waiting:
        done.ungraded.append(student)
        return
    locked = file.why_locked(row.line, column)
    most = file.most(row.line, column)
    if locked is not None:
        done.refused.append((student, locked))
    elif file.system == MOODLE and most is not None and grade.points > most:
        done.refused.append(
            (student, f"has {_said(grade.points)} points, and Moodle takes no more than {most:g}")
        )
    else:
        done.written.append(student)
        if file.points(row.line, column) != round(grade.points, _DIGITS):
            file.table.change(row.line, column, harmless(_said(grade.points)))


def _grades(course: Course, assignment: str) -> tuple[dict[str, _Grade], float]:
    """Return each student's grade, and how many points are to be had."""
    with open_gradebook(course) as gradebook:
        try:
            most = float(gradebook.find_assignment(assignment).max_score)
        except MissingEntry as problem:
            raise nothing_graded(assignment) from problem
        grades = {
            str(entry.student.id): _Grade(
                max(0.0, float(entry.score) - float(entry.late_submission_penalty or 0.0)),
                bool(entry.needs_manual_grade),
            )
            for entry in gradebook.assignment_submissions(assignment)
        }
    if not grades:
        raise nothing_graded(assignment)
    return grades, most


def _said(points: float) -> str:
    """Return points as both systems read them in any language, with the digits that Moodle keeps."""
    return f"{points:.{_DIGITS}f}".rstrip("0").rstrip(".")
