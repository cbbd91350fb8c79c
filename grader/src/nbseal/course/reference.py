"""The reference: an assignment's notebooks as released, by which every submission is restored and graded.

It comes from the gradebook (sources with hidden tests, checksums, points) and from the released notebook and
the instructor's, for what the gradebook does not keep: the order of the cells, those that are not graded,
what students see of a check, and what answers import and bind.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..errors import AssignmentError
from . import notebooks
from .notebook_names import NotebookNames, names_of
from .notebooks import grade_id

CellId = tuple[str, str]
"""A cell: its notebook's name, and its grade id."""


@dataclass(frozen=True)
class ReferenceCell:
    """One cell that the gradebook knows.

    Attributes
    ----------
    name : str
        Its grade id.
    cell_type, source, checksum : str
        As in the gradebook; the source has the hidden tests in it.
    locked, grade, solution, task : bool
        As nbgrader marks the cell.
    points : float
        What it is worth.
    place : str
        Where the instructor says that the check runs: ``"inside"`` the student's session, ``"outside"``, or
        empty where nothing is said.
    seen_lines : int
        How many lines of it, from the first one on, students see in the release.
    why_inside : str
        Why the check does run inside, whoever has decided it; empty if it runs outside.
    """

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float
    place: str = ""
    seen_lines: int = 0
    why_inside: str = ""

    @property
    def is_check(self) -> bool:
        """Whether this cell is a check: one that scores by running."""
        return self.grade and not self.solution and self.cell_type == "code"

    def metadata(self) -> dict[str, Any]:
        """Return the nbgrader metadata this cell has."""
        found: dict[str, Any] = {
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "grade_id": self.name,
            "cell_type": self.cell_type,
            "schema_version": 3,
        }
        if self.checksum:
            found["checksum"] = self.checksum
        if self.grade or self.task:
            found["points"] = self.points
        return found


@dataclass(frozen=True)
class ReleasedCell:
    """A code cell of a released notebook that is neither an answer nor a check.

    Attributes
    ----------
    position : int
        Its place among all cells of the release.
    name : str or None
        Its grade id, if it has one.
    source : str
        As released.
    """

    position: int
    name: str | None
    source: str


@dataclass(frozen=True)
class ReferenceNotebook:
    """One notebook of an assignment as released.

    Attributes
    ----------
    name : str
        Its name, without ``.ipynb``.
    kernelspec : dict or None
        The kernel that it is written for.
    cells : tuple of ReferenceCell
        The cells that the gradebook knows, in order.
    names : NotebookNames
        What its cells import and bind.
    texts : frozenset of str
        What stands in its cells that the gradebook does not know, as released.
    opening : tuple of ReleasedCell
        The code cells before the first that is an answer or a check.
    """

    name: str
    kernelspec: dict[str, Any] | None
    cells: tuple[ReferenceCell, ...]
    names: NotebookNames = field(default_factory=NotebookNames)
    texts: frozenset[str] = frozenset()
    opening: tuple[ReleasedCell, ...] = ()

    def cell(self, name: str | None) -> ReferenceCell | None:
        """Return the cell with that grade id, or None."""
        return next((cell for cell in self.cells if cell.name == name), None)


