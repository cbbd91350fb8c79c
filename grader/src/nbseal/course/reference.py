"""What an assignment is, apart from any submission: its cells as released, and the names in them.

It comes from the gradebook (sources with hidden tests, checksums, points) and from the released notebook, or
the instructor's, for what the gradebook does not keep: the order of the cells, those that are not graded,
and which tests have to run inside.
"""

import ast
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from ..errors import AssignmentError
from . import notebooks

_read: Any = nbformat.read  # it carries no types


@dataclass(frozen=True)
class ReferenceCell:
    """One cell that the gradebook knows."""

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float
    inside: bool = False

    @property
    def is_test(self) -> bool:
        """Whether this cell scores by running."""
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
    """One notebook of an assignment as released."""

    name: str
    kernelspec: dict[str, Any] | None
    cells: tuple[ReferenceCell, ...]
    imports: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    students: frozenset[str] = frozenset()

    def modules(self) -> set[str]:
        """Return the modules that its cells import, tests and all."""
        found = {module for module, _ in self.imports.values()}
        for cell in self.cells:
            if cell.is_test:
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
    graded = {cell.name: cell for cell in entry.grade_cells}
    tasks = {cell.name: cell for cell in entry.task_cells}
    solutions = {cell.name for cell in entry.solution_cells}
    released = _first(folders, entry.name)
    plain = released.cells if released is not None else []
    order = {}
    inside = set()
    for position, cell in enumerate(plain):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name is not None:
            order[name] = position
            if cell.metadata.get("grading", {}).get("tests") == "inside":
                inside.add(name)
    cells = []
    for source in entry.source_cells:
        points = graded.get(source.name) or tasks.get(source.name)
        cells.append(
            ReferenceCell(
                name=source.name,
                cell_type=source.cell_type,
                source=source.source or "",
                checksum=source.checksum or "",
                locked=bool(source.locked),
                grade=source.name in graded,
                solution=source.name in solutions,
                task=source.name in tasks,
                points=float(points.max_score) if points is not None else 0.0,
                inside=source.name in inside,
            )
        )
    cells.sort(key=lambda cell: order.get(cell.name, len(order)))
    tests = {cell.name for cell in cells if cell.is_test}
    sources = [c.source for c in cells if c.cell_type == "code" and c.name not in tests]
    for cell in plain:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code" and name not in tests:
            sources.append(cell.source)
    imports, students = _names(sources)
    kernelspec = json.loads(entry.kernelspec) if entry.kernelspec else None
    return ReferenceNotebook(entry.name, kernelspec or None, tuple(cells), imports, frozenset(students))


def _first(folders: list[Path], name: str) -> Any:
    for folder in folders:
        path = folder / f"{name}.ipynb"
        if path.is_file():
            return _read(path, as_version=4)
    return None


def _names(sources: list[str]) -> tuple[dict[str, tuple[str, str | None]], set[str]]:
    """Return what these cells import, and what else they bind."""
    imports: dict[str, tuple[str, str | None]] = {}
    bound: set[str] = set()
    for source in sources:
        try:
            tree = notebooks.tree(source)
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
        bound |= notebooks.bound(tree)
    return imports, bound - imports.keys()


def _modules(source: str) -> set[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return set()
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
