"""What is in a notebook, whichever program wrote its file, in whichever encoding, with whatever outputs."""

from __future__ import annotations

import codecs
import hashlib
import json
from typing import Any

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotANotebookError(ValueError):
    """The file is no notebook."""


def read_notebook(content: bytes) -> dict[str, Any]:
    """Return a notebook as plain data in nbformat 4, with all that each of its cells has to have.

    Raises
    ------
    NotANotebookError
        If it is none.
    """
    try:
        found = json.loads(_decoded(content))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and "cells" not in found and isinstance(found.get("worksheets"), list):
        found = _upgraded(found)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise NotANotebookError("it has no cells")
    cells = [_cell(cell) for cell in found["cells"] if isinstance(cell, dict)]
    # Since version 4.5 every cell has an id, and before that none.
    named = all(isinstance(cell.get("id"), str) for cell in cells)
    if not named:
        for cell in cells:
            cell.pop("id", None)
    metadata = found.get("metadata")
    return {
        "cells": cells,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5 if named else 4,
    }


def essence(content: bytes) -> str:
    """Return a digest of what a notebook says: the kind and the source of each cell, and attached pictures.

    Outputs, counts, ids, metadata and the way in which the file is written do not count, since running and
    saving a notebook changes them. A file that is no notebook is taken byte by byte.
    """
    try:
        cells = read_notebook(content)["cells"]
    except NotANotebookError:
        return hashlib.sha256(content).hexdigest()
    said = [[cell["cell_type"], cell["source"], cell.get("attachments") or {}] for cell in cells]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def without_outputs(content: bytes) -> bytes:
    """Return the file of a notebook without what its cells put out.

    Raises
    ------
    NotANotebookError
        If it is no notebook.
    """
    notebook = read_notebook(content)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    # What some programs save of the widgets in the outputs.
    notebook["metadata"].pop("widgets", None)
    return notebook_file(notebook)


def notebook_file(notebook: dict[str, Any]) -> bytes:
    """Return the bytes of a notebook's file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n"


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _upgraded(old: dict[str, Any]) -> Any:
    import nbformat

    try:
        return nbformat.convert(nbformat.from_dict(old), 4)  # type: ignore[no-untyped-call]
    # Old notebooks can be broken in any way.
    except Exception as problem:
        raise NotANotebookError("it is an old notebook that cannot be read") from problem


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kind, source, metadata = cell.get("cell_type"), cell.get("source"), cell.get("metadata")
    whole = {
        **cell,
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "source": _text(source),
        "metadata": metadata if isinstance(metadata, dict) else {},
    }
    if whole["cell_type"] == "code":
        outputs = cell.get("outputs")
        whole["outputs"] = (
            [each for each in outputs if isinstance(each, dict)] if isinstance(outputs, list) else []
        )
        count = cell.get("execution_count")
        whole["execution_count"] = count if isinstance(count, int) else None
    return whole


def _text(source: Any) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
