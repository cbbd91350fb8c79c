"""What an instructor's notebook hides from students: solutions, hidden tests, mark schemes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from ...course import notebooks
from .markers import Markers, Pair, has_region, regions
from .telling import is_telling, may_assert

SOLUTION, HIDDEN_TESTS, SCHEME = "the solution", "the hidden tests", "the mark scheme"


@dataclass(frozen=True)
class Block:
    """What one cell hides, between its markers or as a whole.

    Attributes
    ----------
    cell : int
        The cell's place in the notebook.
    kind : str
        What it is, for a message.
    lines : tuple of str
        Those of its lines that give something away.
    """

    cell: int
    kind: str
    lines: tuple[str, ...]


def blocks(nb: NotebookNode, markers: Markers) -> Iterator[Block]:
    """Yield what the cells of an instructor's notebook hide.

    A cell whose markers do not pair up hides nothing, since nobody can say what.
    """
    for index, cell in enumerate(nb.cells):
        found = _hidden(cell, markers)
        if found is None:
            continue
        kind, lines = found
        prose = _prose(cell) if cell.cell_type == "code" else set()
        told = tuple(line.strip() for line in lines if is_telling(line) and line.strip() not in prose)
        if told:
            yield Block(index, kind, told)


def shown_lines(nb: NotebookNode, markers: Markers) -> list[str]:
    """Return the lines that an instructor's notebook shows students on purpose, outside of what it hides."""
    shown: list[str] = []
    for cell in nb.cells:
        if not is_solution(cell) or has_region(cell.source, markers.solution):
            shown += [line.strip() for line in _visible(cell, markers)]
    return shown


def secret_lines(nb: NotebookNode, markers: Markers | None = None) -> list[str]:
    """Return the lines of an instructor's notebook that students must not see and that give something away.

    Set-up that a visible test shares with a hidden one (a table's columns, say) is no secret; an assert is.
    """
    markers = markers or Markers()
    secret: list[str] = []
    set_up: set[str] = set()
    for cell in nb.cells:
        found = _hidden(cell, markers)
        if is_grade(cell) and not is_solution(cell):
            visible = _regions(cell.source, markers.hidden)[1]
            set_up.update(line.strip() for line in visible if not may_assert(line))
        secret += [line.strip() for line in (found[1] if found else ()) if is_telling(line)]
    return [line for line in secret if line not in set_up]


def _hidden(cell: NotebookNode, markers: Markers) -> tuple[str, list[str]] | None:
    """Return what a cell hides, and what that is."""
    if is_task(cell):
        return SCHEME, _regions(cell.source, markers.scheme)[0]
    if is_solution(cell):
        if has_region(cell.source, markers.solution):
            return SOLUTION, _regions(cell.source, markers.solution)[0]
        return (SOLUTION, cell.source.split("\n")) if not is_stub(cell.source) else None
    if is_grade(cell):
        return HIDDEN_TESTS, _regions(cell.source, markers.hidden)[0]
    return None


def _visible(cell: NotebookNode, markers: Markers) -> list[str]:
    """Return the lines of a cell outside of all markers."""
    source: str = cell.source
    for pair in markers.pairs():
        source = "\n".join(_regions(source, pair)[1])
    return source.split("\n")


def _regions(source: str, pair: Pair) -> tuple[list[str], list[str]]:
    try:
        return regions(source, pair)
    except ValueError:
        return [], source.split("\n")


def _prose(cell: NotebookNode) -> set[str]:
    """Return the lines of a code cell's docstrings, which its prompt often says as well."""
    try:
        tree = notebooks.parse_code(cell.source)
    except SyntaxError:
        return set()
    texts = (
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
    return {line.strip() for text in texts for line in text.split("\n")}


def is_stub(source: str) -> bool:
    """Return whether an answer is still the one that students get, so that it hides nothing."""
    return any(sign in source for sign in ("NotImplementedError", "YOUR CODE HERE", "YOUR ANSWER HERE"))
