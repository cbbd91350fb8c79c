"""Release an assignment: make the students' version of it, unless that would show what they must not see."""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_locked, is_task

from ...course import Course, notebooks
from ...course.gradebook import ensure_gradebook, gradebook_problem
from ...errors import AssignmentError, ReleaseError
from . import leaks, notebook_faults

# nbgrader tells of each step; what matters here is raised.
_QUIET = logging.getLogger("nbseal.nbgrader")
_QUIET.addHandler(logging.NullHandler())
_QUIET.propagate = False


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
    """

    assignment: str
    folder: Path
    notebooks: list[str]
    tasks: int
    points: float


def release(course: Course, assignment: str) -> Released:
    """Make the students' version of an assignment, and write its tasks into the gradebook.

    The release is first made aside and searched for every solution line and hidden test of its source; only
    then does it replace what was released before.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or a notebook of it cannot be read.
    ReleaseError
        If it would show what students must not see, or could not be graded as it is.
    """
    sources = {path: read_source(path) for path in course.source_notebooks(assignment)}
    for path, nb in sources.items():
        for fault in notebook_faults.faults(path.name, nb):
            raise ReleaseError(fault)
    with tempfile.TemporaryDirectory(prefix="release-") as aside:
        _convert(course, assignment, Path(aside), database=False)
        _refuse_leaks(Path(aside) / assignment, sources)
    ensure_gradebook(course)
    folder = course.folder("release", assignment)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=course.root) as aside:
        made = _convert(course, assignment, Path(aside), database=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            folder.rename(Path(aside) / "before")
        shutil.move(made, folder)
    graded = [c for nb in sources.values() for c in nb.cells if is_grade(c) or is_task(c)]
    return Released(
        assignment=assignment,
        folder=folder,
        notebooks=[path.stem for path in sources],
        tasks=len(graded),
        points=sum(float(c.metadata.nbgrader["points"]) for c in graded),
    )


def is_current(course: Course, assignment: str) -> bool:
    """Return whether the released version of an assignment is the one that its source would give now."""
    released = course.folder("release", assignment)
    with tempfile.TemporaryDirectory(prefix="release-") as aside:
        made = _convert(course, assignment, Path(aside), database=False)
        return _files(made) == _files(released)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_source(path: Path) -> NotebookNode:
    """Read an instructor's notebook.

    Raises
    ------
    AssignmentError
        If it is not a notebook.
    """
    try:
        return notebooks.read(path)
    except notebooks.NotANotebookError as problem:
        raise AssignmentError(f"{path} is not a notebook that can be read ({problem}).") from problem


def _refuse_leaks(folder: Path, sources: dict[Path, NotebookNode]) -> None:
    """Refuse a release that shows a secret line, leaves checks unlocked, or has outputs."""
    secret = [line for nb in sources.values() for line in leaks.secret_lines(nb)]
    for path, text in leaks.file_texts(folder):
        line = leaks.find_lines(text, secret)
        if line is not None:
            raise ReleaseError(
                f"The release of {folder.name} would show students, in {path.name}, a line of a solution or "
                f"hidden test: {leaks.short(line)!r}; keep it between its markers only."
            )
    for source in sources:
        nb = read_source(folder / source.name)
        for index, cell in enumerate(nb.cells):
            if is_grade(cell) and is_locked(cell) and cell.metadata.get("editable", True):
                raise ReleaseError(
                    f"{source.name}, {leaks.name_of(cell, index)} would be released unlocked, so students "
                    "could change its tests; leave LockCells on in nbgrader_config.py."
                )
            if cell.cell_type == "code" and cell.outputs:
                raise ReleaseError(
                    f"{source.name}, {leaks.name_of(cell, index)} would be released with outputs; leave "
                    "ClearOutput on in nbgrader_config.py."
                )


def _convert(course: Course, assignment: str, aside: Path, *, database: bool) -> Path:
    """Run nbgrader's own conversion into a folder aside, and return the release made there."""
    directory = course.nbgrader_directory(
        assignment_id=assignment, notebook_id="*", release_directory=str(aside.absolute())
    )
    converter = GenerateAssignment(coursedir=directory, config=course.config, log=_QUIET)
    converter.force = True
    converter.no_database = not database
    if not database:
        converter.preprocessors = [p for p in converter.preprocessors if p is not SaveCells]
    # The converter reports every failure as one and the same; the cause is only in the exception that it
    # caught. This can go once nbgrader raises its error from the cause.
    problems: list[BaseException] = []
    inner = converter.convert_single_notebook

    def remember(notebook: str) -> None:
        try:
            inner(notebook)
        except Exception as problem:
            problems.append(problem)
            raise

    converter.convert_single_notebook = remember
    try:
        converter.start()
    except Exception as problem:
        cause = problems[-1] if problems else problem
        said = leaks.short(str(cause).splitlines()[0], 200)
        raise (
            gradebook_problem(course, cause) or ReleaseError(f"{assignment} cannot be released: {said}")
        ) from problem
    return aside / assignment
