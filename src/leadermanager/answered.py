"""A student's notebook as it was saved last: what it was handed out as, and what is handed in of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadermanager.errors import HandinError
from leadermanager.handed_out import HandedOut, handed_out
from leadermanager.notebook_content import NotANotebookError, notebook_file, read_notebook, without_outputs
from leadermanager.saved_notebook import read_saved

_MB = 1_000_000


@dataclass(frozen=True)
class Answered:
    """A notebook that a student wants to hand in.

    Attributes
    ----------
    path : pathlib.Path
        Where it is.
    content : bytes
        What is handed in: its file, or the same notebook in nbformat 4 where the grader could not read it.
    notebook : dict
        What is in it, as nbformat 4 has it.
    handed_out : HandedOut
        What it was handed out as.
    """

    path: Path
    content: bytes
    notebook: dict[str, Any]
    handed_out: HandedOut

    @property
    def file(self) -> str:
        """The name under which it is handed in: the one that it has in the course."""
        return self.handed_out.file or self.path.name


def read_answered(path: Path) -> Answered:
    """Read a notebook.

    Raises
    ------
    HandinError
        If there is no such file, it cannot be read, or is no notebook.
    """
    try:
        content = read_saved(path)
    except OSError as problem:
        raise HandinError(f"There is no notebook {path} that can be read; check its name.") from problem
    try:
        notebook = read_notebook(content)
    except NotANotebookError as problem:
        raise HandinError(f"{path} is not a notebook; hand in the .ipynb file itself.") from problem
    return Answered(
        path, content if _is_plain(content) else notebook_file(notebook), notebook, handed_out(notebook)
    )


def to_hand_in(
    notebooks: Mapping[str, Answered], *, most_packed: float = float("inf")
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files to hand in under their names, and what to say of them.

    Outputs are left out where there are more than the grader reads; grading makes them again.

    Parameters
    ----------
    notebooks
        By the names under which they are handed in.
    most_packed
        How many bytes the bundle may have; a browser does not get more in one piece.

    Raises
    ------
    HandinError
        If there is too much even without outputs.
    """
    contents = {name: each.content for name, each in notebooks.items()}
    most = _MB * min(each.handed_out.notebook_mb for each in notebooks.values())
    size = sum(map(len, contents.values()))
    if size <= most and _packed(contents) <= most_packed:
        return contents, []
    contents = {name: without_outputs(content) for name, content in contents.items()}
    for name, content in contents.items():
        if len(content) > most:
            raise HandinError(
                f"{name} has {len(content) / _MB:.0f} MB without its outputs, and no more than "
                f"{most / _MB:g} MB are graded; take out large pictures and texts."
            )
    if _packed(contents) > most_packed:
        raise HandinError(
            "It is too large for the browser to get in one piece; choose File → Download, and hand in the "
            "notebook itself."
        )
    return contents, [
        f"With what its cells have put out, the file would have {size / _MB:.1f} MB, so that is left out; "
        "grading runs the cells again."
    ]


def _packed(contents: Mapping[str, bytes]) -> int:
    return sum(len(zlib.compress(content)) for content in contents.values())


def _is_plain(content: bytes) -> bool:
    """Say whether every program that reads notebooks reads this file."""
    try:
        notebook = json.loads(content.decode())
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(notebook, dict)
        and (notebook.get("nbformat"), type(notebook.get("nbformat_minor"))) == (4, int)
        and isinstance(notebook.get("metadata"), dict)
        and all(map(_is_whole, notebook["cells"]))
    )


def _is_whole(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("metadata"), dict)
        and (cell.get("cell_type") != "code" or isinstance(cell.get("outputs"), list))
    )
