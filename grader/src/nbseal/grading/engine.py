"""Grade an assignment: read what was handed in, have it graded, write it, go on from wherever it stopped.

There is one writer, in this process, and one run at a time for each assignment.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ..course import Course, open_course
from ..course.gradebook import open_gradebook
from ..course.reference import read_reference
from ..errors import AssignmentError, SandboxError
from ..limits import Limits, Sessions
from . import pool, sandbox, submitted
from .autograded import write_files
from .pool import Crew, Fleet, Processes
from .workers import Graded, HandedIn, Setup
from .writer import FlagRow, Writer

VERSION = "3"
"""Part of every fingerprint, so that a newer grader grades again."""

Progress = Callable[[int, int, str, "list[Flag]"], None]
"""Called after each submission: how many are done, of how many, whose it was, and its flags."""


@dataclass(frozen=True)
class Flag:
    """Something that a person should look at."""

    student: str
    notebook: str | None
    task: str | None
    reason: str


@dataclass
class Result:
    """What one run did.

    Attributes
    ----------
    graded, unchanged : list of str
        Students whose work was graded, and whose work had not changed since it was.
    flagged : list of Flag
        What a person should look at, of both.
    seconds : float
        Wall clock.
    cpu_seconds : float
        Processor time of sessions and tests, without starting the workers.
    sandbox : str
        ``"bubblewrap"``, or ``"none"``.
    """

    assignment: str
    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    flagged: list[Flag] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    workers: int = 1
    sandbox: str = "bubblewrap"


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
    crew: Crew | None = None,
) -> Result:
    """Grade an assignment's submissions into the gradebook and `autograded/`.

    Parameters
    ----------
    course
        The course, or its folder.
    assignment
        What to grade.
    students
        Whose work; everybody's if None or empty.
    workers
        How many processes grade at once; as many as there are processors if None.
    timeout
        Seconds of wall clock for each cell; what `c.Limits.cell_seconds` says if None.
    force
        Grade what has not changed as well.
    tests
        ``"outside"``: tests run in the grader, on data; ``"inside"``: in the student's session, as nbgrader
        runs them.
    sandboxed
        False runs student code with no protection at all.
    progress
        Called after each submission.
    crew
        Who grades, instead of processes of this machine that end with the run.

    Raises
    ------
    AssignmentError
        If there is no such assignment, it was not released, nothing was handed in, or another run is at it.
    SandboxError
        If student code cannot be run safely here.
    GradebookError
        If scores cannot be written. What was graded before stays.
    """
    began = time.monotonic()
    if not isinstance(course, Course):
        course = open_course(Path(course))
    if tests not in ("outside", "inside"):
        raise AssignmentError(f"Tests run outside or inside, not {tests!r}.")
    whose = _whose(course, assignment, students)
    if sandboxed and not isinstance(crew, Fleet) and (why := sandbox.why_no_sandbox()) is not None:
        raise SandboxError(why)
    setup = prepare(course, assignment, timeout, tests, sandboxed)
    # Starting a worker costs as much as grading some twenty submissions.
    count = min(workers or os.cpu_count() or 1, -(-len(whose) // 24))
    if crew is not None:
        count = crew.threads
    result = Result(assignment, workers=count, sandbox="bubblewrap" if sandboxed else "none")
    with (
        _alone(course, assignment),
        closing(Writer(course.db_url, assignment, _late_penalty(course))) as writer,
    ):
        run = _Run(course, setup, writer, result, progress, len(whose))
        changed = list(run.changed(whose, force=force))
        if changed:
            with nullcontext(crew) if crew is not None else Processes(min(count, len(changed))) as given:
                run.grade(changed, given)
    result.seconds = time.monotonic() - began
    order = {student: place for place, student in enumerate(whose)}
    result.graded.sort(key=order.__getitem__)
    result.flagged.sort(key=lambda flag: order[flag.student])
    return result


class _Run:
    """One run over the submissions of an assignment."""

    def __init__(
        self,
        course: Course,
        setup: Setup,
        writer: Writer,
        result: Result,
        progress: Progress | None,
        total: int,
    ) -> None:
        self.course, self.setup, self.writer, self.result = course, setup, writer, result
        self.progress, self.total, self.done = progress, total, 0
        self.limits = Limits(**setup.limits)
        self.official = frozenset({*setup.files, *(f"{it.name}.ipynb" for it in setup.notebooks)})
        self.work: dict[str, tuple[HandedIn, datetime | None]] = {}

    def changed(self, whose: list[str], *, force: bool) -> Iterator[str]:
        """Yield whose work has to be graded, and report the others'."""
        recorded = self.writer.recorded()
        for student in whose:
            before = None if force else recorded.get(student)
            if before is None or not self._place(student).is_dir() or before[0] != self._now(student):
                yield student
            else:
                self.result.unchanged.append(student)
                self._report(student, before[1])

    def grade(self, students: list[str], crew: Crew) -> None:
        """Grade each, and write what it earned."""
        with closing(pool.graded(self.setup, students, self._read, crew)) as done:
            for graded in done:
                self._write(graded)

    def _read(self, student: str) -> HandedIn:
        """Read what a student handed in, and keep it until it is written: it may be exchanged meanwhile."""
        folder = self.course.folder("submitted", self.result.assignment, student)
        work = submitted.read(folder, student, self.limits, self.official)
        self.work[student] = work, submitted.when(work)
        return work

    def _now(self, student: str) -> str:
        work = self._read(student)
        del self.work[student]
        return self._fingerprint(work)

    def _fingerprint(self, work: HandedIn) -> str:
        return submitted.fingerprint(work, f"{VERSION}\n{self.setup.digest}")

    def _place(self, student: str) -> Path:
        return self.course.folder("autograded", self.result.assignment, student)

    def _write(self, graded: Graded) -> None:
        student = graded.student
        work, moment = self.work.pop(student)
        flags: list[FlagRow] = [(f.notebook, f.task, f.reason) for f in graded.all_flags()]
        files = {**work.files, **self.setup.files}
        files |= {f"{notebook.name}.ipynb": notebook.content.encode() for notebook in graded.notebooks}
        write_files(self._place(student), files, 0o664 if self.course.directory.groupshared else 0o444)
        # Without a fingerprint the next run grades it again.
        fingerprint = self._fingerprint(work) if graded.complete else ""
        how = (self.result.sandbox, self.setup.tests)
        self.writer.write(graded, fingerprint, flags, how, moment)
        self.result.graded.append(student)
        self.result.cpu_seconds += graded.cpu_seconds
        self._report(student, flags)

    def _report(self, student: str, flags: list[FlagRow]) -> None:
        found = [Flag(student, *flag) for flag in flags]
        self.result.flagged += found
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total, student, found)


