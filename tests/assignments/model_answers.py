"""An assignment's own notebook: its cells, what is there once they ran, and the numbers that it says."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbseal.assignments.release import read_source

SOURCE = Path(__file__).parents[2] / "assignments" / "source"
MINUS = "\N{MINUS SIGN}"


def cells_of(name: str) -> dict[str, str]:
    """Return the cells of an assignment, by their ids, with the solution in them."""
    return {cell.id: cell.source for cell in read_source(SOURCE / name / f"{name}.ipynb").cells}


def names_after(cells: dict[str, str], run: Iterable[str]) -> dict[str, Any]:
    """Return the names that a student has who ran these cells."""
    names: dict[str, Any] = {}
    for cell in run:
        exec(cells[cell], names)
    return names


def assert_says_only(text: str, found: Iterable[float], least: int) -> None:
    """See that a text has `least` numbers or more, and that each was found, as far as it is written."""
    found = [float(number) for number in found]
    said = re.findall(rf"{MINUS}?\d+(?:,\d{{3}})*(?:\.\d+)?", text)
    assert len(said) >= least
    for number in said:
        plain = number.replace(MINUS, "-").replace(",", "")
        close = 0.5 * 10 ** -len(plain.partition(".")[2]) + 1e-9
        assert any(abs(each - float(plain)) <= close for each in found), number
