"""Compare the answers of a class, two students at a time, by what is rare in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from .fingerprints import Piece, code_pieces, prose_pieces


@dataclass(frozen=True)
class Answer:
    """One student's answer to one task.

    Attributes
    ----------
    source : str
        What stands in the cell.
    released : str
        What stood there in the release.
    is_code : bool
        Whether it is code; else it is prose.
    """

    source: str
    released: str
    is_code: bool

    def pieces(self) -> dict[Piece, set[int]]:
        """Return its pieces that the release has not, with the lines on which each stands."""
        cut = code_pieces if self.is_code else prose_pieces
        given = cut(self.released)
        return {piece: lines for piece, lines in cut(self.source).items() if piece not in given}


@dataclass(frozen=True)
class Shared:
    """One task in which two answers share what few others have.

    Attributes
    ----------
    task : str
        The name of the task.
    likeness : float
        From 0, nothing in common but what all have, to 1, the same.
    answers : tuple of Answer
        The two.
    lines : tuple of frozenset of int
        In each, the lines that stand in the other too, counted from 1.
    """

    task: str
    likeness: float
    answers: tuple[Answer, Answer]
    lines: tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Pair:
    """Two students, how alike their work is (0 to 1), and the tasks in which it is, the most alike first."""

    students: tuple[str, str]
    likeness: float
    tasks: list[Shared] = field(default_factory=list)


def alike(work: Mapping[str, Mapping[str, Answer]], most: int) -> list[Pair]:
    """Return the pairs of students whose work is most alike, the most alike first.

    A piece of an answer counts the more, the fewer students have it; what all have counts nothing. The
    likeness of two answers is the cosine of the angle between what counts in each.

    Parameters
    ----------
    work
        For each student, the answer to each task.
    most
        How many pairs to return; fewer if fewer have anything in common.
    """
    pieces = {who: {task: it.pieces() for task, it in answers.items()} for who, answers in work.items()}
    weights = _weights(pieces)
    sizes = {
        who: {task: sum(weights[task, piece] ** 2 for piece in found) for task, found in tasks.items()}
        for who, tasks in pieces.items()
    }
    common = _common(pieces, weights)
    found = []
    for (one, other), shared in common.items():
        whole = math.sqrt(sum(sizes[one].values()) * sum(sizes[other].values()))
        found.append((sum(shared.values()) / whole, one, other))
    found.sort(key=lambda each: (-each[0], each[1:]))

    def shared_in(task: str, one: str, other: str) -> Shared:
        likeness = common[one, other][task] / math.sqrt(sizes[one][task] * sizes[other][task])
        lines = _lines(pieces[one][task], pieces[other][task], weights, task)
        return Shared(task, likeness, (work[one][task], work[other][task]), lines)

    return [
        Pair(
            (one, other),
            likeness,
            sorted(
                (shared_in(task, one, other) for task in common[one, other]),
                key=lambda shared: -shared.likeness,
            ),
        )
        for likeness, one, other in found[:most]
    ]


_Pieces = Mapping[str, Mapping[str, Mapping[Piece, set[int]]]]
_Weights = Mapping[tuple[str, Piece], float]


def _weights(pieces: _Pieces) -> _Weights:
    """Return how much each piece of each task counts."""
    having = Counter(
        (task, piece) for tasks in pieces.values() for task, found in tasks.items() for piece in found
    )
    answering = Counter(task for tasks in pieces.values() for task, found in tasks.items() if found)
    return {(task, piece): math.log(answering[task] / count) for (task, piece), count in having.items()}


def _common(pieces: _Pieces, weights: _Weights) -> dict[tuple[str, str], dict[str, float]]:
    """Return, for each pair that shares anything that counts, what it shares in each task."""
    holders: dict[tuple[str, Piece], list[str]] = {}
    for who in sorted(pieces):
        for task, found in pieces[who].items():
            for piece in found:
                holders.setdefault((task, piece), []).append(who)
    common: dict[tuple[str, str], dict[str, float]] = {}
    for (task, piece), students in holders.items():
        if weight := weights[task, piece]:
            for pair in combinations(students, 2):
                of_task = common.setdefault(pair, {})
                of_task[task] = of_task.get(task, 0.0) + weight**2
    return common


def _lines(
    one: Mapping[Piece, set[int]], other: Mapping[Piece, set[int]], weights: _Weights, task: str
) -> tuple[frozenset[int], frozenset[int]]:
    shared = [piece for piece in one.keys() & other.keys() if weights[task, piece]]
    return (
        frozenset[int]().union(*(one[piece] for piece in shared)),
        frozenset[int]().union(*(other[piece] for piece in shared)),
    )
