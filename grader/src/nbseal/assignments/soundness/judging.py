"""Judge an assignment by what imagined students earned: what is broken, and what falls short."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ...course.reference import CellId
from ...grading.notebook.scoring import Score
from .answer_files import AnswerFile
from .trials import Task

Scores = Mapping[CellId, Score]

_FEW_WORDS = 4


class Judge:
    """Says what the scores of an assignment's trials mean.

    Parameters
    ----------
    tasks
        The assignment's tasks.
    scores
        For each imagined student, what each graded cell earned.
    """

    SOLUTION, RELEASE = "the solution", "the release"
    """The imagined students who hand in the instructor's notebook, and the release as it is."""

    def __init__(self, tasks: list[Task], scores: Mapping[str, Scores]) -> None:
        self._tasks, self._scores = tasks, scores
        self._points = {cell: points for task in tasks for cell, points in task.checks.items()}

    @staticmethod
    def alone(task: Task) -> str:
        """Return the imagined student who answers one task, and beside it only cells without checks."""
        return f"only {task.cell}"

    def baseline(self, task: Task) -> str:
        """Return the imagined student with whom a mutant is compared: the same, without the mutation."""
        return self.SOLUTION if not task.checks or self.fails_alone(task) else self.alone(task)

    def fails_alone(self, task: Task) -> list[CellId]:
        """Return the checks of a task that earn less with its own solution alone than with all of them."""
        if not task.checks:
            return []
        alone, solution = self._scores[self.alone(task)], self._scores[self.SOLUTION]
        return [cell for cell in task.checks if _earned(alone[cell]) < _earned(solution[cell])]

    def lost(self, task: Task, mutant: Scores) -> list[str]:
        """Return the checks in which a mutant earned less than its baseline."""
        baseline = self._scores[self.baseline(task)]
        return [cell[1] for cell in baseline if _earned(mutant[cell]) < _earned(baseline[cell])]

    def failing(self) -> list[Task]:
        """Return the tasks whose own solution loses points; of their checks nothing else can be learnt."""
        solution = self._scores[self.SOLUTION]
        return [
            task
            for task in self._tasks
            if any(_earned(solution[cell]) < points for cell, points in task.checks.items())
        ]

    def faults(self) -> Iterator[str]:
        """Find tests that cannot run, and tests that need the answer to another task."""
        solution = self._scores[self.SOLUTION]
        for task in self._tasks:
            for cell in task.checks:
                score = solution[cell]
                if score.crashed or score.flag:
                    why = score.flag or score.message
                    yield f"{_cell_name(cell)} cannot be run with the solution in place: {_as_sentence(why)}"
            for cell in self.fails_alone(task):
                said = self._scores[self.alone(task)][cell].message
                yield (
                    f"{_cell_name(cell)} needs the answer to another task: with {task.cell[1]!r} alone it "
                    f"says {said!r}; let each task's tests bring what they need."
                )

    def shortcomings(self, right: list[AnswerFile]) -> Iterator[str]:
        """Find a solution and other right answers that lose points, and a release that earns some."""
        # Where a check cannot be run with the solution, that is a fault.
        faulty = {cell for cell, score in self._scores[self.SOLUTION].items() if score.crashed or score.flag}
        yield from self._short_of_all("The solution", self._scores[self.SOLUTION], faulty)
        yield from self._unanswered(self._scores[self.RELEASE])
        for answers in right:
            yield from self._short_of_all(answers.name, self._scores[answers.name])

    def mistakes(self, wrong: list[AnswerFile], scores: Mapping[str, Scores]) -> Iterator[str]:
        """Find mistakes that lose other points than they should, in the checks of the tasks they answer.

        One mistake may lose one check: else a student pays for one idea several times.
        """
        for answers in wrong:
            yield from self._wrong(answers, scores[answers.name])

    def _short_of_all(self, who: str, scores: Scores, faulty: Collection[CellId] = ()) -> Iterator[str]:
        for cell, points in self._points.items():
            score = scores[cell]
            if _earned(score) < points and cell not in faulty:
                lost = points - _earned(score)
                yield f"{who} loses {lost:g} of {points:g} points in {cell[1]}: {_as_sentence(score.message)}"

    def _unanswered(self, scores: Scores) -> Iterator[str]:
        for cell, points in self._points.items():
            score = scores[cell]
            if _earned(score) > 0:
                yield f"The release as it is earns {_earned(score):g} of {points:g} points in {cell[1]}."
            elif not _explains(score.message):
                yield (
                    f"{cell[1]} says only {score.message!r} of the release as it is; let it say what is "
                    "missing, or set c.ClearSolutions.code_stub to a stub that does."
                )

    def _wrong(self, answers: AnswerFile, scores: Scores) -> Iterator[str]:
        checks = {
            cell: points
            for task in self._tasks
            if task.cell[1] in answers.code
            for cell, points in task.checks.items()
        }
        lost = {
            cell[1]: points - _earned(scores[cell])
            for cell, points in checks.items()
            if _earned(scores[cell]) < points
        }
        if lost != answers.loses:
            yield f"{answers.name} loses {_in_points(lost)}; it says {_in_points(answers.loses)}."
        made = answers.mistakes or 1
        if len(lost) > made:
            yield (
                f"{answers.name} makes {made} mistake{'s' if made > 1 else ''} and loses {len(lost)} checks "
                f"({', '.join(lost)}); let one mistake lose one check only, or, where the file really makes "
                f"more, say how many in a header line such as `# mistakes: {made + 1}`."
            )
        for cell in checks:
            if cell[1] in lost and not _explains(scores[cell].message):
                yield f"{answers.name} is told only {scores[cell].message!r} by {cell[1]}; say what is wrong."


def _earned(score: Score) -> float:
    return score.points or 0.0


def _cell_name(cell: CellId) -> str:
    return f"{cell[0]}.ipynb, cell {cell[1]!r}"


def _as_sentence(said: str) -> str:
    said = said.strip().split("\n")[0]
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _explains(said: str) -> bool:
    """Return whether a message tells a student something, beyond the class of an error."""
    return len(re.sub(r"^\w+: ", "", said).split()) >= _FEW_WORDS


def _in_points(lost: Mapping[str, float]) -> str:
    return ", ".join(f"{check} {points:g}" for check, points in lost.items()) or "nothing"
