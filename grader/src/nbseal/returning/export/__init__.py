"""Export grades: to a CSV file as nbgrader writes it, or into the file that an LMS exported."""

from __future__ import annotations

from pathlib import Path

from ...course import Course
from ...errors import GradingError
from .lms import ExportedToLms, export_lms
from .table import Exported, export_csv, export_tasks

__all__ = ["Exported", "ExportedToLms", "export", "export_csv", "export_lms", "export_tasks"]


def export(
    course: Course,
    target: Path,
    assignment: str | None = None,
    *,
    to: str = "csv",
    gradebook: Path | None = None,
    column: str | None = None,
) -> Exported | ExportedToLms:
    """Write grades to a file of their own, or into a copy of the one that the LMS exported.

    Parameters
    ----------
    course
        Whose grades.
    target
        The file to write.
    assignment
        Which assignment; all of them if None, for csv.
    to
        ``"csv"``, ``"canvas"`` or ``"moodle"``.
    gradebook
        The file that the LMS exported, for canvas and moodle.
    column
        What the LMS calls the assignment, if not by its name here.

    Returns
    -------
    Exported or ExportedToLms
        Where the grades are, and for whom there is something to look at.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or nothing of it is graded that an LMS could be given.
    LmsFileError
        If the LMS's file cannot be read or does not fit.
    GradingError
        If the file cannot be written, or the arguments do not go together.
    """
    if to == "csv":
        if gradebook is not None or column is not None:
            raise GradingError("A gradebook file and a column go with canvas or moodle.")
        return export_csv(course, target, assignment)
    if to not in ("canvas", "moodle"):
        raise GradingError(f"Grades go to csv, canvas or moodle, not to {to!r}.")
    if assignment is None or gradebook is None:
        raise GradingError(f"Say which assignment, and name the file that {to.title()} exported.")
    return export_lms(course, assignment, to, gradebook, target, column)
