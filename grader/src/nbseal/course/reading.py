"""Read what was handed in as a notebook, whatever its encoding and its version, without trusting it.

An instructor's notebook is read by `notebooks`, which demands that it is one.
"""

import codecs
import json
from typing import Any

import msgspec
import nbformat

_OUTPUTS = ("outputs", "widgets")  # of a cell, and in a notebook's metadata: what running it has left behind

# nbformat's functions carry no types.
_convert: Any = nbformat.convert
_from_dict: Any = nbformat.from_dict


class UnreadableError(ValueError):
    """The file is no notebook; the message says what it is instead."""


def read_notebook(data: bytes, repairs: list[str]) -> dict[str, Any]:
    """Return the notebook in `data` as a dict with a list of cells; nothing else of it is checked.

    Parameters
    ----------
    data
        The content of the file.
    repairs
        Where to add what was mended, one sentence each.

    Raises
    ------
    UnreadableError
        If there is no notebook in it.
    """
    if not data.strip():
        raise UnreadableError("the file is empty")
    if data[:2] == b"PK":
        raise UnreadableError("the file is a zip archive, not a notebook")
    text = _decoded(data, repairs)
    try:
        found = json.loads(text)
    except RecursionError:
        raise UnreadableError("the file is nested too deeply to be a notebook") from None
    except ValueError as error:
        if text.lstrip()[:1] == "<":
            raise UnreadableError("the file is a web page, not a notebook") from None
        raise UnreadableError(f"the file is not valid JSON ({str(error)[:120]})") from None
    if not isinstance(found, dict):
        raise UnreadableError("the file is JSON, but no notebook")
    if "cells" not in found and isinstance(found.get("worksheets"), list):
        found = _upgraded(found, repairs)
    if not isinstance(found.get("cells"), list):
        raise UnreadableError("the file is JSON, but has no cells")
    notebook: dict[str, Any] = found
    return notebook


def grade_ids(found: dict[str, Any]) -> set[str]:
    """Return the grade ids that occur in a notebook, by which a renamed one is recognised."""
    return {name for name in (claimed_id(raw) for raw in found["cells"] if isinstance(raw, dict)) if name}


def claimed_id(raw: dict[str, Any]) -> str | None:
    """Return the grade id that a cell says it has, or None."""
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) and name else None


def without_outputs(data: bytes, most: int) -> bytes:
    """Return a notebook of more than `most` bytes without its outputs, which are passed over unread.

    What is smaller, or cannot be read, is returned as it is.
    """
    if len(data) <= most:
        return data
    try:
        found = _parts(_decoded(data, []).encode())
        found["metadata"] = _packed(_kept(_parts(found.get("metadata", b"{}"))))
        if "cells" in found:
            found["cells"] = _packed_cells(found["cells"])
        else:  # as notebooks were before 2015
            sheets = msgspec.json.decode(found["worksheets"], type=list[dict[str, msgspec.Raw]])
            found["worksheets"] = _packed([{**it, "cells": _packed_cells(it["cells"])} for it in sheets])
        return bytes(_packed(found))
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeError):
        return data


def _packed_cells(cells: bytes) -> msgspec.Raw:
    return _packed([_kept(cell) for cell in msgspec.json.decode(cells, type=list[dict[str, msgspec.Raw]])])


def _parts(data: bytes) -> dict[str, Any]:
    return msgspec.json.decode(data, type=dict[str, msgspec.Raw])


def _kept(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a cell, or of a notebook's metadata, that are no outputs."""
    return {name: part for name, part in parts.items() if name not in _OUTPUTS}


def _packed(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def _decoded(data: bytes, repairs: list[str]) -> str:
    encoding = json.detect_encoding(data)
    if encoding != "utf-8":
        repairs.append("the file was not UTF-8, or began with a byte-order mark")
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repairs.append("the file was not UTF-8")
        return data.decode("utf-8", errors="nbseal.windows")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read what is no UTF-8 as Windows writes in Western Europe, byte by byte."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("nbseal.windows", _as_windows)


def _upgraded(found: dict[str, Any], repairs: list[str]) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = _convert(_from_dict(found), 4)
    except Exception as error:  # noqa: BLE001  # old notebooks can be broken in any way
        raise UnreadableError(
            f"the file is an old notebook that cannot be read ({type(error).__name__})"
        ) from None
    repairs.append("the notebook was in an older format")
    return notebook
