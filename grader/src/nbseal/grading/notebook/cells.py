"""Make a well-formed cell of whatever a notebook has among its cells."""

import re
from typing import Any

from nbformat import NotebookNode

from ...course import notebooks
from ...course.reading import claimed_id

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*", re.ASCII)


def new_cell(cell_type: str, source: str) -> NotebookNode:
    """Return a cell with nothing but a source.

    nbformat's own functions check each against its schema, which takes longer than most cells run.
    """
    cell = notebooks.node(cell_type=cell_type, source=source, metadata=notebooks.node(), id="")
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def make_cell(raw: Any, repairs: list[str]) -> NotebookNode | None:
    """Return a well-formed cell, or None where nothing can be made of it.

    Of the metadata, only the grade id that the cell says it has is kept.

    Parameters
    ----------
    raw
        What the notebook has among its cells.
    repairs
        Where to add what was mended, one sentence each.
    """
    if not isinstance(raw, dict):
        repairs.append("something that is no cell was left out")
        return None
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        repairs.append("a cell had no text")
        source = ""
    source = source.encode("utf-8", errors="replace").decode("utf-8")
    kind = str(raw.get("cell_type"))
    if kind not in ("code", "markdown", "raw"):
        repairs.append(f"a cell had the unknown type {kind[:30]!r}")
        kind = "code"
    cell = new_cell(kind, source)
    name = claimed_id(raw)
    if name is not None:
        cell.metadata["nbgrader"] = notebooks.node(grade_id=name)
    if cell.cell_type == "markdown" and (pasted := _attachments(raw)):
        cell["attachments"] = pasted
    identity = raw.get("id")
    cell["id"] = identity if isinstance(identity, str) and _ID.fullmatch(identity) else ""
    return cell


def _attachments(raw: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the pictures pasted into a cell, by name and kind."""
    found = raw.get("attachments")
    kept: dict[str, dict[str, str]] = {}
    for name, kinds in found.items() if isinstance(found, dict) else ():
        pictures = {
            kind: content
            for kind, content in (kinds.items() if isinstance(kinds, dict) else ())
            if kind in _PICTURES and isinstance(content, str) and _BASE64.fullmatch(content)
        }
        if pictures:
            kept[name] = pictures
    return kept
