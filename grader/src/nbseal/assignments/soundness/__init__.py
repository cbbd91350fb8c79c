"""Find out whether an assignment is itself sound: its tests give and take the points they should.

The instructor's solution has to earn every point, and so has every other right answer; the release as it is
earns nothing, and says what is missing; each mistake loses what it should; and nearly every mutant of the
solution loses something. All of these are handed in and graded as a class's work is.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ...course import Course
from ...errors import AnswerFileError, AssignmentError, ReleaseError, SandboxError
from ...grading import sandbox
from ...grading.pool import Crew, Fleet
from ..release import notebook_faults, read_source
from .answer_files import AnswerFolder, read_folder
from .judging import Judge
from .mutants import Mutant, mutants
from .report import ENOUGH, Soundness, TaskReport
from .trials import Answered, Cell, Task, Trials, released_aside, tasks_of

QUICK = 4
"""How many mutants of each task a quick check tries."""

Progress = Callable[[int, int, str], None]
"""Called after each step: how many are done, of how many, and what is being tried."""


def check(
    course: Course,
    assignment: str,
    crew: Crew,
    *,
    answers: Path | None = None,
    quick: bool = False,
    tests: str = "outside",
    sandboxed: bool = True,
    progress: Progress | None = None,
) -> Soundness:
    """Find out whether an assignment is sound.

    Parameters
    ----------
    course
        The course; nothing in it is changed.
    assignment
        What to check.
    crew
        Who grades.
    answers
        The folder with a folder of answers for each assignment (see `answer_files`); by default
        ``tests/assignments`` beside the course, if there is one.
    quick
        Try a sample of the mutants only, always the same.
    tests, sandboxed
        As for `engine.grade`.
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
    if tests not in ("outside", "inside"):
        raise AssignmentError(f"Tests run outside or inside, not {tests!r}.")
    sources = {path: read_source(path) for path in course.source_notebooks(assignment)}
    folder = answers_of(course, assignment, answers)
    beside = read_folder(folder) if folder.is_dir() else AnswerFolder()
    result = Soundness(assignment, quick)
    result.faults = [fault for path, nb in sources.items() for fault in notebook_faults.faults(path.name, nb)]
    if not folder.is_dir():
        result.left_out.append(
            f"There are no answers in {folder}; only the solution was tried, and its mutants."
        )
    if not result.faults:
        tasks = [task for path, nb in sources.items() for task in tasks_of(path.stem, nb)]
        answered = _by_cell(beside, tasks)
        if sandboxed and not isinstance(crew, Fleet) and (why := sandbox.why_no_sandbox()) is not None:
            raise SandboxError(why)
        try:
            with released_aside(course, assignment) as aside:
                trials = Trials(aside, assignment, crew, tests=tests, sandboxed=sandboxed)
                _Check(trials, tasks, beside, answered, result, progress).run()
        except ReleaseError as problem:
            result.faults.append(str(problem))
    result.seconds = time.monotonic() - began
    return result


def answers_of(course: Course, assignment: str, answers: Path | None = None) -> Path:
    """Return the folder of an assignment's answers, whether it is there or not.

    Raises
    ------
    AnswerFileError
        If the folder of all answers was named and is not there.
    """
    if answers is not None and not answers.is_dir():
        raise AnswerFileError(f"There is no folder {answers}; name one with a folder for each assignment.")
    return (answers or course.root / "answers") / assignment


def _by_cell(beside: AnswerFolder, tasks: list[Task]) -> dict[str, dict[Cell, str]]:
    """Return what each answer file writes into which cells."""
    known: dict[str, list[Cell]] = {}
    for task in tasks:
        known.setdefault(task.cell[1], []).append(task.cell)
    found: dict[str, dict[Cell, str]] = {}
    for answers in (*beside.right, *beside.wrong):
        found[answers.name] = {}
        for name, code in answers.code.items():
            cells = known.get(name, [])
            if len(cells) != 1:
                many = "several answer cells" if cells else "no answer cell"
                raise AnswerFileError(f"{answers.name} answers {name!r}, but there is {many} of that id.")
            found[answers.name][cells[0]] = code
    return found


