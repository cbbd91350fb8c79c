"""Find what is wrong with an instructor's notebook without running it, one sentence for each fault."""

from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from ...course import notebooks
from . import leaks


def faults(file: str, nb: NotebookNode) -> Iterator[str]:
    """Find what keeps a notebook from being released and graded as it is meant.

    Parameters
    ----------
    file
        What to call the notebook.
    nb
        The instructor's version.

    Yields
    ------
    str
        A sentence that names the cell, what is wrong with it and what to do.
    """
    python = nb.metadata.get("kernelspec", {}).get("language", "python") == "python"
    paired = True
    seen: set[str] = set()
    for index, cell in enumerate(nb.cells):
        unpaired = list(_unpaired_markers(cell))
        paired = paired and not unpaired
        found = [*unpaired, *_misplaced_markers(cell), *_wrong_metadata(cell, seen)]
        if python:
            found += _unreadable_tests(cell)
        yield from (f"{file}, {leaks.name_of(cell, index)} {fault}" for fault in found)
        seen.add(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    if not paired:
        return  # then no line can be said to lie inside or outside
    for cell_name, line, matter in leaks.outside_markers(nb):
        yield (
            f"{file}, {cell_name} would show students {matter}: {leaks.short(line)!r}; move it between the "
            f"markers, or tag the cell {leaks.VISIBLE!r} if it is meant to be seen."
        )


def _unpaired_markers(cell: NotebookNode) -> Iterator[str]:
    for markers in (leaks.SOLUTION, leaks.HIDDEN):
        try:
            leaks.regions(cell.source, markers)
        except ValueError as problem:
            yield f"{problem}; pair the markers."


def _misplaced_markers(cell: NotebookNode) -> Iterator[str]:
    if leaks.has_region(cell.source, leaks.SOLUTION) and not is_solution(cell):
        yield "has a solution, but is not marked as a solution cell; mark it so."
    if leaks.has_region(cell.source, leaks.HIDDEN) and (not is_grade(cell) or is_solution(cell)):
        yield "has hidden tests, but is not marked as a tests cell; mark it so."


def _wrong_metadata(cell: NotebookNode, seen: set[str]) -> Iterator[str]:
    meta = cell.metadata.get("nbgrader")
    if not meta:
        return
    if not meta.get("grade_id"):
        yield "has no id; give it one that says what it asks."
    elif meta["grade_id"] in seen:
        yield "has an id that an earlier cell has as well; make it its own."
    if (is_grade(cell) or is_task(cell)) and not _is_number(meta.get("points")):
        yield "is graded, but has no points; give it some."


def _unreadable_tests(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
        try:
            notebooks.parse_code(cell.source)
        except SyntaxError as problem:
            yield f"has a test that is not Python ({problem.msg}, line {problem.lineno}); mend it."


def _is_number(points: object) -> bool:
    return isinstance(points, int | float) and not isinstance(points, bool) and points >= 0
