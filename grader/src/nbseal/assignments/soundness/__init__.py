"""Find out whether an assignment is itself sound: whether its checks give and take the points they should.

The instructor's solution has to earn every point, and so has every other right answer; the release as it is
earns nothing, and says what is missing; each mistake loses what it should; and nearly every mutant of the
solution loses something. All of these are handed in and graded as a class's submissions are. What a person
grades has a rubric, if any answer has one, and a level for every answer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode

from ...course import Course
from ...course.reference import CellId
from ...errors import AnswerFileError
from ...grading import sandbox
from ...grading.pool import WorkerPool
from ...grading.spec_reading import require_place
from ..release.inspection import inspect
from ..release.markers import Markers
from ..release.secrets import shown_lines
from ..release.sources import is_python
from .answer_files import AnswerFolder, read_folder
from .report import SoundnessReport
from .rubrics import rubric_faults, shown_examples, written_answers
from .run import QUICK, Progress, SoundnessRun
from .trials import Answers, Task, Trials, released_aside, tasks_of

__all__ = ["QUICK", "check"]


def check(
    course: Course,
    assignment: str,
    pool: WorkerPool,
    *,
    answers: Path | None = None,
    quick: bool = False,
    tests: str = "outside",
    sandboxed: bool = True,
    progress: Progress | None = None,
) -> SoundnessReport:
    """Find out whether an assignment is sound.

    Parameters
    ----------
    course
        The course; nothing in it is changed.
    assignment
        What to check.
    pool
        Who grades.
    answers
        The folder with a folder of answers for each assignment (see `answer_files`); by default ``answers``
        in the course's folder, if there is one.
    quick
        Try a sample of the mutants only, always the same.
    tests, sandboxed
        As for `nbseal.grade`.
    progress
        Called after each step.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or a notebook of it cannot be read.
    AnswerFileError
        If an answer cannot be understood, or answers something the assignment does not ask.
    SandboxError
        If answers cannot be run safely here.
    """
    began = time.monotonic()
    require_place(tests)
    found = inspect(course, assignment)
    folder = _answer_folder(course, assignment, answers)
    beside = read_folder(folder) if folder.is_dir() else AnswerFolder()
    report = SoundnessReport(assignment, quick)
    report.faults = [str(fault) for fault in (*found.faults, *found.not_python)]
    report.warnings = list(map(str, found.warnings))
    if not folder.is_dir():
        report.left_out.append(
            f"There are no answers in {folder}; only the solution was tried, and its mutants."
        )
    if found.mended is not None:
        markers = Markers.of(course.config)
        report.shortcomings += _rubric_shortcomings(found.mended, markers, beside)
        pair = markers.solution
        python = [(path, nb) for path, nb in found.mended.items() if is_python(nb)]
        tasks = [task for path, nb in python for task in tasks_of(path.stem, nb, pair)]
        written = _answers_by_cell(beside, tasks)
        if not any(task.checks for task in tasks):
            report.shortcomings.append("No cell of it scores by running, so there is nothing to check.")
            return report
        if sandboxed and pool.is_local:
            sandbox.require_sandbox()
        with released_aside(course, assignment, found.mended) as aside:
            trials = Trials(aside, assignment, pool, tests=tests, sandboxed=sandboxed)
            SoundnessRun(trials, tasks, beside, written, report, progress).run()
    report.seconds = time.monotonic() - began
    return report


def _answer_folder(course: Course, assignment: str, answers: Path | None) -> Path:
    """Return the folder of an assignment's answers, whether it is there or not.

    Raises
    ------
    AnswerFileError
        If the folder of all answers was named and is not there.
    """
    if answers is not None and not answers.is_dir():
        raise AnswerFileError(f"There is no folder {answers}; name one with a folder for each assignment.")
    return (answers or course.root / "answers") / assignment


def _rubric_shortcomings(
    sources: Mapping[Path, NotebookNode], markers: Markers, beside: AnswerFolder
) -> Iterator[str]:
    """Find what keeps a marker from using the rubrics, and their examples that students would read."""
    written = [answer for path, nb in sources.items() for answer in written_answers(path.stem, nb)]
    yield from rubric_faults(written, beside.examples)
    shown = [line for nb in sources.values() for line in shown_lines(nb, markers)]
    yield from shown_examples(written, shown, beside.examples or {})


def _answers_by_cell(beside: AnswerFolder, tasks: list[Task]) -> dict[str, Answers]:
    """Return for each answer file, by its name, what it writes into which cells."""
    cells_named: dict[str, list[CellId]] = {}
    for task in tasks:
        cells_named.setdefault(task.cell[1], []).append(task.cell)
    found: dict[str, Answers] = {}
    for file in (*beside.right, *beside.wrong):
        answers = {}
        for name, code in file.code.items():
            cells = cells_named.get(name, [])
            if len(cells) != 1:
                many = "several answer cells" if cells else "no answer cell"
                raise AnswerFileError(f"{file.name} answers {name!r}, but there is {many} of that id.")
            answers[cells[0]] = code
        found[file.name] = answers
    return found
