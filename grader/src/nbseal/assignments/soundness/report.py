"""What checking an assignment found, as data and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .answer_files import Equivalent
from .mutants import Mutant

ENOUGH = 0.95
"""The share of mutants that has to lose a point."""


@dataclass
class TaskReport:
    """What was tried on one task.

    Attributes
    ----------
    notebook, task : str
        Where it is, and the grade id of its answer cell.
    tests : int
        How many checks it has.
    points : float
        What they are worth.
    mutants, killed : int
        How many mutants of the solution were tried that count, and how many of them lost a point.
    survivors : list of Mutant
        Those that lost none.
    equivalent : list of Equivalent
        Those that cannot lose one, and are not counted.
    """

    notebook: str
    task: str
    tests: int
    points: float
    mutants: int = 0
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    equivalent: list[Equivalent] = field(default_factory=list)


@dataclass
class SoundnessReport:
    """What checking one assignment found.

    Attributes
    ----------
    assignment : str
        Which assignment.
    quick : bool
        Whether only a sample of the mutants was tried.
    faults : list of str
        What is broken, one sentence each; nothing was tried if a notebook itself is.
    shortcomings : list of str
        What gives or takes other points than it should, one sentence each.
    warnings : list of str
        What `release` would warn of.
    left_out : list of str
        What could not be tried, and why.
    tasks : list of TaskReport
        What was tried on each task.
    right, wrong : int
        How many other right answers and how many mistakes were tried.
    seconds : float
        Wall clock.
    """

    assignment: str
    quick: bool
    faults: list[str] = field(default_factory=list)
    shortcomings: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    tasks: list[TaskReport] = field(default_factory=list)
    right: int = 0
    wrong: int = 0
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether there is neither a fault nor a shortcoming."""
        return not self.faults and not self.shortcomings

    @property
    def killed_share(self) -> float:
        """The share of mutants that lost a point, of those that count."""
        made = sum(task.mutants for task in self.tasks)
        return sum(task.killed for task in self.tasks) / made if made else 1.0

    def as_dict(self) -> dict[str, Any]:
        """Return the report as what JSON can hold."""
        found = {**asdict(self), "sound": self.sound}
        for task in found["tasks"]:
            for mutant in task["survivors"]:
                del mutant["code"]
        return found

    def table(self) -> Table:
        """Return a table with a row for each task."""
        title = f"{self.assignment}, a sample of its mutants" if self.quick else self.assignment
        heads = ("task", "tests", "points", "mutants", "killed", "survivors", "equivalent")
        table = Table(*heads, title=title, box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
        table.columns[0].overflow = "fold"
        for column in table.columns[1:]:
            column.justify = "right"
        for task in self.tasks:
            counts = (task.mutants, task.killed, len(task.survivors), len(task.equivalent))
            table.add_row(task.task, str(task.tests), f"{task.points:g}", *map(str, counts))
        return table

    def details(self) -> Iterator[str]:
        """Yield what falls short, then each surviving mutant as a diff, what was left out, and warnings."""
        yield from self.shortcomings
        for task in self.tasks:
            for mutant in task.survivors:
                yield f"A mutant of {task.task} loses nothing (line {mutant.line}, {mutant.operator}):"
                yield mutant.diff
        yield from self.left_out
        yield from (f"Warning: {warning}" for warning in self.warnings)

    def verdict(self) -> str:
        """Return the result in one sentence."""
        if self.faults:
            return f"{self.assignment} is broken: {_count(len(self.faults), 'fault')}."
        made = sum(task.mutants for task in self.tasks)
        tried = f"{self.right} right answers, {self.wrong} wrong ones, {made} mutants"
        if self.shortcomings:
            return (
                f"{self.assignment} falls short: {_count(len(self.shortcomings), 'shortcoming')} ({tried})."
            )
        return f"{self.assignment} is sound: {tried}, of which {self.killed_share:.1%} lose a point."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
