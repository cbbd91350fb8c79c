"""An instructor's notebooks, and those that were graded: read, written, taken apart, and added to.

What students hand in is read by `reading`, which demands less.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, cast

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

_transformer: Any = cast(Any, TransformerManager)()


class NotANotebookError(ValueError):
    """The content is not a notebook; the message says why, in nbformat's words."""


def parse(content: bytes) -> NotebookNode:
    """Read a notebook as nbformat 4 from the bytes of its file.

    Raises
    ------
    NotANotebookError
        If it is not one.
    """
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8-sig"), as_version=4)  # type: ignore[no-untyped-call]
    # nbformat raises half a dozen unrelated exceptions on files that are not notebooks.
    except Exception as problem:
        raise NotANotebookError((str(problem).splitlines() or [""])[0][:80]) from problem
    if not isinstance(notebook.get("cells"), list):
        raise NotANotebookError("it has no cells")
    return notebook


def read(path: Path) -> NotebookNode:
    """Read a notebook from its file, as `parse` does."""
    return parse(path.read_bytes())


def to_json(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of its file."""
    return to_json(notebook).encode()


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook to a file."""
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def parse_code(source: str) -> ast.Module:
    """Parse the source of a code cell as IPython does, with its magics.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    plain: str = _transformer.transform_cell(source)
    return ast.parse(plain)


def bound_names(cell: ast.Module) -> set[str]:
    """Return the names that a cell binds, without those that it imports."""
    names: set[str] = set()
    for statement in cell.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(statement.name)
        else:
            nodes = ast.walk(statement)
            names |= {it.id for it in nodes if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)}
    return names


def used_names(code: ast.AST) -> set[str]:
    """Return the names whose values code asks for."""
    return {it.id for it in ast.walk(code) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Load)}


def grade_id(cell: NotebookNode) -> str | None:
    """Return the grade id of a cell, or None if nbgrader knows nothing of it."""
    found = cell.metadata.get("nbgrader", {}).get("grade_id")
    return None if found is None else str(found)


def node(**entries: Any) -> NotebookNode:
    """Make a part of a notebook, such as a cell's metadata."""
    made: NotebookNode = NotebookNode(**entries)  # type: ignore[no-untyped-call]
    return made
