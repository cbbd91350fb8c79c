"""Find out which student of an LMS is which student of the course.

One rule for all. A student of the LMS and a student of the course are the same if

1. the LMS's number is the one that the gradebook has for the student (``lms_user_id``), or the one under
   which the student's submission was collected before; else
2. the student's id in the course is the login, the school's number, or Canvas's number; else
3. the student's e-mail address, or id, is the address in the LMS.

How a name is spelt does not count, as far as `nbseal.course.people` says. The first of the three that fits
decides. If it fits more than one student, or a student fits more than one line, nobody is taken. A name is
never a reason, since two people can share one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..course import Course
from ..course.gradebook import open_gradebook
from ..course.people import by_key, comparable, key_of, name_in, student_id
from . import CANVAS, LmsRow


@dataclass(frozen=True)
class KnownStudent:
    """A student as the course knows them.

    Attributes
    ----------
    id : str
        The student's id in the course.
    lms_ids : tuple of str
        The LMS's numbers of the student, as far as they are known.
    email : str
        The address; empty if it is not known.
    names : tuple of str
        What the student is called, as far as it is known.
    """

    id: str
    lms_ids: tuple[str, ...] = ()
    email: str = ""
    names: tuple[str, ...] = ()


@dataclass
class Pairs:
    """Which line of an LMS's file is which student's.

    Attributes
    ----------
    students : dict
        The student's id, by line.
    doubtful : dict
        By line, why it was not taken although somebody fits; to be said after the student's name.
    """

    students: dict[int, str]
    doubtful: dict[int, str]


class KnownStudents:
    """The students of the course, to be found by their numbers, logins, ids and addresses."""

    def __init__(self, students: Iterable[KnownStudent]) -> None:
        self._numbers: dict[str, set[str]] = {}
        self._ids: dict[str, set[str]] = {}
        self._mails: dict[str, set[str]] = {}
        self.ids: list[str] = []
        self.names: dict[str, tuple[str, ...]] = {}
        for student in students:
            self.ids.append(student.id)
            self.names[student.id] = student.names
            for number in student.lms_ids:
                self._numbers.setdefault(number, set()).add(student.id)
            own = name_in(student.id)
            self._ids.setdefault(comparable(own), set()).add(student.id)
            for mail in (student.email, own):
                self._mails.setdefault(comparable(mail), set()).add(student.id)

    def fitting(self, row: LmsRow) -> set[str]:
        """Return the ids of the students that a line can be, by the first rule that fits anybody."""
        rules = (
            (self._numbers, [row.lms_id]),
            (self._ids, map(comparable, row.logins)),
            (self._mails, [comparable(row.email)]),
        )
        for known, keys in rules:
            found = {name for key in keys if key for name in known.get(key, ())}
            if found:
                return set(by_key(found).values())
        return set()

    def find(self, text: str) -> str | None:
        """Return the id of the student whose id or address this is, or None if it is not exactly one's."""
        found = {text} if text in self.ids else self.fitting(LmsRow(0, "", logins=(text,), email=text))
        return found.pop() if len(found) == 1 else None

    def pair(self, rows: Iterable[LmsRow]) -> Pairs:
        """Find each line's student."""
        pairs = Pairs({}, {})
        for row in rows:
            found = self.fitting(row)
            if len(found) > 1:
                pairs.doubtful[row.line] = f"fits more than one student: {', '.join(sorted(found))}"
            elif found:
                pairs.students[row.line] = found.pop()
        lines = Counter(pairs.students.values())
        for line, student in list(pairs.students.items()):
            if lines[student] > 1:
                pairs.doubtful[line] = f"is one of {lines[student]} lines that fit {student}"
                del pairs.students[line]
        return pairs


def known_students(course: Course, system: str | None, seen: Mapping[str, set[str]]) -> KnownStudents:
    """Return the students in the gradebook and in `submitted/`.

    Parameters
    ----------
    course
        Whose students.
    system
        The LMS whose numbers count. Moodle's are those of one assignment, so the gradebook has none of them.
    seen
        The numbers under which each student's submission was collected before.
    """
    students: dict[str, KnownStudent] = {}
    with open_gradebook(course) as gradebook:
        for entry in gradebook.students:
            name = " ".join(filter(None, (entry.first_name, entry.last_name)))
            number = (str(entry.lms_user_id),) if system == CANVAS and entry.lms_user_id else ()
            students[entry.id] = KnownStudent(entry.id, number, entry.email or "", (name,) if name else ())
    ids = by_key(students)
    for folder in (*seen, *course.student_folders()):
        known = ids.setdefault(key_of(folder), student_id(name_in(folder)) or folder)
        numbers = {*students.setdefault(known, KnownStudent(known)).lms_ids, *seen.get(folder, ())}
        students[known] = replace(students[known], lms_ids=tuple(sorted(numbers)))
    return KnownStudents(students[name] for name in sorted(students))


def new_id(row: LmsRow) -> str | None:
    """Return the id that a student of the LMS gets in the course: the login, else another that is there."""
    return next(filter(None, map(student_id, (*row.logins, row.email))), None)


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings of a name have the same letters, whatever stands between them."""
    return _letters(one) == _letters(other)


def is_called(said: str, name: str) -> bool:
    """Return whether a download's name is a student's, perhaps after a group's name and a hyphen."""
    parts = said.split("-")
    return any(same_name("-".join(parts[number:]), name) for number in range(len(parts)))


def _letters(name: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())
