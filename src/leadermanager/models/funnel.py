"""Deming's funnel: what becomes of a process when somebody reacts to its every result.

`drop` lets marbles fall from wherever somebody holds the funnel, `luck_of` draws what pushes them aside, and
`aims_by_rule` says where a rule would have held it.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Result

LUCK = 2.0  # standard deviation of what pushes a marble aside, in steps; chosen for the lesson


def luck_of(marbles: int, seed: int) -> list[int]:
    """Return how far luck pushes each marble aside, in whole steps to the right.

    Parameters
    ----------
    marbles
        How many to draw.
    seed
        Chooses the luck, which has a standard deviation of 2 steps.
    """
    drawn: list[int] = np.rint(np.random.default_rng(seed).normal(0, LUCK, marbles)).astype(int).tolist()
    return drawn


def drop(luck: Sequence[float], aims: Sequence[float]) -> Result:
    """Drop marbles through a funnel that is held over some place, each pushed aside by its own luck.

    Parameters
    ----------
    luck
        Steps to the right by which luck pushes each marble.
    aims
        Steps to the right of the mark over which the funnel is held for each.

    Returns
    -------
    Result
        The run has one row per marble: `marble` (1, 2, …), `aim`, `luck`, and where it `landed`, in steps
        to the right of the mark. The summary has `distance`, the mean distance of the marbles from the
        mark; `alone`, the same had the funnel stayed over the mark; `wider`, by how many per cent `distance`
        is more than `alone`; `moves`, how often the funnel was moved; `against`, how many of these went
        against the miss of the marble before; and `beside`, how far from the mark it stood on average.

    Raises
    ------
    ArgumentError
        If there is not an aim for each marble.

    Notes
    -----
    W. Edwards Deming showed it with a funnel that drops marbles on a mark (*Out of the Crisis*, 1986,
    chapter 11): whoever moves the funnel against every miss spreads the marbles wider. With luck of variance
    *v*, correcting a share *s* of every miss gives squared misses with the mean 2 v / (2 - s) in the long
    run: correcting nothing leaves v, correcting each in full doubles it. That only a result beyond a limit is
    worth a search for its cause is Walter A. Shewhart's rule (*Economic Control of Quality of Manufactured
    Product*, 1931).

    The model leaves out real causes, what a correction costs, that people learn from what they find, and that
    luck itself can be made smaller.
    """
    if len(aims) != len(luck):
        raise ArgumentError(f"drop: there are {len(aims)} aims; give one for each of {len(luck)} marbles.")
    aim, pushed = np.asarray(aims, dtype=float), np.asarray(luck, dtype=float)
    landed = aim + pushed
    distance, alone = float(np.abs(landed).mean()), float(np.abs(pushed).mean())
    moved = np.diff(aim, prepend=0.0)
    return Result(
        pd.DataFrame({"marble": np.arange(1, len(luck) + 1), "aim": aim, "luck": pushed, "landed": landed}),
        {
            "distance": distance,
            "alone": alone,
            "wider": 100 * (distance / alone - 1) if alone else 0.0,
            "moves": float((moved != 0).sum()),
            "against": float((moved[1:] * landed[:-1] < 0).sum()),
            "beside": float(abs(aim.mean())),
        },
    )


def aims_by_rule(luck: Sequence[float], share: float) -> list[float]:
    """Return where a funnel is held that is moved against a share of every miss, for each marble.

    Parameters
    ----------
    luck
        Steps by which luck pushes each marble.
    share
        The part of every miss by which the funnel is moved the other way; 0 leaves it over the mark.
    """
    aims, aim = [], 0.0
    for pushed in luck:
        aims.append(aim)
        aim -= share * (aim + pushed)
    return aims
