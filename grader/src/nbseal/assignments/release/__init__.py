"""Release an assignment: make the students' version of it, unless that would show what they must not see."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.utils import is_grade, is_task

from ...course import Course
from ...course.gradebook import ensure_gradebook
from ...errors import ReleaseError
from .conversion import convert
from .findings import Finding
from .gradebook_changes import fit_gradebook
from .inspection import inspect
from .sources import read_source

__all__ = ["Finding", "Released", "is_current", "read_source", "release"]


@dataclass(frozen=True)
class Released:
    """What was released.

    Attributes
    ----------
    assignment : str
        Which assignment.
    folder : pathlib.Path
        Where the students' version is.
    notebooks : list of str
        The names of its notebooks.
    tasks : int
        How many cells carry points.
    points : float
        What the assignment is worth in all.
    warnings : list of Finding
        What its instructor may not have meant.
    changes : list of str
        What changes for those who have handed in already, a sentence each.
    """

    assignment: str
    folder: Path
    notebooks: list[str]
    tasks: int
    points: float
    warnings: list[Finding] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def release(course: Course, assignment: str) -> Released:
    """Make the students' version of an assignment, and write its tasks into the gradebook.

    The release is first made aside and searched for what its source hides; only then does it replace what was
    released before.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    ReleaseError
        If it would show what students must not see, or could not be graded as it is; with all its faults.
    GradebookError
        If the gradebook cannot be written.
    """
    found = inspect(course, assignment)
    if found.faults:
        raise ReleaseError(*map(str, found.faults))
    ensure_gradebook(course)
    folder = course.folder("release", assignment)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=course.root) as aside:
        changes = fit_gradebook(course, assignment, found.sources)
        made = convert(course, assignment, found.sources, Path(aside), database=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            folder.rename(Path(aside) / "before")
        shutil.move(made, folder)
    graded = [c for nb in found.sources.values() for c in nb.cells if is_grade(c) or is_task(c)]
    return Released(
        assignment=assignment,
        folder=folder,
        notebooks=[path.stem for path in found.sources],
        tasks=len(graded),
        points=sum(float(c.metadata.nbgrader["points"]) for c in graded),
        warnings=[*found.not_python, *found.warnings],
        changes=changes,
    )


def is_current(course: Course, assignment: str) -> bool:
    """Return whether the released version of an assignment is the one that its source would give now."""
    released = course.folder("release", assignment)
    sources = {path: read_source(path) for path in course.source_notebooks(assignment)}
    with tempfile.TemporaryDirectory(prefix="release-") as aside:
        made = convert(course, assignment, sources, Path(aside), database=False)
        return _files(made) == _files(released)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
