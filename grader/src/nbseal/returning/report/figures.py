"""What a class's work on one assignment comes to, in figures without names."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...grading.flag import Flag
from ...grading.gradebook_rows import NO_RESPONSE
from ..feedback.cell_feedback import cell_feedback, under_headings
from ..grades import NotebookGrades
from .regrades import Regrade

FEW = 10
"""From so many hand-ins on it is said how well a check tells strong work from weak."""

_MOST_SAID = 3
_LONGEST = 300  # characters of what a check said


@dataclass(frozen=True)
class Work:
    """One hand-in: its notebooks by name, each with what the gradebook says of it.

    Attributes
    ----------
    student : str
        Whose.
    notebooks : list of tuple
        Name, graded notebook, `NotebookGrades`.
    """

    student: str
    notebooks: list[tuple[str, Any, NotebookGrades]]

    @property
    def score(self) -> float:
        """Its points, penalties taken off."""
        return sum(grades.score for _, _, grades in self.notebooks)

    @property
    def earned(self) -> float:
        """Its points before penalties: what a late hand-in shows is worth no less."""
        return sum(grades.earned for _, _, grades in self.notebooks)


@dataclass(frozen=True)
class Item:
    """One graded cell over all hand-ins.

    Attributes
    ----------
    notebook, name, title : str
        Where it is, its grade id, and the question it asks.
    kind : str
        ``"check"`` or ``"answer"`` (by hand).
    points : float
        The most it gives.
    scored : int
        How many hand-ins have points for it.
    right : int
        How many of them have all of its points.
    mean : float or None
        Their mean, in points; None where nobody has any yet.
    tells_apart : float or None
        The correlation of its points with those of all other cells, over hand-ins. None below `FEW` hand-ins,
        or where everybody has the same.
    said : list of tuple of str and int
        What those who missed points were told most, and how many of them.
    """

    notebook: str
    name: str
    title: str
    kind: str
    points: float
    scored: int
    right: int
    mean: float | None
    tells_apart: float | None
    said: list[tuple[str, int]] = field(default_factory=list)

    @property
    def remark(self) -> str:
        """What an instructor may want to look at, in words; empty where there is nothing."""
        if self.scored == 0:
            return "nobody has points for it yet"
        if self.right == 0:
            return "nobody has it right"
        if self.right == self.scored:
            return "everybody has it right"
        if self.tells_apart is not None and self.tells_apart < 0:
            return "those who have it right do worse elsewhere"
        return ""


@dataclass(frozen=True)
class Figures:
    """What a class's work on one assignment comes to.

    Attributes
    ----------
    assignment : str
        Which.
    due : str
        When it is due, in the course's zone, or in UTC; empty if it is not said.
    students, handed_in, late, waiting : int
        How many are in the gradebook, have handed in, did so late, and have something that a person still has
        to grade.
    most : float
        The most points.
    scores : list of float
        Of all who handed in, from the lowest.
    items : list of Item
        The graded cells, in their order.
    blank : list of tuple of str and int
        Answer cells that were left as they were, by their heading, and by how many.
    flags : list of tuple of str and int
        Why somebody should look at a hand-in, and how many hand-ins that concerns.
    regrades : list of Regrade
        What grading the same work again has changed, the oldest first.
    notices : list of str
        What an instructor should know of due dates and hand-in times, in sentences. These may name students,
        so they are neither on the page nor in the data.
    """

    assignment: str
    due: str
    students: int
    handed_in: int
    late: int
    waiting: int
    most: float
    scores: list[float]
    items: list[Item]
    blank: list[tuple[str, int]]
    flags: list[tuple[str, int]]
    regrades: list[Regrade] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def mean(self) -> float | None:
        """The mean score."""
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        """The score in the middle."""
        return statistics.median(self.scores) if self.scores else None

    @property
    def spread(self) -> float | None:
        """The standard deviation of the scores, from two on."""
        return statistics.stdev(self.scores) if len(self.scores) > 1 else None

    def tenths(self) -> list[tuple[str, int]]:
        """Return how many scores lie in each tenth of the points, with the full score in the last."""
        counts = [0] * 10
        for score in self.scores:
            counts[min(int(10 * score / self.most), 9) if self.most else 0] += 1
        return [(f"{10 * tenth} to {10 * tenth + 10} %", count) for tenth, count in enumerate(counts)]


def items_of(class_work: Sequence[Work]) -> list[Item]:
    """Return the graded cells of an assignment, in their order, over all hand-ins."""
    told: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    order: dict[tuple[str, str], tuple[str, str]] = {}  # title and kind
    points: dict[tuple[str, str], float] = {}
    earned: dict[tuple[str, str], dict[str, float]] = {}
    for work in class_work:
        for name, notebook, grades in work.notebooks:
            for line in cell_feedback(notebook, grades):
                key = (name, line.name)
                order.setdefault(key, (line.title, line.kind))
                grade = grades.scores[line.name]
                points[key] = grade.most
                if grade.points is None:
                    continue
                earned.setdefault(key, {})[work.student] = grade.points
                if line.kind == "check" and grade.points < grade.most:
                    text = " ".join(line.expected.split())[:_LONGEST] or "(it says nothing)"
                    alike = told.setdefault(key, {}).setdefault(_without_numbers(text), Counter())
                    alike[text] += 1
    totals = {work.student: work.earned for work in class_work}
    return [
        _item(key, *order[key], points[key], earned.get(key, {}), totals, told.get(key, {})) for key in order
    ]


def blank_answers(class_work: Sequence[Work]) -> list[tuple[str, int]]:
    """Return which answers were left as they were, by their heading, and by how many."""
    counts: Counter[str] = Counter()
    for work in class_work:
        for _, notebook, grades in work.notebooks:
            counts.update(_blank(notebook, grades))
    return counts.most_common()


def flag_counts(flags: Sequence[Flag]) -> list[tuple[str, int]]:
    """Return why somebody should look at a hand-in, and how many hand-ins that concerns."""
    concerned: dict[str, set[str]] = {}
    for flag in flags:
        concerned.setdefault(flag.reason, set()).add(flag.student)
    return sorted(((why, len(who)) for why, who in concerned.items()), key=lambda each: (-each[1], each[0]))


def correlation(own: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return how scores go with those of everything else, as the item-total correlation without the item.

    It is None for fewer than `FEW` students, and where everybody has the same.
    """
    if len(own) < FEW:
        return None
    try:
        return statistics.correlation(own, rest)
    except statistics.StatisticsError:
        return None


