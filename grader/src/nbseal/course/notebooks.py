"""Notebooks read, written and added to; nbformat's untyped functions are called here and nowhere else."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, cast

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbformat.v4 import new_output

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


def written(notebook: NotebookNode) -> bytes:
    """Return the bytes of a notebook's file."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.encode()


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook to a file."""
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def tree(source: str) -> ast.Module:
    """Parse a code cell as IPython does, with its magics.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    plain: str = _transformer.transform_cell(source)
    return ast.parse(plain)


def bound(cell: ast.Module) -> set[str]:
    """Return the names that a cell binds, but for what it imports."""
    names: set[str] = set()
    for statement in cell.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(statement.name)
        else:
            nodes = ast.walk(statement)
            names |= {it.id for it in nodes if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)}
    return names


def node(**entries: Any) -> NotebookNode:
    """Make a part of a notebook, such as a cell's metadata."""
    made: NotebookNode = NotebookNode(**entries)  # type: ignore[no-untyped-call]
    return made


def output(kind: str, **entries: Any) -> NotebookNode:
    """Make a cell's output."""
    made: NotebookNode = new_output(kind, **entries)  # type: ignore[no-untyped-call]
    return made


def error(name: str, said: str, shown: str | None = None) -> NotebookNode:
    """Make an error output that says one thing."""
    return output("error", ename=name, evalue=said, traceback=[shown or f"{name}: {said}"])
