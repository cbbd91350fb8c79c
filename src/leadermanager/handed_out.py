"""What a notebook was handed out as, from the notebook itself, whatever its file is called by now.

A release writes it into the notebook's metadata, with what grading allows. Where a program dropped the
metadata, the last cell, which hands in, still names the assignment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_KEY = "nbseal"  # the key in the metadata under which the grader's releases say so
_HAND_IN = re.compile(r"""\bhand_in\(\s*["']([^"'\\/]+)["']""")


@dataclass(frozen=True)
class HandedOut:
    """An assignment's notebook.

    Attributes
    ----------
    assignment, notebook : str
        Their names in the course; empty where the notebook does not say.
    cell_seconds, notebook_seconds : float
        How long one cell, and all cells together, may run when they are graded.
    notebook_mb : float
        The largest notebook that is graded, in megabytes and without its outputs.
    """

    assignment: str = ""
    notebook: str = ""
    # The grader's own defaults, for a notebook that does not say.
    cell_seconds: float = 30
    notebook_seconds: float = 300
    notebook_mb: float = 40

    @property
    def file(self) -> str:
        """The name that the notebook's file has in the course; empty where the notebook does not say."""
        return f"{self.notebook}.ipynb" if self.notebook else ""


def handed_out(notebook: Mapping[str, Any]) -> HandedOut:
    """Return what a notebook (nbformat 4, as plain data) says of itself."""
    said = notebook["metadata"].get(_KEY)
    said = said if isinstance(said, Mapping) else {}
    assignment, name = (_name(said.get(key)) for key in ("assignment", "notebook"))
    limits = said.get("limits")
    limits = limits if isinstance(limits, Mapping) else {}
    known = {
        key: limits[key]
        for key in ("cell_seconds", "notebook_seconds", "notebook_mb")
        if type(limits.get(key)) in (int, float) and limits[key] > 0
    }
    if not assignment or not name:
        code = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
        assignment = next(iter(_HAND_IN.findall(code)[-1:]), "")
        # The only notebook of an assignment has the assignment's name.
        name = assignment
    return HandedOut(assignment, name, **known)


def _name(value: Any) -> str:
    """Return a text that can be the name of a file, or nothing."""
    return value if isinstance(value, str) and not re.search(r"[\x00-\x1f/\\:]", value) else ""
