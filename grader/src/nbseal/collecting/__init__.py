"""What students handed in, brought into `submitted/`: bundles, notebooks, folders, and an LMS's downloads."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..course import Course
from ..course.filenames import shown
from ..errors import CollectError
from ..lms import LmsFile
from ..lms.matching import plain
from .archives import open_tree
from .attempt import Attempt, read_attempt
from .downloads import Found, sort_out
from .identify import ClassList, UnmatchedError
from .pattern import Pattern
from .received import Received, Record

_STAMP = "timestamp.txt"


@dataclass
class Collected:
    """Who is in `submitted/` now, and what was left out.

    Attributes
    ----------
    assignment : str
    collected, unchanged : list of str
        Students whose work is new, and those whose work was there already.
    skipped : list of tuple of str
        What was not taken, and why.
    unmatched : list of tuple of str
        What could be taken, but nobody can say whose it is, and why not.
    remarks : list of tuple of str
        Students whose work was taken, but with something a person should know.
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

    The newest attempt counts; the others are kept under `submitted/.earlier/`. The time that counts is when
    the LMS received it, where its download says so; else when it is collected, since a student can claim any
    other. What is known of the way in is kept for the way back (`received`).

    Parameters
    ----------
    course, assignment
        Where it belongs.
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
    names = [path.stem for path in course.source_notebooks(assignment)]
    places = list(paths)
    for path in places:
        if not path.exists():
            raise CollectError(f"There is no file or folder {path}; nothing was collected from it.")
    file = LmsFile(gradebook) if gradebook is not None else None
    people = ClassList(course, assignment, file)
    form = Pattern(pattern, people.names()) if pattern is not None else None
    run = _Run(course, assignment, names, people, file, received)
    found: list[Found] = []
    for path in places:
        try:
            there = sort_out(open_tree(path, assignment=assignment), assignment, names, form)
        except CollectError as problem:
            run.result.skipped.append((str(path), str(problem)))
            continue
        if not there.found and not there.left_out:
            why = "there is neither a bundle (.zip) nor a notebook (.ipynb) nor a student's folder in it"
            run.result.skipped.append((str(path), why))
        run.result.skipped += there.left_out
        found += there.found
    try:
        # The oldest first, so that the newest stays.
        for one in sorted(found, key=Found.age):
            run.take(one)
    finally:
        run.record.save()
    return run.finished()


class _Run:
    """One run, attempt by attempt."""

    def __init__(
        self,
        course: Course,
        assignment: str,
        notebooks: list[str],
        people: ClassList,
        file: LmsFile | None,
        received: datetime | None,
    ) -> None:
        self.course, self.assignment, self.notebooks = course, assignment, notebooks
        self.people, self.file, self.received = people, file, received
        self.record = Record(course, assignment)
        self.result = Collected(assignment)
        self.claims: Counter[str] = Counter()
        self.now = datetime.now(UTC)

    def take(self, found: Found) -> None:
        """Read one attempt and put it where it belongs, or report why not."""
        try:
            attempt = read_attempt(found, self.assignment, self.notebooks)
            student = self.people.whose(found, attempt.claimed)
        except UnmatchedError as problem:
            self.result.unmatched.append((found.label, str(problem)))
            return
        except CollectError as problem:
            self.result.skipped.append((found.label, str(problem)))
            return
        row = self.people.row(student)
        if found.stated is None and self.file is not None and row is not None and self.file.worksheet:
            found.stated = self.file.submitted(row.line)
        new = self._put(student, found, attempt)
        (self.result.collected if new else self.result.unchanged).append(student)
        if new:
            self.claims[student] += not found.certain
            self.result.remarks += [(student, remark) for remark in attempt.remarks]
            self._doubts(student, found, attempt.claimed)

    def finished(self) -> Collected:
        """Return the result, with each student once."""
        done = self.result
        done.collected = sorted(set(done.collected))
        done.unchanged = sorted(set(done.unchanged) - set(done.collected))
        done.remarks += [
            (student, f"{count} attempts say that they are {student}'s; the newest counts")
            for student, count in sorted(self.claims.items())
            if count > 1
        ]
        for said in (done.skipped, done.unmatched, done.remarks):
            said[:] = [(shown(what), shown(why)) for what, why in said]
        return done

    def _doubts(self, student: str, found: Found, claimed: str | None) -> None:
        if found.late:
            said = f"{found.system.title()} marks it as late" if found.system else "it is late"
            self.result.remarks.append((student, f"{said}; the time in {_STAMP} is that of collecting it"))
        if claimed is None:
            return
        if found.certain:
            other = self.people.students(None).find(claimed)
            if other is not None and other != student:
                self.result.remarks.append((student, f"the bundle's manifest says that it is {other}'s"))
        elif plain(found.key) != plain(claimed.replace(" ", "_")):
            self.result.remarks.append((student, f"the file's name says {found.key!r}, not {claimed!r}"))

    # ------------------------------------------------------------------------------------------- the folders

    def _put(self, student: str, found: Found, attempt: Attempt) -> bool:
        """Put an attempt in its place, or beside it if it is an older one; return whether it is new there."""
        stated = found.stated.astimezone(UTC).isoformat(timespec="seconds") if found.stated else None
        new = Received(attempt.sha256, stated=stated, serial=found.serial)
        if found.system is not None:
            new.system, new.lms_id, new.name, new.files = found.system, found.key, found.name, attempt.became
        place = self.course.folder("submitted", self.assignment, student)
        current = _content(place) if place.is_dir() else None
        known = self.record.students.get(student, Received(""))
        new.earlier = known.earlier
        if current == attempt.files:
            if student not in self.record.students or (
                found.system and new.is_newer_than(known) is not False
            ):
                self.record.students[student] = new
            return False
        if current is not None:
            newer = new.is_newer_than(known)
            if newer is False or (newer is None and new.sha256 in known.earlier):
                if new.sha256 not in known.earlier:
                    self._write(self._earlier(student), found, attempt)
                    known.earlier.append(new.sha256)
                    self.result.remarks.append((student, "an older attempt was put under .earlier"))
                return False
            new.earlier = [*known.earlier, Attempt(current).sha256]
        self._write(place, found, attempt)
        self.record.students[student] = new
        return True

    def _write(self, place: Path, found: Found, attempt: Attempt) -> None:
        """Write an attempt's folder, whole or not at all; what is there already goes to the earlier ones."""
        root = self.course.folder("submitted", ".")
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".collecting-", dir=root) as aside:
            made = Path(aside) / "made"
            for name, content in attempt.files.items():
                target = made / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            stamp = self._stamp(found)
            if stamp is not None:
                (made / _STAMP).write_text(f"{stamp.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            if place.is_dir():
                earlier = self._earlier(place.parent.name)
                earlier.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(place, earlier)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, place)

    def _stamp(self, found: Found) -> datetime | None:
        """Return when an attempt was received; None if that is unknown, but in time, as the LMS says."""
        if found.late is False and found.stated is None and self.received is None:
            return None
        return found.stated or self.received or self.now

    def _earlier(self, student: str) -> Path:
        """Return a new place for an attempt that does not count."""
        name = f"{self.assignment}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        return self.course.folder("submitted", ".") / ".earlier" / student / name


def _content(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != _STAMP
    }
