"""Collect what students handed in into `submitted/`: bundles, notebooks, folders, and an LMS's downloads."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..course import Course
from ..course.filenames import printable
from ..errors import CollectError
from ..lms import LmsFile
from ..lms.matching import comparable
from .archives import list_files
from .attempt import STAMP, Attempt, read_attempt
from .downloads import UnreadAttempt, find_attempts
from .identify import ClassList, UnmatchedError
from .pattern import Pattern
from .received import CollectedAttempt, CollectionRecord


@dataclass
class Collected:
    """Who is in `submitted/` now, and what was left out.

    Attributes
    ----------
    assignment : str
        For what it was handed in.
    collected, unchanged : list of str
        Students whose submission is new, and those whose submission was there already.
    skipped : list of tuple of str
        What was not taken, and why.
    unmatched : list of tuple of str
        What could be taken, but nobody can say whose it is, and why not.
    remarks : list of tuple of str
        Students whose submission was taken, and something that a person should know of it.
    """

    assignment: str
    collected: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def collect(
    course: Course,
    assignment: str,
    paths: Iterable[Path],
    *,
    gradebook: Path | None = None,
    pattern: str | None = None,
    received: datetime | None = None,
) -> Collected:
    """Take what students handed in for an assignment into `submitted/`.

    The newest attempt of each student becomes the submission; the others are kept under
    `submitted/.earlier/`. The time that counts is when the LMS received it, where its download says so; else
    when it is collected, since a student can claim any other. Where it came from is recorded (`received`).

    Parameters
    ----------
    course, assignment
        For what it was handed in.
    paths
        Bundles (zips with a manifest), notebooks (``ada.ipynb``, ``ada_ps1.ipynb``), a student's
        folder (``ada/ps1.ipynb``), a folder or a zip of any of these, or what Canvas or Moodle gives when all
        submissions are downloaded, packed or not.
    gradebook
        The LMS's own file, which says who is who (`identify`).
    pattern
        What names look like, where they are neither Canvas's nor Moodle's (`pattern`).
    received
        When it was received, where no download says so; now if None.

    Raises
    ------
    CollectError
        If a path does not exist, or the pattern is wrong. What is wrong inside a path is reported, and the
        rest collected.
    LmsFileError
        If the gradebook file cannot be used.
    """
    notebooks = [path.stem for path in course.source_notebooks(assignment)]
    places = list(paths)
    for path in places:
        if not path.exists():
            raise CollectError(f"There is no file or folder {path}; nothing was collected from it.")
    file = LmsFile(gradebook) if gradebook is not None else None
    people = ClassList(course, assignment, file)
    names = Pattern(pattern, people.names()) if pattern is not None else None
    run = _CollectingRun(course, assignment, notebooks, people, file, received)
    attempts: list[UnreadAttempt] = []
    for path in places:
        try:
            found = find_attempts(list_files(path, assignment=assignment), assignment, notebooks, names)
        except CollectError as problem:
            run.result.skipped.append((str(path), str(problem)))
            continue
        if not found.attempts and not found.left_out:
            why = "there is neither a bundle (.zip) nor a notebook (.ipynb) nor a student's folder in it"
            run.result.skipped.append((str(path), why))
        run.result.skipped += found.left_out
        attempts += found.attempts
    try:
        # The oldest first, so that the newest stays.
        for attempt in sorted(attempts, key=UnreadAttempt.age):
            run.take(attempt)
    finally:
        run.record.save()
    return run.finished()


class _CollectingRun:
    """One run, attempt by attempt.

    Parameters
    ----------
    course, assignment
        For what the attempts were handed in.
    notebooks
        What the assignment's notebooks are called, without extension.
    people
        Who can have handed something in.
    file
        The LMS's own file, if there is one.
    received
        When the attempts were received, where no download says so; now if None.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        notebooks: list[str],
        people: ClassList,
        file: LmsFile | None,
        received: datetime | None,
    ) -> None:
        self.record = CollectionRecord(course, assignment)
        self.result = Collected(assignment)
        self._course, self._assignment, self._notebooks = course, assignment, notebooks
        self._people, self._file, self._received = people, file, received
        self._claims: Counter[str] = Counter()  # attempts that only say themselves whose they are
        self._now = datetime.now(UTC)

    def take(self, unread: UnreadAttempt) -> None:
        """Read one attempt and put it where it belongs, or report why not."""
        try:
            attempt = read_attempt(unread, self._assignment, self._notebooks)
            student = self._people.student_of(unread, attempt.claimed)
        except UnmatchedError as problem:
            self.result.unmatched.append((unread.label, str(problem)))
            return
        except CollectError as problem:
            self.result.skipped.append((unread.label, str(problem)))
            return
        row = self._people.row(student)
        if unread.stated is None and self._file is not None and row is not None and self._file.worksheet:
            unread.stated = self._file.submitted(row.line)
        if not self._put(student, unread, attempt):
            self.result.unchanged.append(student)
            return
        self.result.collected.append(student)
        self._claims[student] += not unread.certain
        self.result.remarks += [(student, remark) for remark in attempt.remarks]
        self.result.remarks += [(student, doubt) for doubt in self._doubts(student, unread, attempt.claimed)]

    def finished(self) -> Collected:
        """Return the result, with each student once."""
        done = self.result
        done.collected = sorted(set(done.collected))
        done.unchanged = sorted(set(done.unchanged) - set(done.collected))
        done.remarks += [
            (student, f"{count} attempts say that they are {student}'s; the newest counts")
            for student, count in sorted(self._claims.items())
            if count > 1
        ]
        for said in (done.skipped, done.unmatched, done.remarks):
            said[:] = [(printable(what), printable(why)) for what, why in said]
        return done

    def _doubts(self, student: str, unread: UnreadAttempt, claimed: str | None) -> Iterator[str]:
        """Yield what a person should know of an attempt that was taken for this student's."""
        if unread.late:
            said = f"{unread.system.title()} marks it as late" if unread.system else "it is late"
            yield f"{said}; the time in {STAMP} is that of collecting it"
        if claimed is None:
            return
        if unread.certain:
            other = self._people.students(None).find(claimed)
            if other is not None and other != student:
                yield f"the bundle's manifest says that it is {other}'s"
        elif comparable(unread.key) != comparable(claimed.replace(" ", "_")):
            yield f"the file's name says {unread.key!r}, not {claimed!r}"

    # ------------------------------------------------------------------------------------------- the folders

    def _put(self, student: str, unread: UnreadAttempt, attempt: Attempt) -> bool:
        """Make an attempt the student's submission, unless it is an older one; return whether it is new."""
        new = self._recorded(unread, attempt)
        place = self._course.folder("submitted", self._assignment, student)
        there = _content(place) if place.is_dir() else None
        known = self.record.students.get(student, CollectedAttempt(""))
        new.earlier = known.earlier
        if there == attempt.files:
            if student not in self.record.students or (
                unread.system and new.is_newer_than(known) is not False
            ):
                self.record.students[student] = new
            return False
        if there is not None:
            newer = new.is_newer_than(known)
            if newer is False or (newer is None and new.sha256 in known.earlier):
                self._put_aside(student, unread, attempt, known)
                return False
            new.earlier = [*known.earlier, Attempt(there).sha256]
        self._write(place, unread, attempt)
        self.record.students[student] = new
        return True

    def _recorded(self, unread: UnreadAttempt, attempt: Attempt) -> CollectedAttempt:
        """Return what is recorded of an attempt."""
        stated = unread.stated.astimezone(UTC).isoformat(timespec="seconds") if unread.stated else None
        new = CollectedAttempt(attempt.sha256, stated=stated, serial=unread.serial)
        if unread.system is not None:
            new.system, new.lms_id, new.name = unread.system, unread.key, unread.name
            new.files = attempt.became
        return new

    def _put_aside(
        self, student: str, unread: UnreadAttempt, attempt: Attempt, known: CollectedAttempt
    ) -> None:
        """Keep an older attempt beside the submission, unless it is there already."""
        sha256 = attempt.sha256
        if sha256 not in known.earlier:
            self._write(self._earlier(student), unread, attempt)
            known.earlier.append(sha256)
            self.result.remarks.append((student, "an older attempt was put under .earlier"))

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
                (made / STAMP).write_text(f"{stamp.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            if place.is_dir():
                earlier = self._earlier(place.parent.name)
                earlier.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(place, earlier)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, place)

    def _stamp(self, unread: UnreadAttempt) -> datetime | None:
        """Return when an attempt was received; None if that is unknown, but in time, as the LMS says."""
        if unread.late is False and unread.stated is None and self._received is None:
            return None
        return unread.stated or self._received or self._now

    def _earlier(self, student: str) -> Path:
        """Return a new place for an attempt that does not count."""
        name = f"{self._assignment}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        return self._course.folder("submitted", ".") / ".earlier" / student / name


def _content(place: Path) -> dict[str, bytes]:
    """Return the files of a submission's folder, by relative path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != STAMP
    }
