"""The opening of a notebook: the released cells that all its sessions begin with, run once for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...course.notebooks import grade_id
from ...course.reference import ReleasedCell


@dataclass(frozen=True)
class Opening:
    """Released cells that have been run in a process from which sessions are forked.

    Attributes
    ----------
    notebook : str
        Whose they are.
    cells : tuple of ReleasedCell
        The cells, in order.
    shown : tuple of list
        What each has shown.
    files : Mapping
        What lay beside them, by relative path.
    """

    notebook: str
    cells: tuple[ReleasedCell, ...]
    shown: tuple[list[Any], ...]
    files: Mapping[str, bytes]

    def begins(self, cells: Sequence[Any], files: Mapping[str, bytes]) -> bool:
        """Return whether a notebook begins with these very cells, and has the same files beside it.

        Parameters
        ----------
        cells
            The notebook's cells.
        files
            What lies beside it.
        """
        last = self.cells[-1].position
        found = [
            ReleasedCell(position, grade_id(cell), cell.source)
            for position, cell in enumerate(cells[: last + 1])
            if cell.cell_type == "code" and cell.source.strip()
        ]
        return tuple(found) == self.cells and files == self.files


def label(position: int, name: str | None) -> str:
    """Return what a cell is called in tracebacks."""
    return f"cell {position + 1}" + (f" ({name})" if name else "")
