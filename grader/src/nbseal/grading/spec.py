"""Read what all submissions of a released assignment have in common."""

from pathlib import Path

from ..course import Course
from ..course.gradebook import open_gradebook
from ..course.reference import read_reference
from ..errors import AssignmentError
from ..limits import Limits, Sessions
from .submission import GradingSpec

PLACES = ("outside", "inside")
"""Where checks run: outside the student's session, or inside it."""


def read_spec(
    course: Course,
    assignment: str,
    *,
    timeout: float | None = None,
    tests: str = "outside",
    sandboxed: bool = True,
) -> GradingSpec:
    """Return what all submissions of a released assignment have in common.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.
    timeout
        Seconds of wall clock for each cell; what `c.Limits.cell_seconds` says if None.
    tests
        Where checks run: ``"outside"`` or ``"inside"``.
    sandboxed
        False runs student code with no protection at all.

    Raises
    ------
    AssignmentError
        If the assignment was not released, or is not written in Python.
    """
    limits = Limits(config=course.config)
    if timeout is not None:
        limits.cell_seconds = float(timeout)
        limits.notebook_seconds = max(limits.notebook_seconds, 2 * float(timeout))
    sessions = Sessions(config=course.config)
    source, release = course.folder("source", assignment), course.folder("release", assignment)
    with open_gradebook(course) as gradebook:
        notebooks = read_reference(gradebook, assignment, [release, source])
    for notebook in notebooks:
        language = (notebook.kernelspec or {}).get("language", "python")
        if language != "python":
            raise AssignmentError(
                f"{notebook.name} is written in {language}; only Python notebooks are graded here: "
                f"use nbgrader autograde {assignment}."
            )
    return GradingSpec(
        notebooks=notebooks,
        files=_other_files(source),
        limits=limits.as_dict(),
        tests=tests,
        sandboxed=sandboxed,
        read_only=tuple(sessions.read_only),
        hidden=(str(course.root),),
        preload=tuple(sessions.preload),
    )


def require_place(tests: str) -> None:
    """Raise an error unless checks can run there.

    Raises
    ------
    AssignmentError
        If `tests` is none of `PLACES`.
    """
    if tests not in PLACES:
        raise AssignmentError(f"Tests run outside or inside, not {tests!r}.")


def _other_files(source: Path) -> dict[str, bytes]:
    """Return the files of an assignment that are no notebooks, by relative path."""
    files = {}
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        relative = path.relative_to(source)
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in relative.parts:
            files[relative.as_posix()] = path.read_bytes()
    return files
