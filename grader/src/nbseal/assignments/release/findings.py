"""What was found in an assignment: a fault, which keeps it from being released, or a warning."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from nbformat import NotebookNode
from traitlets import List, Unicode
from traitlets.config import Configurable

from ...course.notebooks import grade_id

INTENDED = "intended"
"""The cell tag by which an instructor says that a cell is as it is meant to be."""


@dataclass(frozen=True)
class Finding:
    """Something about an assignment that its instructor should know.

    Attributes
    ----------
    file : str
        The notebook, or another file of the assignment.
    cell : str
        What the cell is called; empty where it is no cell.
    line : int
        In the cell, or in the file; 0 where it is no line.
    what : str
        The rest of the sentence: what is the matter, and what to do.
    cell_id : str
        The cell's grade id, if it has one.
    """

    file: str
    cell: str
    line: int
    what: str
    cell_id: str = ""

    def __str__(self) -> str:
        where = ", ".join(
            part for part in (self.file, self.cell, f"line {self.line}" if self.line else "") if part
        )
        return f"{where}{',' if self.line else ''} {self.what}"


class Release(Configurable):
    """What a course says of its releases; set it in `nbgrader_config.py`."""

    intended = List(
        Unicode(),
        help="Files and cells that are meant to be as they are: ps1/model.py, ps1/ps1.ipynb:double; "
        "* stands for anything.",
    ).tag(config=True)

    def settles(self, assignment: str, finding: Finding) -> bool:
        """Return whether the course has said that what was found in an assignment is meant."""
        names = [f"{assignment}/{finding.file}"]
        names += [f"{names[0]}:{finding.cell_id}"] if finding.cell_id else []
        return any(fnmatchcase(name, pattern) for name in names for pattern in self.intended)


def in_cell(file: str, cell: NotebookNode, index: int, what: str, line: int = 0) -> Finding:
    """Return what was found in a cell.

    Parameters
    ----------
    file
        The notebook.
    cell, index
        The cell, and its place in the notebook.
    what
        What is the matter.
    line
        In which line of the cell, counted from 1; 0 for all of it.
    """
    return Finding(file, label_of(cell, index), line, what, grade_id(cell) or "")


def label_of(cell: NotebookNode, index: int) -> str:
    """Return how to call a cell in a message: its grade id, or its place in the notebook."""
    name = grade_id(cell)
    return f"cell {name!r}" if name else f"cell {index + 1}"


def is_tagged(cell: NotebookNode) -> bool:
    """Return whether a cell is tagged as being what it is meant to be."""
    return INTENDED in cell.metadata.get("tags", [])