@contextmanager
def _alone(course: Course, assignment: str) -> Iterator[None]:
    """Hold the assignment for this run; the kernel lets go of it however the run ends."""
    root = course.folder("autograded", assignment, "*").parent.parent
    root.mkdir(parents=True, exist_ok=True)
    with (root / f".{assignment}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AssignmentError(
                f"Another run is grading {assignment!r} in {course.root}: wait for it to end."
            ) from None
        yield


def _whose(course: Course, assignment: str, students: Iterable[str] | None) -> list[str]:
    there = course.submitted_students(assignment)
    if not there:
        course.source_notebooks(assignment)
        folder = course.folder("submitted", assignment, "*")
        raise AssignmentError(
            f"Nobody has handed in {assignment!r}: no folder matches {folder}; collect submissions first."
        )
    whose = sorted(set(students or ())) or there
    for student in whose:
        if student not in there:
            folder = course.folder("submitted", assignment, student)
            raise AssignmentError(f"{student} has not handed in {assignment!r}: there is no {folder}.")
    return whose


def prepare(
    course: Course,
    assignment: str,
    timeout: float | None,
    tests: str,
    sandboxed: bool,
) -> Setup:
    """Return what all submissions of a released assignment have in common.

    The parameters are those of `grade`.

    Raises
    ------
    AssignmentError
        If the assignment was not released, or is not written in Python.
    """
    limits = Limits(config=course.config)
    if timeout is not None:
        limits.cell_seconds = float(timeout)
        limits.notebook_seconds = max(limits.notebook_seconds, 2 * float(timeout))
    sessions = Sessions(config=course.config)
    source, release = course.folder("source", assignment), course.folder("release", assignment)
    with open_gradebook(course) as gradebook:
        notebooks = read_reference(gradebook, assignment, [release, source])
    for notebook in notebooks:
        language = (notebook.kernelspec or {}).get("language", "python")
        if language != "python":
            raise AssignmentError(
                f"{notebook.name} is written in {language}; only Python notebooks are graded here: "
                f"use nbgrader autograde {assignment}."
            )
    files = {}
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        relative = path.relative_to(source)
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in relative.parts:
            files[relative.as_posix()] = path.read_bytes()
    return Setup(
        notebooks=notebooks,
        files=files,
        limits=limits.plain(),
        tests=tests,
        sandboxed=sandboxed,
        read_only=tuple(sessions.read_only),
        hidden=(str(course.root),),
        preload=tuple(sessions.preload),
    )


def _late_penalty(course: Course) -> Callable[[str, float, float], float | None]:
    """Return the course's own rule for late work (nbgrader's `AssignLatePenalties`)."""
    from nbgrader.preprocessors import AssignLatePenalties

    rule: Any = AssignLatePenalties(config=course.config)
    rule.init_plugin()

    def penalty(student: str, score: float, seconds: float) -> float | None:
        found = rule.plugin_inst.late_submission_penalty(student, score, seconds)
        return None if found is None else float(found)

    return penalty
