"""A CSV file in which single cells can be changed while every other byte stays as it is.

The `csv` module forgets how a cell was quoted and how a line ended. Here a cell also knows where in the file
it stands, so that writing one is replacing those characters and no others.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import LmsFileError

_MOST_BYTES = 20_000_000

# The mark comes first in the file and says how the rest is written.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    value : str
        What it says.
    start, end : int
        Where it starts and ends in the text, quotes included.
    quoted : bool
        Whether it is in quotes.
    """

    value: str
    start: int
    end: int
    quoted: bool


class CsvFile:
    """A CSV file, cell by cell.

    Parameters
    ----------
    content
        The file's bytes. UTF-8 and UTF-16 are known by their mark; a file without one is UTF-8, or else read
        byte by byte, as Windows writes in Western Europe or, where every byte has to be kept, as Latin-1.

    Attributes
    ----------
    rows : list of list of Cell
        Every line, the header first. A line break inside quotes is part of its cell.
    separator : str
        A comma, a semicolon or a tab: the one that splits the header into most cells.

    Raises
    ------
    LmsFileError
        If a quote is never closed.
    """

    def __init__(self, content: bytes) -> None:
        self._mark, self._encoding = next(
            ((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), (b"", "utf-8")
        )
        body = content[len(self._mark) :]
        for encoding in (self._encoding, "cp1252", "latin-1"):
            try:
                self._encoding, self._text = encoding, body.decode(encoding)
                if self._text.encode(encoding) == body:
                    break
            except UnicodeError:
                continue
        self.separator = max(",;\t", key=lambda one: len(next(iter(_rows(self._text, one, most=1)), [])))
        self.rows = _rows(self._text, self.separator)
        self._changes: dict[tuple[int, int], str] = {}

    def change(self, row: int, column: int, value: str) -> None:
        """Change what a cell says; it is quoted if it was, or has to be.

        Parameters
        ----------
        row, column
            Which cell.
        value
            What it is to say.
        """
        cell = self.rows[row][column]
        special = re.search(rf'[\r\n"{re.escape(self.separator)}]', value) is not None
        alone = not value and len(self.rows[row]) == 1  # without quotes, the row would be an empty line
        quoted = cell.quoted or special or alone
        self._changes[cell.start, cell.end] = '"' + value.replace('"', '""') + '"' if quoted else value

    def content(self) -> bytes:
        """Return the file's bytes, with the changes."""
        parts: list[str] = []
        at = 0
        for (start, end), text in sorted(self._changes.items()):
            parts += [self._text[at:start], text]
            at = end
        return self._mark + ("".join(parts) + self._text[at:]).encode(self._encoding)


def read_csv_file(path: Path) -> CsvFile:
    """Read a CSV file.

    Raises
    ------
    LmsFileError
        If it is missing, too large, or not a CSV file.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise LmsFileError(f"{path} is larger than {_MOST_BYTES // 10**6} MB; is it a gradebook?")
        content = path.read_bytes()
    except OSError as problem:
        raise LmsFileError(f"{path} cannot be read: {problem.strerror}.") from problem
    try:
        return CsvFile(content)
    except LmsFileError as problem:
        raise LmsFileError(f"{path} is not a CSV file that can be read: {problem}.") from problem


def _rows(text: str, separator: str, most: int | None = None) -> list[list[Cell]]:
    """Split text into cells as `csv` does, and keep where each stands."""
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    at = 0
    while at < len(text):
        start = at
        value = ""
        quoted = text[at] == '"'
        if quoted:
            value, at = _quoted(text, at)
        rest = plain.match(text, at)
        assert rest is not None
        value, at = value + rest[0], rest.end()
        row.append(Cell(value, start, at, quoted))
        if text.startswith(separator, at):
            at += 1
            if at < len(text):
                continue
            row.append(Cell("", at, at, quoted=False))
        at += 2 if text.startswith("\r\n", at) else 1
        rows.append(row)
        row = []
        if most is not None and len(rows) >= most:
            break
    return rows


def _quoted(text: str, start: int) -> tuple[str, int]:
    """Read a cell in quotes; return what it says and where it ends."""
    at = start + 1
    parts: list[str] = []
    while True:
        end = text.find('"', at)
        if end < 0:
            line = len(re.findall(r"\r\n|\r|\n", text[:start])) + 1
            raise LmsFileError(f"the quote that opens in line {line} is never closed")
        parts.append(text[at:end])
        if text.startswith('""', end):
            parts.append('"')
            at = end + 2
        else:
            return "".join(parts), end + 1
