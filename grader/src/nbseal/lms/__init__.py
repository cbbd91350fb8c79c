"""Read and fill the gradebook file of a learning management system, Canvas's or Moodle's.

What is relied on, as found in the source of both systems:

Canvas (*Gradebook → Export*; `lib/gradebook_exporter.rb` and `lib/gradebook_importer.rb`)
    The header begins with ``Student`` (or ``LastName, FirstName``) and ``ID``; then come ``SIS User ID``,
    ``SIS Login ID``, ``Integration ID`` and ``Root Account`` as far as the school uses them, ``Section``, and
    the course's own columns. An assignment's column is called ``title (number)``. A line may follow that says
    ``Manual Posting``; then one whose first cell is ``Points Possible``, with ``(read only)`` under what
    Canvas computes. ``EX`` is excused and ``N/A`` not assigned. An empty cell where Canvas has a score would
    delete the score. Cells are separated by commas or semicolons; digits after the last ``.`` or ``,`` are
    decimals.

Moodle, *grading worksheet* of one assignment (`mod/assign/gradingtable.php` and `feedback/offline`)
    ``Identifier`` is ``Participant`` and a number that is the student's in this assignment alone; then,
    unless submissions are anonymous, ``Full name``, ``Email address`` and what else the site shows of a
    user; ``Grade``, ``Maximum grade``, ``Grade can be changed``, ``Last modified (submission)``. When it is
    uploaded, Moodle passes over a grade that is empty, above the maximum or locked.

Moodle, *grades export* of the course (`grade/export/txt`)
    ``First name``, ``Last name`` (or ``Surname``), ``ID number``, ``Email address``, and a column
    ``Assignment: name (Real)`` for each assignment; ``-`` is no grade.

Moodle's column names are those of its English edition, its times those of the reader's own language and
place. Both systems read a decimal point in any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from ..course.filenames import printable
from ..errors import LmsFileError
from .csvfile import CsvFile, read_csv_file
from .times import read_times

CANVAS = "canvas"
MOODLE = "moodle"

_CANVAS_LOGINS = ("SIS Login ID", "SIS User ID", "Integration ID")
_CANVAS_PEOPLE = ("Student", "LastName", "FirstName", "ID", *_CANVAS_LOGINS, "Root Account", "Section")
_CANVAS_TOTAL = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")
_MOODLE_LOGINS = ("Username", "ID number", "Student ID")
_MOODLE_GRADE = re.compile(
    r"(?!Course total|Feedback: )(?:.* \(Real\)|Assignment: (?!.*\((?:Percentage|Letter)\)$).*)"
)
_MOODLE_TIME = "Last modified (submission)"


@dataclass(frozen=True)
class LmsRow:
    """One student's line.

    Attributes
    ----------
    line : int
        Which of the file's rows it is; 0 is the header.
    name : str
        As the system writes it.
    lms_id : str
        The system's own number: Canvas's user, or Moodle's participant in this assignment; or empty.
    logins : tuple of str
        What names the student to the system: login, school number, and Canvas's number once more, which is
        the student's in every course.
    email : str
        The address; empty if the file has none.
    """

    line: int
    name: str
    lms_id: str = ""
    logins: tuple[str, ...] = ()
    email: str = ""

    @property
    def label(self) -> str:
        """What to call the student in a message."""
        known = next((text for text in (*self.logins, self.email, self.lms_id) if text), "")
        return printable(f"{self.name} ({known})" if known else self.name)


class LmsFile:
    """A gradebook file.

    Parameters
    ----------
    path
        Where it is.
    system
        ``"canvas"`` or ``"moodle"``; whichever it is if None.
    zone
        Of the times that Moodle writes; this machine's if None.

    Attributes
    ----------
    path : pathlib.Path
        Where it is.
    system : str
        ``"canvas"`` or ``"moodle"``.
    worksheet : bool
        Whether it is Moodle's grading worksheet of one assignment.
    table : CsvFile
        What it says, cell by cell.
    rows : list of LmsRow
        The students in it.

    Raises
    ------
    LmsFileError
        If it cannot be read, or is not such a file.
    """

    def __init__(self, path: Path, system: str | None = None, zone: ZoneInfo | None = None) -> None:
        self.path, self._zone = path, zone
        self.table: CsvFile = read_csv_file(path)
        self._header = [cell.value.strip() for cell in self.table.rows[0]] if self.table.rows else []
        self.worksheet = "Identifier" in self._header
        if "ID" in self._header[:3] and self._header[0] in ("Student", "LastName"):
            self.system = CANVAS
        elif self.worksheet or "Email address" in self._header or "ID number" in self._header:
            self.system = MOODLE
        else:
            raise LmsFileError(
                f"{path} is neither Canvas's gradebook nor Moodle's grading worksheet or grades export: its "
                "first line has no columns 'Student' and 'ID', no 'Identifier' and no 'Email address' "
                "(Moodle's names are the English ones: choose English there while you download)."
            )
        if system is not None and system != self.system:
            raise LmsFileError(f"{path} is a file of {self.system.title()}'s, not of {system.title()}'s.")
        self.rows = [row for row in map(self._row, range(1, len(self.table.rows))) if row is not None]

    def value(self, line: int, column: str) -> str:
        """Return what a line says in the column of this name; empty if there is no such column."""
        at = self._at(column)
        cells = self.table.rows[line]
        return cells[at].value.strip() if at is not None and at < len(cells) else ""

    def points(self, line: int, column: int) -> float | None:
        """Return the points in a cell, if it holds any."""
        return _number(self.table.rows[line][column].value)

    def column(self, assignment: str, named: str | None = None) -> int:
        """Return the number of an assignment's column.

        Parameters
        ----------
        assignment
            Its name in the course.
        named
            What the system calls it, where that is something else.

        Raises
        ------
        LmsFileError
            If no column, or more than one, is called so.
        """
        if "Scale" in self._header:
            raise LmsFileError(f"{self.path} is graded by a scale; only points can be written.")
        called = named or ("Grade" if self.worksheet else assignment)
        wanted = called.strip().casefold()
        there = {at: title for at, title in enumerate(self._header) if self._is_grade(title)}
        found = [at for at, title in there.items() if wanted in (title.casefold(), self._plain(title))]
        if len(found) == 1:
            return found[0]
        titles = ", ".join(repr(title) for title in list(there.values())[:12]) or "none"
        which = "more than one column" if found else "no column"
        raise LmsFileError(
            f"{self.path} has {which} called {called!r}; say which one with --column (there: {titles})."
        )

    def title(self, column: int) -> str:
        """Return what a column is called."""
        return self._header[column]

    def most(self, line: int, column: int) -> float | None:
        """Return the most points of a line's cell, or None where the file does not say so."""
        if self.system == MOODLE:
            return _number(self.value(line, "Maximum grade") or self.value(line, "Maximum Grade"))
        for cells in self.table.rows[1:4]:
            if "Points Possible" in cells[0].value and column < len(cells):
                return _number(cells[column].value)
        return None

    def why_locked(self, line: int, column: int) -> str | None:
        """Return why a grade cannot be written into a line, or None."""
        if len(self.table.rows[line]) != len(self._header):
            return "its line has another number of cells than the header"
        if self.system == MOODLE:
            return "Moodle has locked the grade" if self.value(line, "Grade can be changed") == "No" else None
        said = self.table.rows[line][column].value.strip().upper()
        return {"EX": "is excused in Canvas", "N/A": "is not given this assignment in Canvas"}.get(said)

    def is_read_only(self, column: int) -> bool:
        """Return whether Canvas computes a column itself."""
        return any(
            "Points Possible" in cells[0].value and "read only" in cells[column].value
            for cells in self.table.rows[1:4]
            if column < len(cells)
        )

    def submitted(self, line: int) -> datetime | None:
        """Return when Moodle received a submission, by its worksheet."""
        return self._times.get(self.value(line, _MOODLE_TIME))

    def unread_time(self, line: int) -> str:
        """Return what Moodle's worksheet says of the time, if that cannot be read; else nothing."""
        said = self.value(line, _MOODLE_TIME)
        return said if said != "-" and self._times.get(said) is None else ""

    @cached_property
    def _times(self) -> dict[str, datetime | None]:
        return read_times((self.value(row.line, _MOODLE_TIME) for row in self.rows), self._zone)

    def _at(self, column: str) -> int | None:
        return self._header.index(column) if column in self._header else None

    def _row(self, line: int) -> LmsRow | None:
        if self.system == CANVAS:
            names = [self.value(line, key) for key in ("Student", "LastName", "FirstName")]
            logins = tuple(self.value(line, key) for key in (*_CANVAS_LOGINS, "ID"))
            # Canvas exports no address, but at many schools the login is one.
            mail = next((text for text in logins if "@" in text), "")
            row = LmsRow(line, ", ".join(filter(None, names)), self.value(line, "ID"), logins, mail)
        else:
            keys = ("Full name", "First name", "Last name", "Surname")
            name = " ".join(filter(None, (self.value(line, key) for key in keys)))
            number = re.search(r"\d+$", self.value(line, "Identifier"))
            logins = tuple(self.value(line, key) for key in _MOODLE_LOGINS)
            row = LmsRow(line, name, number[0] if number else "", logins, self.value(line, "Email address"))
        return row if any((row.lms_id, *row.logins, row.email)) else None

    def _is_grade(self, title: str) -> bool:
        """Return whether a column is an assignment's: no name, no number, nothing the system computes."""
        if self.system == CANVAS:
            return bool(title) and title not in _CANVAS_PEOPLE and not _CANVAS_TOTAL.search(title)
        return title == "Grade" if self.worksheet else _MOODLE_GRADE.fullmatch(title) is not None

    def _plain(self, title: str) -> str:
        """Return an assignment's title without what the system puts around it."""
        if self.system == CANVAS:
            found = re.fullmatch(r"(.*)\s\(\d+\)", title, re.DOTALL)
        else:
            found = re.fullmatch(r"(?:Assignment: )?(.*?)(?: \(Real\))?", title, re.DOTALL)
        return found[1].strip().casefold() if found else title.casefold()


def _number(text: str) -> float | None:
    """Read a number as both systems write it, with a decimal point or comma."""
    found = re.fullmatch(r"\s*(\d+)(?:[.,](\d+))?\s*", text)
    return float(f"{found[1]}.{found[2] or 0}") if found else None
