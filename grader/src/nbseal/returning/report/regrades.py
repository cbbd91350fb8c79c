"""What grading the same work again has changed, check by check."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...grading.moves import Move


@dataclass(frozen=True)
class Regrade:
    """What grading the same work again has changed in one check.

    Attributes
    ----------
    graded : str
        When that run began, in UTC.
    notebook, task, title : str
        The check, and the question it asks; the question is empty if the check is gone by now.
    up, down : int
        How many have more points than before, and how many fewer.
    mean : float
        By how many points these have moved, on average.
    """

    graded: str
    notebook: str
    task: str
    title: str
    up: int
    down: int
    mean: float


def regrades_of(moves: Sequence[Move], titles: Mapping[tuple[str, str], str]) -> list[Regrade]:
    """Return what each run has changed in each check, of work that had not changed.

    Parameters
    ----------
    moves
        Whose points have moved.
    titles
        The question that each check asks, by notebook and grade id.
    """
    groups: dict[tuple[str, str, str], list[float]] = {}
    for move in moves:
        difference = (move.after or 0.0) - (move.before or 0.0)
        groups.setdefault((move.graded, move.notebook, move.task), []).append(difference)
    return [
        Regrade(
            graded,
            notebook,
            task,
            titles.get((notebook, task), ""),
            up=sum(by > 0 for by in moved),
            down=sum(by < 0 for by in moved),
            mean=statistics.fmean(moved),
        )
        for (graded, notebook, task), moved in sorted(groups.items())
    ]
