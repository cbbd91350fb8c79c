"""Grade an assignment: read what was handed in, have it graded, write it, go on from wherever it stopped.

There is one writer, in this process, and one run at a time for each assignment.
"""

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..collecting.collection_record import CollectionRecord
from ..course import Course, open_course
from ..course.gradebook import listed_students
from ..course.people import by_key, key_of
from ..course.schedule import read_schedule
from ..errors import AssignmentError
from ..limits import Limits
from . import placement, sandbox
from .autograded import replace_folder
from .dispatch import grade_submissions
from .flag import Flag
from .moves import Move
from .place_record import PlaceRecord
from .pool import LocalPool, WorkerPool
from .run_lock import run_lock
from .run_record import RunRecord
from .settlement import settle
from .spec import GradingSpec
from .spec_reading import read_spec, require_place, solved_notebooks
from .submission import GradedSubmission, Submission
from .submission_folder import fingerprint, handed_in_at, read_submission, work_digest
from .writer import Writer

VERSION = "4"
"""Part of every fingerprint, so that a newer grader grades again."""

_WORTH_A_WORKER = 24  # submissions; to start a worker takes as long as grading some twenty

Progress = Callable[[int, int, str, list[Flag]], None]
"""Called after each submission: how many are done, of how many, whose it was, and its flags."""


@dataclass
class GradingResult:
    """What one run did.

    Attributes
    ----------
    assignment : str
        What was graded.
    graded, unchanged : list of str
        Students whose submission was graded, and whose submission had not changed since it was.
    flagged : list of Flag
        What a person should look at, of both.
    moved : list of Move
        Whose points are others than before, with the same work, as after a test was mended.
    seconds : float
        Wall clock.
    cpu_seconds : float
        Processor time of sessions and checks, without starting the workers.
    workers : int
        How many submissions were graded at once.
    sandbox : str
        ``"bubblewrap"``, or ``"none"``.
    notices : list of str
        What the instructor should know of the assignment and of its due date, in sentences.
    """

    assignment: str
    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    flagged: list[Flag] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    workers: int = 1
    sandbox: str = "bubblewrap"
    notices: list[str] = field(default_factory=list)


def grade(
    course: Course | Path | str,
    assignment: str,
    students: Iterable[str] | None = None,
    *,
    workers: int | None = None,
    timeout: float | None = None,
    force: bool = False,
    tests: str = "outside",
    sandboxed: bool = True,
    progress: Progress | None = None,
    pool: WorkerPool | None = None,
) -> GradingResult:
    """Grade an assignment's submissions into the gradebook and `autograded/`.

    Parameters
    ----------
    course
        The course, or its folder.
    assignment
        What to grade.
    students
        Whose submissions; everybody's if None or empty.
    workers
        How many processes grade at once; as many as there are processors if None.
    timeout
        Seconds of wall clock for each cell; what `c.Limits.cell_seconds` says if None.
    force
        Grade what has not changed as well.
    tests
        ``"outside"``: checks run in the grader, on data; ``"inside"``: in the student's session, as nbgrader
        runs them.
    sandboxed
        False runs student code with no protection at all.
    progress
        Called after each submission.
    pool
        Who grades, instead of processes of this machine that end with the run.

    Raises
    ------
    AssignmentError
        If there is no such assignment, it was not released, nothing was handed in, or another run is at it.
    CourseFolderError, CollectError
        If `course` is no course's folder, or the record of what was collected cannot be read.
    SandboxError
        If student code cannot be run safely here.
    CourseFolderError
        If the course's `course.toml` cannot be understood.
    GradebookError
        If scores cannot be written. What was graded before stays.
    """
    began = time.monotonic()
    if not isinstance(course, Course):
        course = open_course(course)
    require_place(tests)
    read_schedule(course.root)  # what is wrong with it is said before the work, not after
    chosen = _chosen_students(course, assignment, students)
    if sandboxed and (pool is None or pool.is_local):
        sandbox.require_sandbox()
    spec = read_spec(course, assignment, timeout=timeout, tests=tests, sandboxed=sandboxed)
    count = min(workers or os.cpu_count() or 1, math.ceil(len(chosen) / _WORTH_A_WORKER))
    result = GradingResult(
        assignment,
        workers=count if pool is None else pool.capacity,
        sandbox="bubblewrap" if sandboxed else "none",
    )
    with (
        run_lock(course, assignment),
        closing(Writer(course.db_url, assignment)) as writer,
        _open_pool(pool, count) as opened,
    ):
        record = PlaceRecord(course.db_url, assignment, VERSION)
        spec = record.placed(spec, solved_notebooks(course.folder("source", assignment)), opened)
        result.notices += placement.notices(spec.notebooks) if tests == "outside" else ()
        run = _GradingRun(course, spec, writer, result, progress, len(chosen))
        run.grade(list(run.changed(chosen, force=force)), opened)
        result.notices += settle(course, assignment).notices
    result.seconds = time.monotonic() - began
    order = {student: position for position, student in enumerate(chosen)}
    result.graded.sort(key=order.__getitem__)
    result.flagged.sort(key=lambda flag: order[flag.student])
    result.moved.sort(key=lambda move: (move.notebook, move.task, move.student))
    return result


