"""Find what is certainly wrong with an instructor's notebook, without running it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from nbformat import NotebookNode
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.utils import is_grade, is_solution, is_task

from ...course.notebooks import grade_id
from .findings import Finding, in_cell
from .markers import Markers, has_region, regions

_ID = re.compile(r"[A-Za-z0-9_-]+")


def metadata_faults(file: str, nb: NotebookNode) -> Iterator[Finding]:
    """Find what is wrong with what nbgrader knows of the cells of a notebook, so that it cannot be graded."""
    seen: set[str] = set()
    for index, cell in enumerate(nb.cells):
        yield from (in_cell(file, cell, index, what) for what in _wrong_metadata(cell, seen))
        seen.add(grade_id(cell) or "")


def marker_faults(file: str, nb: NotebookNode, markers: Markers) -> Iterator[Finding]:
    """Find markers that are misspelt, that do not pair up, or that stand in a cell of another kind.

    Parameters
    ----------
    file
        What to call the notebook.
    nb
        The instructor's version, brought up to date.
    markers
        Those of the course.
    """
    for index, cell in enumerate(nb.cells):
        for number, what in (*_misspelt(cell, markers), *broken_markers(cell, markers)):
            yield in_cell(file, cell, index, what, number)


def broken_markers(cell: NotebookNode, markers: Markers) -> Iterator[tuple[int, str]]:
    """Find markers because of which nbgrader would not convert a cell, or not as it is meant."""
    for pair in markers.pairs():
        try:
            regions(cell.source, pair)
        except ValueError as problem:
            yield 0, f"{problem}; pair the markers."
    if has_region(cell.source, markers.solution) and not is_solution(cell):
        yield 0, "has a solution, but is not marked as a solution cell; mark it so."
    if has_region(cell.source, markers.hidden) and (not is_grade(cell) or is_solution(cell)):
        yield 0, "has hidden tests, but is not marked as a tests cell; mark it so."
    if has_region(cell.source, markers.scheme) and not is_task(cell):
        yield 0, "has a mark scheme, but is not marked as a task cell; mark it so."


def _misspelt(cell: NotebookNode, markers: Markers) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(cell.source.split("\n"), 1):
        meant = markers.misspelt(line, code=cell.cell_type == "code")
        if meant:
            said = "which is no marker, so what it should hide is shown or lost"
            yield number, f"has {line.strip()!r}, {said}; write {meant}."


def _wrong_metadata(cell: NotebookNode, seen: set[str]) -> Iterator[str]:
    known = cell.metadata.get("nbgrader")
    if not known:
        return
    yield from _wrong_id(known.get("grade_id"), seen)
    version = known.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        yield "was made with a newer nbgrader than this one; update nbgrader."
    if (is_grade(cell) or is_task(cell)) and not _is_points(known.get("points")):
        has = f"has the points {known['points']!r}" if known.get("points") is not None else "has no points"
        yield f"is graded, but {has}; give it a number of them, 0 or more."
    yield from _wrong_kind(cell)


def _wrong_id(grade_id: object, seen: set[str]) -> Iterator[str]:
    if not grade_id:
        yield "has no id; give it one that says what it asks."
    elif not isinstance(grade_id, str) or not _ID.fullmatch(grade_id):
        yield "has an id that nbgrader does not take; use letters, digits, _ and - only."
    elif grade_id in seen:
        yield "has an id that an earlier cell has as well; make it its own."


def _wrong_kind(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "raw":
        yield "is raw, and only code and text can be graded or answered; make it a code or Markdown cell."
    elif is_task(cell):
        if cell.cell_type != "markdown":
            yield "is a task, and a task is text; make it a Markdown cell."
    elif cell.cell_type == "markdown" and is_grade(cell) != is_solution(cell):
        yield "is text that is graded or answered, but not both; mark it as manually graded, or as read-only."


def _is_points(points: object) -> bool:
    return isinstance(points, int | float) and not isinstance(points, bool) and 0 <= points < math.inf
