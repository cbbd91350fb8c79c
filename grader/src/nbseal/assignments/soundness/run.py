"""Try an assignment: first the solution and other right answers, then mistakes and mutants."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ...course.reference import CellId
from .answer_files import AnswerFolder
from .judging import Judge
from .mutants import Mutant, mutants
from .report import ENOUGH, SoundnessReport, TaskReport
from .trials import Answers, Task, Trials

QUICK = 4
"""How many mutants of each task a quick check tries."""

Progress = Callable[[int, int, str], None]
"""Called after each step: how many are done, of how many, and what is being tried."""

_LEAST_SECONDS = 5.0  # of processor time that a mutant has, however quick the solution is


class SoundnessRun:
    """One trial of an assignment, whose result goes into a report.

    Parameters
    ----------
    trials
        The released assignment, on which answers are tried.
    tasks
        Its tasks.
    beside
        What the instructor keeps beside it: other right answers, mistakes, equivalent mutants.
    written
        What each of these answers writes into which cells, by the name of its file.
    report
        Where to put what is found.
    progress
        Called after each step.
    """

    def __init__(
        self,
        trials: Trials,
        tasks: list[Task],
        beside: AnswerFolder,
        written: Mapping[str, Answers],
        report: SoundnessReport,
        progress: Progress | None,
    ) -> None:
        self._trials, self._tasks, self._beside, self._written = trials, tasks, beside, written
        self._report, self._progress = report, progress
        self._checked = [task for task in tasks if task.checks]
        self._solution = {task.cell: task.solution for task in tasks}
        self._equivalent = {(entry.task, *entry.key): entry for entry in beside.equivalent}
        made = {task.cell: mutants(task.source, task.markers) for task in tasks if not task.by_hand}
        self._times_made = Counter((cell[1], *each.key) for cell, those in made.items() for each in those)
        self._chosen = {cell: _sample(those) if report.quick else those for cell, those in made.items()}
        self._killed: Counter[tuple[str, str, str]] = Counter()  # of those listed as equivalent
        self._total = 2 + len(written) + len(self._checked) + sum(map(len, self._chosen.values()))
        self._done = 0
        self._tried = list(beside.wrong)

    def run(self) -> None:
        """Try everything, and put what is found into the report."""
        answers = {
            Judge.RELEASE: {},
            Judge.SOLUTION: self._solution,
            **{file.name: {**self._solution, **self._written[file.name]} for file in self._beside.right},
        }
        scores = self._trials.grade(answers, partial(self._step, "answers"))
        judge = Judge(self._tasks, scores)
        trials_of: dict[CellId, Trials] = {}  # on what the mutants of each task are tried
        # Cells without checks are answered in any case: others may use them.
        helpers = {task.cell: task.solution for task in self._tasks if not task.checks}
        for task in self._checked:
            alone = {Judge.alone(task): {**helpers, task.cell: task.solution}}
            answers |= alone
            trials = self._trials.of_task(task, helpers)
            scores |= trials.grade(alone, partial(self._step, "answers"))
            if judge.fails_alone(task):  # a check may use what a cell that was cut has done
                trials = self._trials
                scores |= trials.grade(alone, lambda: None)
            trials_of[task.cell] = trials
        failing = judge.failing()
        self._report.faults += self._cells_with_errors()
        self._report.faults += judge.faults()
        self._report.shortcomings += judge.shortcomings(self._beside.right)
        self._leave_out(failing)
        self._report.right = len(self._beside.right)
        baselines = {task.cell: answers[judge.baseline(task)] for task in self._tasks}
        limits = self._mutants_limits()
        self._try_mistakes(judge, baselines, limits)
        for task in self._tasks:
            if not task.by_hand and task not in failing:
                trials = trials_of.get(task.cell, self._trials)
                self._try_mutants(judge, task, trials, baselines[task.cell], limits)
        self._report.faults += self._stale_entries()
        if self._report.killed_share < ENOUGH:
            self._report.shortcomings.append(
                f"{self._report.killed_share:.1%} of the mutants lose a point; {ENOUGH:.0%} should. Test "
                "what the survivors change, or list those that change nothing in equivalent.toml."
            )

    def _cells_with_errors(self) -> Iterator[str]:
        """Find cells that end in an error with an answer that is right: what the text allows has to run."""
        errors = self._trials.errors
        yield from errors[Judge.SOLUTION]
        for file in self._beside.right:
            for said in errors[file.name]:
                if said not in errors[Judge.SOLUTION]:  # else the answer is not to blame
                    yield f"With {file.name} in place, {said}"

    def _leave_out(self, failing: list[Task]) -> None:
        """Leave out what would say nothing: mutants and mistakes in tasks whose own solution loses points."""
        cells = {task.cell for task in failing}
        for task in failing:
            self._report.tasks.append(TaskReport(*task.cell, len(task.checks), task.points))
            self._total -= len(self._chosen[task.cell]) if not task.by_hand else 0
        mistakes = [file for file in self._beside.wrong if cells & self._written[file.name].keys()]
        self._total -= len(mistakes)
        self._tried = [file for file in self._beside.wrong if file not in mistakes]
        self._report.wrong = len(self._tried)
        if failing:
            names = ", ".join(task.cell[1] for task in failing)
            self._report.left_out.append(
                f"Mutants and mistakes were not tried on {names}, whose own solution fails."
            )

    def _mutants_limits(self) -> dict[str, float]:
        """Return the limits for mistakes and mutants, some of which never end.

        One lost point is enough to know of them, so a session that died is not begun again.
        """
        enough = max(_LEAST_SECONDS, 3 * self._trials.cpu_seconds[Judge.SOLUTION])
        return {"restarts": 0, "cpu_seconds": min(self._trials.spec.limits["cpu_seconds"], enough)}

    def _try_mistakes(
        self, judge: Judge, baselines: Mapping[CellId, Answers], limits: Mapping[str, float]
    ) -> None:
        mistakes: dict[str, Answers] = {}
        for file in self._tried:
            written = self._written[file.name]
            around = [baselines[task.cell] for task in self._tasks if task.cell in written]
            mistakes[file.name] = {cell: code for each in around for cell, code in each.items()} | {**written}
        scores = self._trials.grade(mistakes, partial(self._step, "mistakes and mutants"), limits)
        self._report.shortcomings += judge.mistakes(self._tried, scores)

    def _try_mutants(
        self, judge: Judge, task: Task, trials: Trials, baseline: Answers, limits: Mapping[str, float]
    ) -> None:
        chosen = {str(number): mutant for number, mutant in enumerate(self._chosen[task.cell])}
        answers = {name: {**baseline, task.cell: mutant.code} for name, mutant in chosen.items()}
        step = partial(self._step, "mistakes and mutants")
        scores = trials.grade(answers, step, limits, first_loss=True)
        report = TaskReport(*task.cell, len(task.checks), task.points)
        for name, mutant in chosen.items():
            self._count(report, mutant, judge.lost(task, scores[name]))
        self._report.tasks.append(report)

    def _count(self, report: TaskReport, mutant: Mutant, lost: list[str]) -> None:
        """Count a mutant that has lost points in these checks, or in none."""
        key = (report.task, *mutant.key)
        entry = self._equivalent.get(key)
        if entry is not None and not lost:
            report.equivalent.append(entry)
            return
        if entry is not None:
            self._killed[key] += 1
            # The same line may stand elsewhere in the solution, where the same change matters.
            if self._killed[key] == self._times_made[key]:
                self._report.faults.append(
                    f"equivalent.toml lists a mutant of {report.task!r} that loses a point in "
                    f"{', '.join(lost)} ({entry.now.strip()!r}); take it off the list."
                )
        report.mutants += 1
        if lost:
            report.killed += 1
        else:
            report.survivors.append(mutant)

    def _stale_entries(self) -> Iterator[str]:
        """Find entries of equivalent.toml whose mutant is no longer made."""
        for key, entry in self._equivalent.items():
            if key not in self._times_made:
                yield (
                    f"equivalent.toml lists a mutant of {entry.task!r} that is not made "
                    f"({entry.now.strip()!r}); take it off the list."
                )

    def _step(self, what: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total, f"{self._report.assignment}: {what}")


def _sample(made: list[Mutant]) -> list[Mutant]:
    """Return some mutants, spread over the lines of the solution."""
    return made[:: math.ceil(len(made) / QUICK)] if made else []
