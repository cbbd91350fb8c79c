"""Whose work it is: from an LMS's number, a pattern, a file's name or a manifest to a student."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from ..course import Course, student_id
from ..course.filenames import why_unsafe
from ..errors import CollectError
from ..lms import CANVAS, LmsFile, Row
from ..lms.matching import Students, known_students, new_id, plain, same_name
from .downloads import Found
from .received import numbers_of

_FILES = {"canvas": "Canvas's gradebook (Gradebook, Export)", "moodle": "Moodle's grading worksheet"}


class UnmatchedError(CollectError):
    """Nobody can be said to have handed it in; the message says why."""


class ClassList:
    """Who can have handed something in.

    Parameters
    ----------
    course, assignment
        What it is for.
    file
        The LMS's own file. With it, only who is in it can have handed something in; the names in it say who
        is who, and who is new gets the login as the id. Without it, it is who the course knows already, and
        for what came from no LMS whoever it says.
    """

    def __init__(self, course: Course, assignment: str, file: LmsFile | None = None) -> None:
        self._course, self._assignment, self._file = course, assignment, file
        self.students = cache(self._students)
        self._rows = {row.line: row for row in file.rows} if file is not None else {}
        self._by_number = {row.lms_id: row for row in self._rows.values() if row.lms_id}
        self._ids: dict[int, str] = {}
        self._why: dict[int, str] = {}
        if file is not None:
            self._settle(file)

    def names(self) -> set[str]:
        """Return every id, login and address that is known."""
        known = set(self.students(None).ids)
        for row in self._rows.values():
            known.update(text for text in (*row.logins, row.email) if text)
        return known

    def row(self, student: str) -> Row | None:
        """Return a student's line in the LMS's file."""
        line = next((line for line, known in self._ids.items() if known == student), None)
        return None if line is None else self._rows[line]

    def whose(self, found: Found, claimed: str | None) -> str:
        """Return the id of the student whose work it is.

        Parameters
        ----------
        found
            The attempt.
        claimed
            Whose it is, if a manifest in it says so. What an LMS says counts for more.

        Raises
        ------
        UnmatchedError
            If that cannot be told.
        CollectError
            If it cannot be a student's id.
        """
        if found.system is not None:
            return self._by_lms(found, found.system)
        text = found.key if found.certain or claimed is None else claimed
        if not found.key and claimed is None:
            raise UnmatchedError("neither its name nor a manifest in it says whose it is")
        if self._file is not None:
            asked = plain(text)
            rows = [
                row
                for row in self._rows.values()
                if asked in map(plain, (*row.logins, row.email, self._id(row)))
            ]
            if len(rows) != 1 or not asked:
                many = "fits more than one line of" if rows else "is not in"
                raise UnmatchedError(f"{text[:60]!r} {many} {self._file.path}")
            return self._of(rows[0])
        known = self.students(None).find(text)
        if known is not None:
            return known
        made = student_id(unicodedata.normalize("NFC", text))
        if made is None or why_unsafe(made) is not None:
            raise CollectError(f"{text[:60]!r} cannot be a student's id; use letters, digits, and . _ - @")
        return made

    def _by_lms(self, found: Found, system: str) -> str:
        who = f"{system.title()}'s number {found.key}" + (f" ({found.name})" if found.name else "")
        if self._file is None:
            logins = (found.key,) if system == CANVAS else ()
            known = self.students(system).fitting(Row(0, found.name, found.key, logins))
            if len(known) == 1:
                return known.pop()
            why = "fits more than one student" if known else "is not known yet"
            raise UnmatchedError(f"{who} {why}: name {_FILES[system]} with --gradebook")
        if self._file.system != system:
            raise UnmatchedError(f"{who}: {self._file.path} is not {_FILES[system]}")
        if not self._by_number:
            raise UnmatchedError(f"{who}: {self._file.path} has no numbers; take {_FILES[system]}")
        row = self._by_number.get(found.key)
        if row is None:
            raise UnmatchedError(f"{who} is not in {self._file.path}")
        if found.name and row.name and not same_name(found.name, row.name):
            raise UnmatchedError(
                f"{who} is {row.name!r} in {self._file.path}: it is a group's work, or another course's file"
            )
        return self._of(row)

    def _id(self, row: Row) -> str:
        return self._ids.get(row.line, "")

    def _of(self, row: Row) -> str:
        if row.line not in self._ids:
            raise UnmatchedError(f"{row.label} {self._why[row.line]}")
        return self._ids[row.line]

    def _settle(self, file: LmsFile) -> None:
        """Give every line of the file its student, or the reason why not."""
        pairs = self.students(file.system).pair(file.rows)
        self._ids = dict(pairs.students)
        self._why = dict(pairs.doubtful)
        fresh = {
            row.line: new_id(row)
            for row in file.rows
            if row.line not in self._ids and row.line not in self._why
        }
        times = Counter(fresh.values())
        for line, name in fresh.items():
            if name is None:
                self._why[line] = "has no login or address that can be a student's id"
            elif times[name] > 1:
                self._why[line] = f"has the same login as another line ({name})"
            else:
                self._ids[line] = name

    def _students(self, system: str | None) -> Students:
        return known_students(self._course, system, numbers_of(self._course, self._assignment, system))
