"""An instructor's notebooks, read and brought up to date: as nbgrader wants them, whenever they were made."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.nbgraderformat import SCHEMA_VERSION, MetadataValidator

from ...course import notebooks
from ...errors import AssignmentError

QUIET = logging.getLogger("nbseal.nbgrader")
"""Where nbgrader tells of each step; what matters here is raised."""
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False

_ROLES = ("grade", "solution", "locked", "task")
_RESTORE = "restore it from .ipynb_checkpoints or from an earlier version"


def read_source(path: Path) -> NotebookNode:
    """Read an instructor's notebook and bring what nbgrader keeps in it up to date.

    Raises
    ------
    AssignmentError
        If it is not a notebook; the sentence says what it is instead, and what to do.
    """
    content = path.read_bytes()
    try:
        notebook = notebooks.parse(content)
    except notebooks.NotANotebookError as problem:
        raise AssignmentError(
            f"{path} is not a notebook that can be read: {_why_not(content) or problem}."
        ) from problem
    for cell in notebook.cells:
        _bring_up_to_date(cell)
    if notebook.metadata.get("kernelspec"):
        notebook.metadata.kernelspec.setdefault("language", language(notebook))
    return notebook


def language(notebook: NotebookNode) -> str:
    """Return the language of a notebook, as its kernel calls it."""
    for key, entry in (("kernelspec", "language"), ("language_info", "name")):
        known = notebook.metadata.get(key, {}).get(entry)
        if known:
            return str(known)
    return "python"


def is_python(notebook: NotebookNode) -> bool:
    """Return whether a notebook is in the language that can be run and looked into here."""
    return language(notebook).casefold() in ("python", "python3", "ipython")


def _bring_up_to_date(cell: NotebookNode) -> None:
    """Bring a cell's nbgrader metadata up to date, and take it from a cell that has no role."""
    if "nbgrader" not in cell.metadata:
        return
    known = cell.metadata["nbgrader"]
    if not isinstance(known, dict) or not any(known.get(role) for role in _ROLES):
        del cell.metadata["nbgrader"]
        return
    version = known.get("schema_version", 0)
    if isinstance(version, int) and version < SCHEMA_VERSION and _is_number(known.get("points", 0) or 0):
        validator = MetadataValidator()
        for each in (validator, validator.v1, validator.v2):
            each.log = QUIET
        validator.upgrade_cell_metadata(cell)
    for role in _ROLES:
        known.setdefault(role, False)
    for key in known.keys() - MetadataValidator().schema["properties"].keys():
        del known[key]


def _is_number(points: object) -> bool:
    try:
        float(points)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _why_not(content: bytes) -> str | None:
    """Return what is wrong with a file that should be a notebook, and what to do; None if that is unclear."""
    text = content.decode("utf-8-sig", errors="replace")
    lines = text.rstrip().split("\n")
    if not text.strip():
        return f"it is empty; {_RESTORE}"
    for number, line in enumerate(lines, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            return f"git left a conflict in line {number}; choose one side and delete git's marks"
    if text.lstrip().startswith("<"):
        return "it is a web page; download the file itself (on GitHub: Raw)"
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as problem:
        if problem.pos >= len(text.rstrip()) - 1 or "Unterminated" in problem.msg:
            return f"it ends in the middle, in line {len(lines)}; {_RESTORE}"
        return f"its JSON is broken in line {problem.lineno} ({problem.msg}); {_RESTORE}"
    if not isinstance(data, dict):
        return f"it holds {_KINDS.get(type(data), 'a value')} where a notebook's cells should be; {_RESTORE}"
    if isinstance(data.get("nbformat"), int) and data["nbformat"] > 4:
        return f"its format is {data['nbformat']}, which is newer than this program; save it as nbformat 4"
    if not isinstance(data.get("cells", data.get("worksheets")), list):
        return f"it has no list of cells; {_RESTORE}"
    return None


_KINDS: dict[type, str] = {list: "a list", str: "a text", int: "a number", float: "a number"}
