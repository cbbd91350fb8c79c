"""Find the student of an attempt: by an LMS's number, a pattern, a file's name or a manifest."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from ..course import Course, student_id
from ..course.filenames import why_unsafe
from ..errors import CollectError
from ..lms import CANVAS, LmsFile, LmsRow
from ..lms.matching import KnownStudents, comparable, known_students, new_id, same_name
from .downloads import UnreadAttempt
from .received import numbers_of

_FILES = {"canvas": "Canvas's gradebook (Gradebook, Export)", "moodle": "Moodle's grading worksheet"}


class UnmatchedError(CollectError):
    """An attempt's student cannot be told; the message says why."""


class ClassList:
    """Who can have handed something in.

    Parameters
    ----------
    course, assignment
        For what it was handed in.
    file
        The LMS's own file. With it, only students in it can have handed something in, and one who is new to
        the course gets the login as the id. Without it, these are the students whom the course knows, and,
        for what came from no LMS, whoever it says.
    """

    def __init__(self, course: Course, assignment: str, file: LmsFile | None = None) -> None:
        self._course, self._assignment, self._file = course, assignment, file
        self.students = cache(self._students)
        self._rows = {row.line: row for row in file.rows} if file is not None else {}
        self._by_number = {row.lms_id: row for row in self._rows.values() if row.lms_id}
        self._ids: dict[int, str] = {}
        self._doubts: dict[int, str] = {}
        if file is not None:
            self._pair_rows(file)

    def names(self) -> set[str]:
        """Return every id, login and address that is known."""
        known = set(self.students(None).ids)
        for row in self._rows.values():
            known.update(text for text in (*row.logins, row.email) if text)
        return known

    def row(self, student: str) -> LmsRow | None:
        """Return a student's line in the LMS's file."""
        line = next((line for line, known in self._ids.items() if known == student), None)
        return None if line is None else self._rows[line]

    def student_of(self, unread: UnreadAttempt, claimed: str | None) -> str:
        """Return the id of an attempt's student.

        Parameters
        ----------
        unread
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
        if unread.system is not None:
            return self._by_lms(unread, unread.system)
        text = unread.key if unread.certain or claimed is None else claimed
        if not unread.key and claimed is None:
            raise UnmatchedError("neither its name nor a manifest in it says whose it is")
        if self._file is not None:
            asked = comparable(text)
            rows = [
                row
                for row in self._rows.values()
                if asked in map(comparable, (*row.logins, row.email, self._id_in(row)))
            ]
            if len(rows) != 1 or not asked:
                many = "fits more than one line of" if rows else "is not in"
                raise UnmatchedError(f"{text[:60]!r} {many} {self._file.path}")
            return self._student_in(rows[0])
        known = self.students(None).find(text)
        if known is not None:
            return known
        made = student_id(unicodedata.normalize("NFC", text))
        if made is None or why_unsafe(made) is not None:
            raise CollectError(f"{text[:60]!r} cannot be a student's id; use letters, digits, and . _ - @")
        return made

    def _by_lms(self, unread: UnreadAttempt, system: str) -> str:
        """Return the id of the student to whom an LMS has given the attempt's number."""
        who = f"{system.title()}'s number {unread.key}" + (f" ({unread.name})" if unread.name else "")
        if self._file is None:
            logins = (unread.key,) if system == CANVAS else ()
            known = self.students(system).fitting(LmsRow(0, unread.name, unread.key, logins))
            if len(known) == 1:
                return known.pop()
            why = "fits more than one student" if known else "is not known yet"
            raise UnmatchedError(f"{who} {why}: name {_FILES[system]} with --gradebook")
        if self._file.system != system:
            raise UnmatchedError(f"{who}: {self._file.path} is not {_FILES[system]}")
        if not self._by_number:
            raise UnmatchedError(f"{who}: {self._file.path} has no numbers; take {_FILES[system]}")
        row = self._by_number.get(unread.key)
        if row is None:
            raise UnmatchedError(f"{who} is not in {self._file.path}")
        if unread.name and row.name and not same_name(unread.name, row.name):
            raise UnmatchedError(
                f"{who} is {row.name!r} in {self._file.path}: it is a group's work, or another course's file"
            )
        return self._student_in(row)

    def _id_in(self, row: LmsRow) -> str:
        """Return the id of the student in a line of the LMS's file, or nothing."""
        return self._ids.get(row.line, "")

    def _student_in(self, row: LmsRow) -> str:
        """Return the student in a line of the LMS's file."""
        if row.line not in self._ids:
            raise UnmatchedError(f"{row.label} {self._doubts[row.line]}")
        return self._ids[row.line]

    def _pair_rows(self, file: LmsFile) -> None:
        """Give every line of the file its student, or the reason why not."""
        pairs = self.students(file.system).pair(file.rows)
        self._ids = dict(pairs.students)
        self._doubts = dict(pairs.doubtful)
        fresh = {
            row.line: new_id(row)
            for row in file.rows
            if row.line not in self._ids and row.line not in self._doubts
        }
        times = Counter(fresh.values())
        for line, name in fresh.items():
            if name is None:
                self._doubts[line] = "has no login or address that can be a student's id"
            elif times[name] > 1:
                self._doubts[line] = f"has the same login as another line ({name})"
            else:
                self._ids[line] = name

    def _students(self, system: str | None) -> KnownStudents:
        return known_students(self._course, system, numbers_of(self._course, self._assignment, system))