def checksum(cell: Any) -> str:
    """Return nbgrader's checksum of a cell (`nbgrader.utils.compute_checksum`).

    Written out here because importing nbgrader takes longer than grading ten notebooks.
    """
    nbgrader = cell.metadata["nbgrader"]
    grade, solution = nbgrader.get("grade", False), nbgrader.get("solution", False)
    locked = not solution and (grade or nbgrader.get("locked", False))
    parts = [cell.source, cell.cell_type, str(grade), str(solution), str(locked), nbgrader["grade_id"]]
    if grade:
        parts.append(str(float(nbgrader["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def read_reference(
    gradebook: Any, assignment: str, release: Path, source: Path
) -> tuple[ReferenceNotebook, ...]:
    """Return the notebooks of an assignment as the gradebook has them.

    Parameters
    ----------
    gradebook
        nbgrader's `Gradebook`, open.
    assignment
        The assignment's name.
    release, source
        Where the released notebooks and the instructor's may lie.

    Raises
    ------
    AssignmentError
        If the gradebook does not have the assignment.
    """
    from nbgrader.api import MissingEntry

    missing = f"{assignment!r} has not been released; do so first: nbseal release {assignment}"
    try:
        entry = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise AssignmentError(missing) from None
    if not entry.notebooks:
        raise AssignmentError(missing)
    return tuple(
        _notebook(notebook, _read_cells(release, notebook.name), _read_cells(source, notebook.name))
        for notebook in entry.notebooks
    )


def _notebook(entry: Any, released: list[Any], source: list[Any]) -> ReferenceNotebook:
    """Return one notebook, from its entry in the gradebook and the cells of the notebooks that there are."""
    latest = released or source
    by_name = {grade_id(cell): cell for cell in [*reversed(source), *reversed(latest)]}  # the first counts
    order = {name: position for position, name in enumerate(map(grade_id, latest))}
    cells = sorted(_cells(entry, released, by_name), key=lambda cell: order.get(cell.name, len(order)))
    checks = {cell.name for cell in cells if cell.is_check}
    students = [c.source for c in cells if c.cell_type == "code" and c.name not in checks]
    students += [c.source for c in latest if c.cell_type == "code" and grade_id(c) is None]
    answered = [c.source for c in source if c.cell_type == "code" and grade_id(c) not in checks]
    kernelspec = json.loads(entry.kernelspec) if entry.kernelspec else None
    return ReferenceNotebook(
        name=entry.name,
        kernelspec=kernelspec or None,
        cells=tuple(cells),
        names=names_of(students, answered, [cell.source for cell in cells if cell.is_check]),
        texts=frozenset(cell.source.strip() for cell in released + source if grade_id(cell) is None),
        opening=tuple(_opening(released, {cell.name: cell for cell in cells})),
    )


def _opening(released: list[Any], known: Mapping[str | None, ReferenceCell]) -> Iterator[ReleasedCell]:
    """Yield the code cells of a release before the first that is an answer or a check."""
    for position, cell in enumerate(released):
        name = grade_id(cell)
        it = known.get(name)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if it is not None and (it.solution or it.grade):
            return
        yield ReleasedCell(position, name, it.source if it is not None and it.locked else cell.source)


def _cells(entry: Any, released: list[Any], by_name: Mapping[str | None, Any]) -> Iterator[ReferenceCell]:
    """Yield the cells of a notebook's entry in the gradebook."""
    graded = {cell.name: cell for cell in entry.grade_cells}
    tasks = {cell.name: cell for cell in entry.task_cells}
    solutions = {cell.name for cell in entry.solution_cells}
    shown = {grade_id(cell): cell.source for cell in released}
    for source in entry.source_cells:
        points = graded.get(source.name) or tasks.get(source.name)
        known = by_name.get(source.name)
        text = source.source or ""
        yield ReferenceCell(
            name=source.name,
            cell_type=source.cell_type,
            source=text,
            checksum=source.checksum or "",
            locked=bool(source.locked),
            grade=source.name in graded,
            solution=source.name in solutions,
            task=source.name in tasks,
            points=float(points.max_score) if points is not None else 0.0,
            place=str(known.metadata.get("grading", {}).get("tests", "")) if known is not None else "",
            seen_lines=_seen_lines(text, shown.get(source.name, "")),
        )


def _seen_lines(source: str, shown: str) -> int:
    pairs = zip(source.split("\n"), shown.split("\n"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) if shown else 0


def _read_cells(folder: Path, name: str) -> list[Any]:
    """Return the cells of a folder's notebook; none if it is not there."""
    path = folder / f"{name}.ipynb"
    return list(notebooks.read(path).cells) if path.is_file() else []
