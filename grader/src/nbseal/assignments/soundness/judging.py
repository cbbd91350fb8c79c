"""Judge an assignment by what imagined students earned in it: what is broken, and what falls short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...grading.submission.scoring import Score
from .answer_files import Answers
from .trials import Cell, Task

Marks = Mapping[Cell, Score]

_FEW_WORDS = 4


class Judge:
    """Reads the marks of one assignment's trials.

    Parameters
    ----------
    tasks
        The assignment's tasks.
    marks
        For each imagined student, what each graded cell earned.
    """

    REFERENCE, STUB = "the solution", "the release"

    def __init__(self, tasks: list[Task], marks: Mapping[str, Marks]) -> None:
        self._tasks, self._marks = tasks, marks
        self._points = {cell: points for task in tasks for cell, points in task.checks.items()}

    @staticmethod
    def alone(task: Task) -> str:
        """Return the student who answers one task and, beside it, only cells that have no checks."""
        return f"only {task.cell}"

    def base(self, task: Task) -> str:
        """Return the student whose answers a mutant of a task is put into."""
        return self.REFERENCE if not task.checks or self.fails_alone(task) else self.alone(task)

    def fails_alone(self, task: Task) -> list[Cell]:
        """Return the checks that pass with the whole solution, and not with this task's part of it."""
        if not task.checks:
            return []
        alone, reference = self._marks[self.alone(task)], self._marks[self.REFERENCE]
        return [cell for cell in task.checks if _earned(alone[cell]) < _earned(reference[cell])]

    def lost(self, task: Task, mutant: Marks) -> list[str]:
        """Return the checks in which a mutant earned less than what it was put into."""
        base = self._marks[self.base(task)]
        return [cell[1] for cell in base if _earned(mutant[cell]) < _earned(base[cell])]

    def faults(self) -> Iterator[str]:
        """Find tests that cannot run, and tests that need the answer to another task."""
        reference = self._marks[self.REFERENCE]
        for task in self._tasks:
            for cell in task.checks:
                score = reference[cell]
                if score.crashed or score.flag:
                    why = score.flag or score.message
                    yield f"{_called(cell)} cannot be run with the solution in place: {_sentence(why)}"
            for cell in self.fails_alone(task):
                said = self._marks[self.alone(task)][cell].message
                yield (
                    f"{_called(cell)} needs the answer to another task: with {task.cell[1]!r} alone it says "
                    f"{said!r}; let each task's tests bring what they need."
                )

    def shortcomings(self, right: list[Answers]) -> Iterator[str]:
        """Find what earns other points than it should."""
        yield from self._short_of_all("The solution", self._marks[self.REFERENCE])
        yield from self._stub(self._marks[self.STUB])
        for answers in right:
            yield from self._short_of_all(answers.name, self._marks[answers.name])

    def mistakes(self, wrong: list[Answers], marks: Mapping[str, Marks]) -> Iterator[str]:
        """Find mistakes that lose other points than they should, in the checks of the tasks they answer."""
        for answers in wrong:
            yield from self._wrong(answers, marks[answers.name])

    def _short_of_all(self, who: str, marks: Marks) -> Iterator[str]:
        for cell, points in self._points.items():
            score = marks[cell]
            if _earned(score) < points and not (who == "The solution" and (score.crashed or score.flag)):
                lost = points - _earned(score)
                yield f"{who} loses {lost:g} of {points:g} points in {cell[1]}: {_sentence(score.message)}"

    def _stub(self, marks: Marks) -> Iterator[str]:
        for cell, points in self._points.items():
            score = marks[cell]
            if _earned(score) > 0:
                yield f"The release as it is earns {_earned(score):g} of {points:g} points in {cell[1]}."
            elif not _in_words(score.message):
                yield (
                    f"{cell[1]} says only {score.message!r} of the release as it is; let it say what is "
                    "missing, or set c.ClearSolutions.code_stub to a stub that does."
                )

    def _wrong(self, answers: Answers, marks: Marks) -> Iterator[str]:
        checks = {
            cell: points
            for task in self._tasks
            if task.cell[1] in answers.code
            for cell, points in task.checks.items()
        }
        lost = {
            cell[1]: points - _earned(marks[cell])
            for cell, points in checks.items()
            if _earned(marks[cell]) < points
        }
        if lost != answers.loses:
            yield f"{answers.name} loses {_priced(lost)}; it says {_priced(answers.loses)}."
        for cell in checks:
            if cell[1] in lost and not _in_words(marks[cell].message):
                yield f"{answers.name} is told only {marks[cell].message!r} by {cell[1]}; say what is wrong."


def _earned(score: Score) -> float:
    return score.points or 0.0


def _called(cell: Cell) -> str:
    return f"{cell[0]}.ipynb, cell {cell[1]!r}"


def _sentence(said: str) -> str:
    said = said.strip().split("\n")[0]
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _in_words(said: str) -> bool:
    """Say whether a check tells a student something, beyond the class of an error."""
    return len(re.sub(r"^\w+: ", "", said).split()) >= _FEW_WORDS


def _priced(lost: Mapping[str, float]) -> str:
    return ", ".join(f"{check} {points:g}" for check, points in lost.items()) or "nothing"
