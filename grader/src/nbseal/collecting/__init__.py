"""Collect what students handed in into `submitted/`: bundles, notebooks, folders, and an LMS's downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..course import Course
from ..course.filenames import printable
from ..course.gradebook import due_date
from ..course.local_time import placed
from ..course.people import comparable
from ..course.schedule import read_schedule
from ..errors import CollectError
from ..lms import LmsFile
from ..lms.groups import read_groups
from .archives import list_files
from .attempt import read_attempt
from .downloads import find_attempts
from .identify import ClassList, UnmatchedError, Whose
from .pattern import Pattern
from .plain_names import agree_on_names
from .storing import Store, Stored
from .unread import UnreadAttempt
from .wanted import Wanted, read_wanted


@dataclass
class Collected:
    """Who is in `submitted/` now, and what was left out.

    Attributes
    ----------
    assignment : str
        What it was handed in for.
    collected, unchanged : list of str
        Students whose submission is new, and those whose submission was there already.
    skipped : list of tuple of str
        What was not taken, and why.
    unmatched : list of tuple of str
        What could be taken, but nobody can say whose it is, and why not.
    remarks : list of tuple of str
        Students whose submission was taken, and something that a person should know of it.
    undated : list of str
        Students of whom nobody can say when they handed in, although there is a due date.
    """

    assignment: str
    collected: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)


def collect(
    course: Course,
    assignment: str,
    paths: Iterable[Path],
    *,
    gradebook: Path | None = None,
    groups: Path | None = None,
    pattern: str | None = None,
    received: datetime | None = None,
) -> Collected:
    """Take what students handed in for an assignment into `submitted/`.

    The newest attempt of each student becomes the submission; the others are kept under
    `submitted/.earlier/`. The time that counts is when the LMS received it, where its download says so, or
    else what is said here; a student can claim any other, and none is made up. Where it came from is recorded
    (`collection_record`).

    Parameters
    ----------
    course, assignment
        What it was handed in for.
    paths
        Bundles (zips with a manifest), notebooks (``ada.ipynb``, ``ada_ps1.ipynb``), a student's
        folder (``ada/ps1.ipynb``), a folder or a zip of any of these, or what Canvas or Moodle gives when all
        submissions are downloaded, packed or not.
    gradebook
        The LMS's own file, which says who is who (`identify`).
    groups
        Canvas's file of groups, if groups hand in together (`nbseal.lms.groups`).
    pattern
        What names look like, where they are neither Canvas's nor Moodle's (`pattern`).
    received
        When it was received, where no download says so. A time without a zone is the course's, here as in
        downloads: that of its `course.toml`, or this machine's.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    CourseFolderError
        If the course's `course.toml` cannot be understood.
    CollectError
        If a path does not exist, the pattern is wrong, or the record of what was collected before cannot be
        read. What is wrong inside a path is reported, and the rest collected.
    LmsFileError
        If the gradebook file or the file of groups cannot be used.
    GradebookError
        If the gradebook cannot be read.
    """
    course.source_notebooks(assignment)
    places = list(paths)
    for path in places:
        if not path.exists():
            raise CollectError(f"There is no file or folder {path}; nothing was collected from it.")
    schedule = read_schedule(course.root)
    zone = schedule.zone if schedule is not None else None
    received = placed(received, zone) if received is not None else None
    file = LmsFile(gradebook, zone=zone) if gradebook is not None else None
    people = ClassList(course, assignment, file, read_groups(groups) if groups is not None else None)
    names = people.names()
    by_names = Pattern(pattern, names, zone) if pattern is not None else None
    wanted = read_wanted(course, assignment, names)
    run = _CollectingRun(wanted, people, file, Store(course, assignment, received), received)
    attempts: list[UnreadAttempt] = []
    for path in places:
        try:
            found = find_attempts(list_files(path), wanted, by_names)
        except CollectError as problem:
            run.result.skipped.append((str(path), str(problem)))
            continue
        if not found.attempts and not found.left_out:
            why = "there is neither a bundle (.zip) nor a notebook (.ipynb) nor a student's folder in it"
            run.result.skipped.append((str(path), why))
        run.result.skipped += found.left_out
        attempts += found.attempts
    agree_on_names(attempts, wanted)
    try:
        # The oldest first, so that the newest stays.
        for attempt in sorted(attempts, key=UnreadAttempt.age):
            run.take(attempt)
    finally:
        run.store.record.save()
    is_planned = schedule is not None and schedule.times(assignment).due is not None
    return run.finished(is_due=is_planned or due_date(course, assignment) is not None)


class _CollectingRun:
    """One run, attempt by attempt.

    Parameters
    ----------
    wanted
        What is to be handed in.
    people
        Who can have handed something in.
    file
        The LMS's own file, if there is one.
    store
        Where to put the attempts.
    received
        When the attempts were received, where no download says so.
    """

    def __init__(
        self, wanted: Wanted, people: ClassList, file: LmsFile | None, store: Store, received: datetime | None
    ) -> None:
        self.result = Collected(wanted.assignment)
        self.store = store
        self._wanted, self._people, self._file, self._received = wanted, people, file, received
        self._taken: dict[str, dict[str, UnreadAttempt]] = {}  # by student and digest, the oldest first
        self._timeless: set[str] = set()  # students of whom no time is known that this run has seen

    def take(self, unread: UnreadAttempt) -> None:
        """Read one attempt and put it where it belongs, or report why not."""
        try:
            attempt = read_attempt(unread, self._wanted)
            whose = self._people.whose(unread, attempt.claimed)
        except UnmatchedError as problem:
            self.result.unmatched.append((unread.label, str(problem)))
            return
        except CollectError as problem:
            self.result.skipped.append((unread.label, str(problem)))
            return
        student = self._share(whose)
        doubts = [
            *self._time(student, unread),
            *self._doubts(student, unread, attempt.claimed),
            *whose.missing,
        ]
        mine = self._taken.setdefault(student, {})
        mine.pop(attempt.sha256, None)
        mine[attempt.sha256] = unread
        stored = self.store.put(student, unread, attempt)
        if stored is Stored.NEW:
            self.result.collected.append(student)
            self.result.remarks += [(student, remark) for remark in (*attempt.remarks, *doubts)]
            return
        self.result.unchanged.append(student)
        if stored is Stored.EARLIER:
            self.result.remarks.append((student, "an older attempt was put under .earlier"))

    def finished(self, *, is_due: bool) -> Collected:
        """Return the result, with each student once.

        Parameters
        ----------
        is_due
            Whether the assignment has a due date, so that it matters when it was handed in.
        """
        done = self.result
        done.collected = sorted(set(done.collected))
        done.unchanged = sorted(set(done.unchanged) - set(done.collected))
        if is_due:
            done.undated = sorted(student for student in self._timeless if not self.store.has_time(student))
        for student in done.collected:
            done.remarks += [(student, said) for said in self._several(student)]
        for said in (done.skipped, done.unmatched, done.remarks):
            said[:] = [(printable(what), printable(why)) for what, why in said]
        return done

    def _several(self, student: str) -> Iterator[str]:
        """Yield which of a student's attempts counts, if there is more than one."""
        *others, newest = self._taken[student].values()
        if others:
            why = newest.why_newer(others[-1])
            by = (
                f"it is the newest by {why}" if why else "nothing says which is the newest, so it is the last"
            )
            yield f"{len(others) + 1} attempts are {student}'s; {newest.label} counts: {by}"

    def _share(self, whose: Whose) -> str:
        """Note with whom a student shares the work, and return in whose name it is kept."""
        record = self.store.record
        holder = whose.student
        if whose.members:
            everybody = [whose.student, *whose.members]
            holder = next(
                (it for it in everybody if it in record.students and record.students[it].members), holder
            )
            own = [it for it in everybody if it != holder and it in record.students]
            self.result.remarks += [
                (it, "has work of their own; the group's was not given to them") for it in own
            ]
            self.store.share(holder, [it for it in everybody if it not in (holder, *own)])
        else:
            self.store.leave_group(holder)
        return holder

    def _time(self, student: str, unread: UnreadAttempt) -> Iterator[str]:
        """Take the time from the LMS's file, and yield what is to be said of it."""
        row = self._people.row(student)
        if unread.stated is None and self._file is not None and row is not None and self._file.worksheet:
            unread.stated = self._file.submitted(row.line)
            said = self._file.unread_time(row.line)
            if said:
                yield f"Moodle says it came {said!r}, which is not read as a time; give it with --received"
        if unread.stated is not None or self._received is not None:
            return
        if unread.late:
            yield "Canvas marks it as late, but does not say when it came; say when with --received"
        if unread.late is not False:
            self._timeless.add(student)

    def _doubts(self, student: str, unread: UnreadAttempt, claimed: str | None) -> Iterator[str]:
        """Yield what a person should know of an attempt that was taken for this student's."""
        if self._people.is_new(student):
            yield f"nobody in the gradebook is called {student!r}; it was taken as a new student's"
        if claimed is None:
            return
        if unread.certain:
            other = self._people.students(None).find(claimed)
            if other is not None and other != student:
                yield f"the bundle's manifest says that it is {other}'s"
        elif unread.owner and not _can_be(unread.owner, claimed):
            yield f"the file's name says {unread.owner!r}, not {claimed!r}"


def _can_be(key: str, name: str) -> bool:
    """Return whether part of a file's name can stand for a name, some letters of which were replaced."""
    rest = iter(comparable(key))
    return all(letter in rest for letter in comparable(name) if letter.isascii() and letter.isalnum())
