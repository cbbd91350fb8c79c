"""Find the student of an attempt: by an LMS's number, a pattern, a file's name or a manifest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

from ..course import Course
from ..course.gradebook import listed_students
from ..course.people import by_key, comparable, key_of, name_in, student_id
from ..errors import CollectError
from ..lms import CANVAS, MOODLE, LmsFile, LmsRow
from ..lms.groups import group_of
from ..lms.matching import KnownStudents, is_called, known_students, new_id
from .collection_record import numbers_of, seen_of
from .unread import UnreadAttempt

# What it may be if the number is one person's and the name beside it another's.
_OTHERS_WORK = {
    CANVAS: "another course's file, or a group's work: "
    "name Canvas's file of groups (People, Download CSV) with --groups",
    MOODLE: "a group's work, or another course's file",
}
_GRADEBOOK_FILES = {CANVAS: "Canvas's gradebook (Gradebook, Export)", MOODLE: "Moodle's grading worksheet"}


class UnmatchedError(CollectError):
    """An attempt's student cannot be told; the message says why."""


@dataclass
class Whose:
    """Whose an attempt is.

    Attributes
    ----------
    student : str
        Who handed it in.
    members : list of str
        The others of the group, if it is a group's work.
    missing : list of str
        Members who cannot be told, and why.
    """

    student: str
    members: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class ClassList:
    """Who can have handed something in.

    Parameters
    ----------
    course, assignment
        What it was handed in for.
    file
        The LMS's own file. With it, only students in it can have handed something in, and one who is new to
        the course gets the login as the id. Without it, these are the students whom the course knows, and,
        for what came from no LMS, whoever it says.
    groups
        The members of each of Canvas's groups, if work is handed in by groups.

    Attributes
    ----------
    students : callable
        Returns the students whom the course knows, for the numbers of an LMS or, with None, for none.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        file: LmsFile | None = None,
        groups: dict[str, list[LmsRow]] | None = None,
    ) -> None:
        self._course, self._assignment, self._file = course, assignment, file
        self._groups = groups or {}
        self.students = cache(self._students)
        self._seen = cache(lambda system: seen_of(course, assignment, system))
        self._listed = by_key(listed_students(course))
        self._rows = {row.line: row for row in file.rows} if file is not None else {}
        self._by_number = {row.lms_id: row for row in self._rows.values() if row.lms_id}
        self._ids: dict[int, str] = {}
        self._doubts: dict[int, str] = {}
        self._made: dict[str, str] = {}  # ids of those who are new, by the form in which names are compared
        if file is not None:
            self._pair_rows(file)

    def names(self) -> set[str]:
        """Return every id, login and address that is known."""
        known = {name_in(student) for student in self.students(None).ids}
        for row in self._rows.values():
            known.update(text for text in (*row.logins, row.email) if text)
        return known

    def row(self, student: str) -> LmsRow | None:
        """Return a student's line in the LMS's file."""
        line = next((line for line, known in self._ids.items() if known == student), None)
        return None if line is None else self._rows[line]

    def is_new(self, student: str) -> bool:
        """Return whether a student is on no list, although there is one: the gradebook's, or the LMS's."""
        return bool(self._listed) and key_of(student) not in self._listed and self.row(student) is None

    def whose(self, unread: UnreadAttempt, claimed: str | None) -> Whose:
        """Return whose an attempt is.

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
            If it cannot be a student's name.
        """
        if unread.system is not None:
            members = group_of(self._groups, unread.name, unread.owner) if unread.system == CANVAS else []
            if members:
                return self._members(unread, members)
            return Whose(self._by_lms(unread, unread.system))
        text = unread.owner if unread.certain or claimed is None else claimed
        if not text and claimed is None:
            raise UnmatchedError(self._why_nobody(unread))
        if self._file is not None:
            return Whose(self._by_name_in_file(text, self._file))
        known = self.students(None).find(text)
        if known is not None:
            return Whose(known)
        made = student_id(text)
        if made is None:
            raise CollectError(
                f"{text[:60]!r} cannot be a student's name: it has no letters, or some that no name has"
            )
        return Whose(self._made.setdefault(comparable(text), made))

    def _by_name_in_file(self, text: str, file: LmsFile) -> str:
        """Return the id of the student whose line in the LMS's file has this login, address or id."""
        asked = comparable(text)
        rows = [
            row
            for row in self._rows.values()
            if asked in map(comparable, (*row.logins, row.email, name_in(self._id_in(row))))
        ]
        if len(rows) != 1 or not asked:
            many = "fits more than one line of" if rows else "is not in"
            raise UnmatchedError(f"{text[:60]!r} {many} {file.path}")
        return self._student_in(rows[0])

    def _why_nobody(self, unread: UnreadAttempt) -> str:
        names = [name for name in dict.fromkeys(unread.candidates) if name]
        if not names:
            return "neither its name nor a manifest in it says whose it is"
        cure = f"call it {self._assignment}-NAME, or give the student's own folder"
        return f"it does not say whether {' or '.join(map(repr, names))} is the student's name: {cure}"

    def _members(self, unread: UnreadAttempt, members: list[LmsRow]) -> Whose:
        """Return the members of a group, those who can be told."""
        whose = Whose("")
        for row in members:
            try:
                student = self._by_lms(replace(unread, owner=row.lms_id, name=row.name), CANVAS)
            except UnmatchedError as problem:
                whose.missing.append(str(problem))
                continue
            whose.members.append(student)
        if not whose.members:
            raise UnmatchedError(f"nobody of the group {unread.name} can be told: {whose.missing[0]}")
        whose.student = whose.members.pop(0)
        return whose

    def _by_lms(self, unread: UnreadAttempt, system: str) -> str:
        """Return the id of the student to whom an LMS has given the attempt's number."""
        who = f"{system.title()}'s number {unread.owner}" + (f" ({unread.name})" if unread.name else "")
        if self._file is not None:
            return self._by_number_in_file(unread, system, who, self._file)
        logins = (unread.owner,) if system == CANVAS else ()
        known = self.students(system).fitting(LmsRow(0, unread.name, unread.owner, logins))
        if len(known) != 1:
            why = "fits more than one student" if known else "is not known yet"
            raise UnmatchedError(f"{who} {why}: name {_GRADEBOOK_FILES[system]} with --gradebook")
        student = known.pop()
        names = self._names(student, system)
        if unread.name and names and not any(is_called(unread.name, name) for name in names):
            raise UnmatchedError(f"{who} was {names[0]!r} before: it is {_OTHERS_WORK[system]}")
        return student

    def _by_number_in_file(self, unread: UnreadAttempt, system: str, who: str, file: LmsFile) -> str:
        """Return the id of the student whose line in the LMS's file has the attempt's number."""
        if file.system != system:
            raise UnmatchedError(f"{who}: {file.path} is not {_GRADEBOOK_FILES[system]}")
        if not self._by_number:
            raise UnmatchedError(f"{who}: {file.path} has no numbers; take {_GRADEBOOK_FILES[system]}")
        row = self._by_number.get(unread.owner)
        if row is None:
            raise UnmatchedError(f"{who} is not in {file.path}")
        if unread.name and row.name and not is_called(unread.name, row.name):
            raise UnmatchedError(f"{who} is {row.name!r} in {file.path}: it is {_OTHERS_WORK[system]}")
        return self._student_in(row)

    def _names(self, student: str, system: str) -> list[str]:
        """Return what a student is called, as far as the gradebook and the downloads before say so."""
        seen = self._seen(system).get(student, ())
        return [*self.students(system).names.get(student, ()), *(one.name for one in seen if one.name)]

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
            row.line: new_id(row) or self._number_as_id(row)
            for row in file.rows
            if row.line not in self._ids and row.line not in self._doubts
        }
        counts = Counter(fresh.values())
        for line, name in fresh.items():
            if name is None:
                self._doubts[line] = "has no login or address that can be a student's id"
            elif counts[name] > 1:
                self._doubts[line] = f"has the same login as another line ({name})"
            else:
                self._ids[line] = name

    def _number_as_id(self, row: LmsRow) -> str | None:
        """Return the id of one of whom Moodle only gives the number, since submissions are anonymous.

        The number is another one in each assignment, and so is the id.
        """
        anonymous = self._file is not None and self._file.worksheet and row.lms_id
        return student_id(f"{self._assignment}-participant-{row.lms_id}") if anonymous else None

    def _students(self, system: str | None) -> KnownStudents:
        return known_students(self._course, system, numbers_of(self._seen(system)))