def _item(
    key: tuple[str, str],
    title: str,
    kind: str,
    points: float,
    earned: dict[str, float],
    totals: Mapping[str, float],
    told: dict[str, Counter[str]],
) -> Item:
    return Item(
        *key,
        title=title,
        kind=kind,
        points=points,
        scored=len(earned),
        right=sum(each >= points for each in earned.values()),
        mean=statistics.fmean(earned.values()) if earned else None,
        tells_apart=correlation(
            list(earned.values()), [totals[student] - got for student, got in earned.items()]
        ),
        said=_most_said(told),
    )


def _blank(notebook: Any, grades: NotebookGrades) -> Iterator[str]:
    for cell, heading in under_headings(notebook):
        known = cell.metadata.get("nbgrader", {})
        if known.get("solution") and grades.comments.get(known["grade_id"]) == NO_RESPONSE:
            yield heading or known["grade_id"]


def _most_said(told: dict[str, Counter[str]]) -> list[tuple[str, int]]:
    """Return what was said most, in the commonest of its wordings, and to how many."""
    groups = sorted(told.values(), key=lambda alike: -alike.total())
    return [(alike.most_common(1)[0][0], alike.total()) for alike in groups[:_MOST_SAID]]


def _without_numbers(said: str) -> str:
    """Return what is the same in a text that names each student's own numbers."""
    return re.sub(r"-?\d+(?:[.,]\d+)*", "…", said)
