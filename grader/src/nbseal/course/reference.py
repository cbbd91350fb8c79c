"""The reference: an assignment's notebooks as released, by which every submission is restored and graded.

It comes from the gradebook (sources with hidden tests, checksums, points) and from the released notebook, or
the instructor's, for what the gradebook does not keep: the order of the cells, those that are not graded,
and which checks have to run inside.
"""

import ast
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from ..errors import AssignmentError
from . import notebooks

_read: Any = nbformat.read  # it carries no types


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
    runs_inside : bool
        Whether it is a check that has to run inside the student's session.
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
    runs_inside: bool = False

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
    imports : dict
        What its cells import: name to (module, attribute or None).
    student_names : frozenset of str
        The names that its cells bind otherwise; in a submission, these belong to the student.
    """

    name: str
    kernelspec: dict[str, Any] | None
    cells: tuple[ReferenceCell, ...]
    imports: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    student_names: frozenset[str] = frozenset()

    def modules(self) -> set[str]:
        """Return the modules that its cells import, checks among them."""
        found = {module for module, _ in self.imports.values()}
        for cell in self.cells:
            if cell.is_check:
                found |= _modules(cell.source)
        return found

    def cell(self, name: str) -> ReferenceCell | None:
        """Return the cell of that name."""
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


def read_reference(gradebook: Any, assignment: str, folders: list[Path]) -> tuple[ReferenceNotebook, ...]:
    """Return the notebooks of an assignment as the gradebook has them.

    Parameters
    ----------
    gradebook
        nbgrader's `Gradebook`, open.
    assignment
        The assignment's name.
    folders
        Where notebooks may lie that tell the order of the cells, best first: release, then source.

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
    return tuple(_notebook(notebook, folders) for notebook in entry.notebooks)


def _notebook(entry: Any, folders: list[Path]) -> ReferenceNotebook:
    """Return one notebook, from its entry in the gradebook."""
    released = _read_first(folders, entry.name)
    order: dict[str, int] = {}
    inside: set[str] = set()
    for position, cell in enumerate(released):
        name = _grade_id(cell)
        if name is not None:
            order[name] = position
            if cell.metadata.get("grading", {}).get("tests") == "inside":
                inside.add(name)
    cells = sorted(_cells(entry, inside), key=lambda cell: order.get(cell.name, len(order)))
    checks = {cell.name for cell in cells if cell.is_check}
    sources = [c.source for c in cells if c.cell_type == "code" and c.name not in checks]
    sources += [c.source for c in released if c.cell_type == "code" and _grade_id(c) not in checks]
    imports, names = _names(sources)
    kernelspec = json.loads(entry.kernelspec) if entry.kernelspec else None
    return ReferenceNotebook(entry.name, kernelspec or None, tuple(cells), imports, frozenset(names))


def _cells(entry: Any, inside: set[str]) -> Iterator[ReferenceCell]:
    """Yield the cells of a notebook's entry in the gradebook; `inside` are those whose checks run inside."""
    graded = {cell.name: cell for cell in entry.grade_cells}
    tasks = {cell.name: cell for cell in entry.task_cells}
    solutions = {cell.name for cell in entry.solution_cells}
    for source in entry.source_cells:
        points = graded.get(source.name) or tasks.get(source.name)
        yield ReferenceCell(
            name=source.name,
            cell_type=source.cell_type,
            source=source.source or "",
            checksum=source.checksum or "",
            locked=bool(source.locked),
            grade=source.name in graded,
            solution=source.name in solutions,
            task=source.name in tasks,
            points=float(points.max_score) if points is not None else 0.0,
            runs_inside=source.name in inside,
        )


def _grade_id(cell: Any) -> str | None:
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


def _read_first(folders: list[Path], name: str) -> list[Any]:
    """Return the cells of a notebook from the first folder that has it; none if none has."""
    for folder in folders:
        path = folder / f"{name}.ipynb"
        if path.is_file():
            cells: list[Any] = _read(path, as_version=4).cells
            return cells
    return []


def _names(sources: list[str]) -> tuple[dict[str, tuple[str, str | None]], set[str]]:
    """Return what these cells import, and what else they bind."""
    imports: dict[str, tuple[str, str | None]] = {}
    bound: set[str] = set()
    for source in sources:
        try:
            tree = notebooks.parse_code(source)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name if alias.asname else alias.name.partition(".")[0]
                    imports[alias.asname or top] = (top, None)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    if alias.name != "*":
                        imports[alias.asname or alias.name] = (node.module, alias.name)
        bound |= notebooks.bound_names(tree)
    return imports, bound - imports.keys()


def _modules(source: str) -> set[str]:
    """Return the modules that a check imports."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return set()
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
