"""Read what all submissions of a released assignment have in common."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..course import Course
from ..course.gradebook import open_gradebook
from ..course.reference import ReferenceNotebook, read_reference
from ..errors import AssignmentError
from ..limits import Limits, Sessions
from . import placement
from .sandbox import import_path
from .spec import GradingSpec

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
    source, release = course.folder("source", assignment), course.folder("release", assignment)
    with open_gradebook(course) as gradebook:
        notebooks = read_reference(gradebook, assignment, release, source)
    for notebook in notebooks:
        language = (notebook.kernelspec or {}).get("language", "python")
        if language != "python":
            raise AssignmentError(
                f"{notebook.name} is written in {language}; only Python notebooks are graded here: "
                f"use nbgrader autograde {assignment}."
            )
    limits = limits_of(course.config, timeout)
    return make_spec(
        course.config, notebooks, other_files(source), limits, course.root, tests=tests, sandboxed=sandboxed
    )


def make_spec(
    config: Any,
    notebooks: Iterable[ReferenceNotebook],
    files: dict[str, bytes],
    limits: Limits,
    root: Path,
    *,
    tests: str,
    sandboxed: bool,
) -> GradingSpec:
    """Return the spec of these notebooks.

    Parameters
    ----------
    config
        The course's configuration.
    notebooks, files
        The released notebooks, and what lies beside them.
    limits
        What one submission may use.
    root
        The course's folder, which no student's code sees.
    tests, sandboxed
        As for `read_spec`.
    """
    sessions = Sessions(config=config)
    placed = tuple(placement.placed(notebook, files) for notebook in notebooks)
    return GradingSpec(
        notebooks=placed,
        files=files,
        limits=limits.as_dict(),
        tests=tests,
        sandboxed=sandboxed,
        read_only=tuple(sessions.read_only),
        hidden=(str(root),),
        preload=tuple(dict.fromkeys([*sessions.preload, *_packages(placed, files)])),
    )


def limits_of(config: Any, timeout: float | None = None) -> Limits:
    """Return the limits of a course: what it sets of `Limits`, or of nbgrader's own timeout for a cell.

    Parameters
    ----------
    config
        The course's configuration.
    timeout
        Seconds of wall clock for each cell, instead of the course's.
    """
    from nbgrader.preprocessors import Execute

    limits = Limits(config=config)
    given = config.Limits
    if timeout is None and "cell_seconds" not in given:
        own = Execute(config=config).timeout
        if own != Execute.timeout.default_value:
            timeout = own if own is not None and own > 0 else limits.notebook_seconds
    if timeout is not None:
        limits.cell_seconds = float(timeout)
        # Whoever gives a cell more time gives it to the whole notebook, too.
        for name in ("notebook_seconds", "cpu_seconds"):
            if name not in given:
                setattr(limits, name, max(getattr(limits, name), 2 * limits.cell_seconds))
    return limits


def _packages(notebooks: Iterable[ReferenceNotebook], files: Iterable[str]) -> list[str]:
    """Return the installed packages that notebooks import, which is done once for all sessions."""
    own = import_path.own_modules(files) | sys.stdlib_module_names | {"__future__"}
    wanted = sorted({module for notebook in notebooks for module in notebook.names.modules})
    return [it for it in wanted if (top := it.partition(".")[0]) not in own and placement.is_installed(top)]


def require_place(tests: str) -> None:
    """Raise an error unless checks can run there.

    Raises
    ------
    AssignmentError
        If `tests` is none of `PLACES`.
    """
    if tests not in PLACES:
        raise AssignmentError(f"Tests run outside or inside, not {tests!r}.")


def solved_notebooks(source: Path) -> dict[str, bytes]:
    """Return the instructor's own notebooks of an assignment, by name."""
    return {path.stem: path.read_bytes() for path in sorted(source.glob("*.ipynb"))}


def other_files(source: Path) -> dict[str, bytes]:
    """Return the files of an assignment that are no notebooks, by relative path."""
    files = {}
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        relative = path.relative_to(source)
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in relative.parts:
            files[relative.as_posix()] = path.read_bytes()
    return files