class _Check:
    """One check on its way: first what was written, then the mutants."""

    def __init__(
        self,
        trials: Trials,
        tasks: list[Task],
        beside: AnswerFolder,
        answered: dict[str, dict[Cell, str]],
        result: Soundness,
        progress: Progress | None,
    ) -> None:
        self.trials, self.tasks, self.beside, self.answered = trials, tasks, beside, answered
        self.result, self.progress = result, progress
        self.solved = {task.cell: task.solution for task in tasks}
        self.listed = {(entry.task, *entry.key): entry for entry in beside.equivalent}
        self.mutants = {task.cell: mutants(task.source) for task in tasks if not task.by_hand}
        self.made = Counter((cell[1], *each.key) for cell, those in self.mutants.items() for each in those)
        self.chosen = {cell: _sample(made) if result.quick else made for cell, made in self.mutants.items()}
        self.mutated: dict[Cell, Trials] = {}  # with what a task's mutants are tried
        self.killed: Counter[tuple[str, str, str]] = Counter()  # of those listed as equivalent
        self.total = 2 + len(answered) + len(self._graded()) + sum(map(len, self.chosen.values()))
        self.done = 0

    def run(self) -> None:
        written = self._whole()
        marks = self.trials.marks(written, partial(self._step, "answers"))
        judge = Judge(self.tasks, marks)
        # Cells without checks are answered in any case: others may use them.
        helpers = {task.cell: task.solution for task in self.tasks if not task.checks}
        for task in self._graded():
            alone = {Judge.alone(task): helpers | {task.cell: task.solution}}
            written |= alone
            trials = self.trials.of(task, helpers)
            marks |= trials.marks(alone, partial(self._step, "answers"))
            if judge.fails_alone(task):  # a check may use what a cell that was cut has done
                trials = self.trials
                marks |= trials.marks(alone, lambda: None)
            self.mutated[task.cell] = trials
        self.result.faults += judge.faults()
        self.result.shortcomings += judge.shortcomings(self.beside.right)
        self.result.right, self.result.wrong = len(self.beside.right), len(self.beside.wrong)
        self._try_mistakes_and_mutants(judge, written)

    def _whole(self) -> dict[str, Answered]:
        """Return what should earn what it answers: nothing, everything, and other right answers."""
        right = {one.name: self.solved | self.answered[one.name] for one in self.beside.right}
        return {Judge.STUB: {}, Judge.REFERENCE: self.solved, **right}

    def _graded(self) -> list[Task]:
        return [task for task in self.tasks if task.checks]

    def _try_mistakes_and_mutants(self, judge: Judge, written: Mapping[str, Answered]) -> None:
        mistakes: dict[str, Answered] = {}
        for mistake in self.beside.wrong:
            answered = self.answered[mistake.name]
            bases = [written[judge.base(task)] for task in self.tasks if task.cell in answered]
            mistakes[mistake.name] = {cell: code for base in bases for cell, code in base.items()} | answered
        # Some mutants never end. One lost point is enough, so that a session that died is not begun again.
        enough = max(5.0, 3 * self.trials.cpu_seconds[Judge.REFERENCE])
        enough = min(self.trials.setup.limits["cpu_seconds"], enough)
        limits = {"restarts": 0, "cpu_seconds": enough}
        step = partial(self._step, "mistakes and mutants")
        marks = self.trials.marks(mistakes, step, limits)
        self.result.shortcomings += judge.mistakes(self.beside.wrong, marks)
        for task in self.tasks:
            if task.by_hand:
                continue
            # With one task alone it is quicker, where that makes no difference to it.
            trials, base = self.mutated.get(task.cell, self.trials), written[judge.base(task)]
            chosen = {str(number): mutant for number, mutant in enumerate(self.chosen[task.cell])}
            handed_in = {name: {**base, task.cell: mutant.code} for name, mutant in chosen.items()}
            marks = trials.marks(handed_in, step, limits, first_loss=True)
            report = TaskReport(*task.cell, len(task.checks), task.points)
            for name, mutant in chosen.items():
                self._count(report, mutant, judge.lost(task, marks[name]))
            self.result.tasks.append(report)
        self.result.faults += self._stale()
        if self.result.share < ENOUGH:
            self.result.shortcomings.append(
                f"{self.result.share:.1%} of the mutants lose a point; {ENOUGH:.0%} should. Test what the "
                "survivors change, or list those that change nothing in equivalent.toml."
            )

    def _count(self, report: TaskReport, mutant: Mutant, lost: list[str]) -> None:
        key = (report.task, *mutant.key)
        entry = self.listed.get(key)
        if entry is not None and not lost:
            report.equivalent.append(entry)
            return
        if entry is not None:
            self.killed[key] += 1
            # The same line may stand elsewhere in the solution, where the same change matters.
            if self.killed[key] == self.made[key]:
                self.result.faults.append(
                    f"equivalent.toml lists a mutant of {report.task!r} that loses a point in "
                    f"{', '.join(lost)} ({entry.now.strip()!r}); take it off the list."
                )
        report.mutants += 1
        if lost:
            report.killed += 1
        else:
            report.survivors.append(mutant)

    def _stale(self) -> Iterator[str]:
        for key, entry in self.listed.items():
            if key not in self.made:
                yield (
                    f"equivalent.toml lists a mutant of {entry.task!r} that is not made "
                    f"({entry.now.strip()!r}); take it off the list."
                )

    def _step(self, what: str) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total, f"{self.result.assignment}: {what}")


def _sample(made: list[Mutant]) -> list[Mutant]:
    """Return some mutants, spread over the lines of the solution."""
    return made[:: -(-len(made) // QUICK)] if made else []
