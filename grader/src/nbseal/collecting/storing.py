"""Put attempts where they belong: the newest into `submitted/`, the others beside it, none over another."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from ..course import TIMESTAMP, Course
from .attempt import Attempt
from .collection_record import CollectedAttempt, CollectionRecord
from .unread import UnreadAttempt


class Stored(Enum):
    """What became of an attempt: the submission, nothing (it was there already), or an earlier attempt."""

    NEW = auto()
    UNCHANGED = auto()
    EARLIER = auto()


class Store:
    """The submissions of one assignment.

    Parameters
    ----------
    course, assignment
        Which assignment.
    received
        When attempts were received, where no download says so, or that they were in time; None if nobody
        knows.

    Attributes
    ----------
    record : CollectionRecord
        What was collected before, and what this run has added, until somebody saves it.
    """

    def __init__(self, course: Course, assignment: str, received: datetime | None) -> None:
        self.record = CollectionRecord(course, assignment)
        self._course, self._assignment, self._received = course, assignment, received

    def put(self, student: str, unread: UnreadAttempt, attempt: Attempt) -> Stored:
        """Make an attempt the student's submission, or keep it beside that if it is an older one.

        Parameters
        ----------
        student
            Whose it is.
        unread, attempt
            The attempt as it was found, and as it was read.
        """
        new = self._recorded(unread, attempt)
        place = self._course.submission(self._assignment, student)
        there = _content(place) if place.is_dir() else None
        known = self.record.students.get(student, CollectedAttempt(""))
        new.earlier, new.members = known.earlier, known.members
        if there == attempt.files:
            if student not in self.record.students or (
                unread.system and new.is_newer_than(known) is not False
            ):
                self.record.students[student] = new
            return Stored.NEW if self._stamp_again(place, unread) else Stored.UNCHANGED
        if there is not None:
            newer = new.is_newer_than(known)
            if newer is False or (newer is None and new.sha256 in known.earlier):
                return self._put_aside(place, unread, attempt, known)
            new.earlier = [*known.earlier, Attempt(there).sha256]
        self._write(place, unread, attempt)
        self.record.students[student] = new
        return Stored.NEW

    def share(self, holder: str, members: list[str]) -> None:
        """Note that what a student hands in is the work of others as well."""
        self.record.students.setdefault(holder, CollectedAttempt("")).members = members

    def leave_group(self, student: str) -> None:
        """Note that a student has work of their own, and none of a group's."""
        for one in self.record.students.values():
            one.members = [member for member in one.members if member != student]
        if student in self.record.students:
            self.record.students[student].members = []

    def has_time(self, student: str) -> bool:
        """Return whether it is known when a student's submission was received."""
        return (self._course.submission(self._assignment, student) / TIMESTAMP).is_file()

    def _recorded(self, unread: UnreadAttempt, attempt: Attempt) -> CollectedAttempt:
        """Return what is recorded of an attempt."""
        stated = unread.stated.astimezone(UTC).isoformat(timespec="seconds") if unread.stated else None
        new = CollectedAttempt(attempt.sha256, stated=stated, serial=unread.serial)
        if unread.system is not None:
            new.system, new.lms_id, new.name = unread.system, unread.owner, unread.name
            new.files, new.late = attempt.became, unread.late
        return new

    def _put_aside(
        self, place: Path, unread: UnreadAttempt, attempt: Attempt, known: CollectedAttempt
    ) -> Stored:
        """Keep an older attempt beside the submission, unless it is there already."""
        sha256 = attempt.sha256
        if sha256 in known.earlier:
            return Stored.UNCHANGED
        self._write(self._earlier(place), unread, attempt)
        known.earlier.append(sha256)
        return Stored.EARLIER

    def _write(self, place: Path, unread: UnreadAttempt, attempt: Attempt) -> None:
        """Write an attempt's folder, whole or not at all; what is there already goes to the earlier ones."""
        root = self._course.folder("submitted", ".")
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".collecting-", dir=root) as aside:
            made = Path(aside) / "made"
            for name, content in attempt.files.items():
                target = made / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            stamp = self._stamp(unread)
            if stamp is not None:
                (made / TIMESTAMP).write_text(_stamp_text(stamp))
            if place.is_dir():
                earlier = self._earlier(place)
                earlier.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(place, earlier)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, place)

    def _stamp_again(self, place: Path, unread: UnreadAttempt) -> bool:
        """Write when a submission that was there already was received; return whether that is another time.

        The grader's word replaces what was known; what an LMS states replaces only a later time.
        """
        file = place / TIMESTAMP
        before = file.read_text(errors="replace") if file.is_file() else ""
        stamp = self._stamp(unread)
        if stamp is None or (unread.stated is not None and before and before <= _stamp_text(stamp)):
            return False
        file.write_text(_stamp_text(stamp))
        return before != _stamp_text(stamp)

    def _stamp(self, unread: UnreadAttempt) -> datetime | None:
        """Return when an attempt was received; None if nobody knows, or the LMS only says it was in time."""
        return unread.stated or (None if unread.late is False else self._received)

    def _earlier(self, place: Path) -> Path:
        """Return a new place for an attempt that does not count; the student's submission is at `place`."""
        name = f"{self._assignment}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        return self._course.folder("submitted", ".") / ".earlier" / place.parent.name / name


def _stamp_text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n"


def _content(place: Path) -> dict[str, bytes]:
    """Return the files of a submission's folder, by relative path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != TIMESTAMP
    }
