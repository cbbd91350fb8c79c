"""A notebook that is being graded, and the text of its file, as nbformat writes it.

nbformat itself takes as long to import as grading two notebooks takes, and to write one a fifth of that.
"""

from typing import Any

import msgspec

_IN_LINES = ("application/javascript", "image/svg+xml")


class Node(dict[str, Any]):
    """A part of a notebook, whose entries are attributes as well."""

    def __getattr__(self, name: str) -> Any:
        """Return an entry."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an entry."""
        self[name] = value


def write(notebook: Node) -> str:
    """Return a notebook as the text of its file: entries in order, and long texts in lines.

    Parameters
    ----------
    notebook
        What was made here, so that it need not be checked against nbformat's schema.
    """
    cells = [_in_lines(cell) for cell in notebook["cells"]]
    packed = msgspec.json.encode({**notebook, "cells": cells}, order="sorted")
    return msgspec.json.format(packed, indent=1).decode()


def _in_lines(cell: Node) -> dict[str, Any]:
    made = {**cell, "source": cell["source"].splitlines(True)}
    if "outputs" in cell:
        made["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    return made


def _output_in_lines(output: Node) -> dict[str, Any]:
    if output["output_type"] == "stream":
        return {**output, "text": output["text"].splitlines(True)}
    if "data" not in output:
        return output
    data = {
        kind: part.splitlines(True)
        if isinstance(part, str) and (kind.startswith("text/") or kind in _IN_LINES)
        else part
        for kind, part in output["data"].items()
    }
    return {**output, "data": data}