def _open_pool(pool: WorkerPool | None, count: int) -> AbstractContextManager[WorkerPool]:
    """Return a pool to be used in a `with`: the one that was given, left open, or one that is closed."""
    return LocalPool(count) if pool is None else nullcontext(pool)


class _GradingRun:
    """One run over the submissions of an assignment.

    Parameters
    ----------
    course
        The course.
    spec
        What all submissions have in common.
    writer
        What writes into the gradebook.
    result
        Where to put what the run did.
    progress
        Called after each submission.
    total
        How many submissions there are.
    """

    def __init__(
        self,
        course: Course,
        spec: GradingSpec,
        writer: Writer,
        result: GradingResult,
        progress: Progress | None,
        total: int,
    ) -> None:
        self._course, self._spec, self._writer, self._result = course, spec, writer, result
        self._progress, self._total, self._done = progress, total, 0
        self._limits = Limits(**spec.limits)
        self._official = frozenset({*spec.files, *(f"{it.name}.ipynb" for it in spec.notebooks)})
        self._collected = CollectionRecord(course, result.assignment).students
        self._under_way: dict[str, tuple[Submission, datetime | None]] = {}

    def changed(self, students: list[str], *, force: bool) -> Iterator[str]:
        """Yield whose submission has to be graded, and report the others'."""
        records = self._writer.records()
        for student in students:
            record = None if force else records.get(student)
            if record is None or not self._is_as_recorded(student, record):
                yield student
            else:
                self._result.unchanged.append(student)
                self._report(student, record.flags)

    def grade(self, students: list[str], pool: WorkerPool) -> None:
        """Grade each student's submission, and write what it earned."""
        with closing(grade_submissions(self._spec, students, self._begin, pool)) as done:
            for graded in done:
                self._write(graded)

    def _begin(self, student: str) -> Submission:
        """Read a submission, and keep it until it is written: its folder may be exchanged meanwhile."""
        self._under_way[student] = self._read(student)
        return self._under_way[student][0]

    def _read(self, student: str) -> tuple[Submission, datetime | None]:
        folders = self._course.submission_folders(self._result.assignment, student)
        folder = self._course.submission(self._result.assignment, student)
        submission = read_submission(folder, student, self._limits, self._official)
        submission.remarks.extend(
            f"there is a second folder of this student's, {other.parent}, which was not graded"
            for other in folders
            if other != folder
        )
        return submission, handed_in_at(submission)

    def _is_as_recorded(self, student: str, record: RunRecord) -> bool:
        """Return whether a submission and how it is graded have not changed since."""
        if not self._autograded(student).is_dir():
            return False
        submission, _ = self._read(student)
        return self._fingerprint(submission) == record.fingerprint

    def _fingerprint(self, submission: Submission) -> str:
        return fingerprint(submission, f"{VERSION}\n{self._spec.digest}")

    def _autograded(self, student: str) -> Path:
        return self._course.folder("autograded", self._result.assignment, student)

    def _write(self, graded: GradedSubmission) -> None:
        submission, timestamp = self._under_way.pop(graded.student)
        files = {**submission.files, **self._spec.files}
        files |= {f"{notebook.name}.ipynb": notebook.content.encode() for notebook in graded.notebooks}
        mode = 0o664 if self._course.directory.groupshared else 0o444
        replace_folder(self._autograded(graded.student), files, mode)
        record = RunRecord(
            fingerprint=self._fingerprint(submission) if graded.complete else "",  # else it is graded again
            flags=graded.all_flags(),
            sandbox=self._result.sandbox,
            tests=self._spec.tests,
            work=work_digest(submission),
        )
        collected = self._collected.get(graded.student)
        members = collected.members if collected is not None else ()
        self._result.moved += self._writer.write(graded, record, timestamp, members)
        self._result.graded.append(graded.student)
        self._result.cpu_seconds += graded.cpu_seconds
        self._report(graded.student, record.flags)

    def _report(self, student: str, flags: list[Flag]) -> None:
        self._result.flagged += flags
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total, student, flags)


def _chosen_students(course: Course, assignment: str, students: Iterable[str] | None) -> list[str]:
    """Return the students to grade, in order: those that were named, or all who have handed in."""
    listed = by_key(listed_students(course))
    there = {key_of(name): listed.get(key_of(name), name) for name in course.submitted_students(assignment)}
    if not there:
        course.source_notebooks(assignment)
        folder = course.folder("submitted", assignment, "*")
        raise AssignmentError(
            f"Nobody has handed in {assignment!r}: no folder matches {folder}; collect submissions first."
        )
    for student in students or ():
        if key_of(student) not in there:
            folder = course.folder("submitted", assignment, student)
            raise AssignmentError(f"{student} has not handed in {assignment!r}: there is no {folder}.")
    return sorted({there[key_of(student)] for student in students or ()} or there.values())
