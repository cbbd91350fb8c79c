"""Deming's funnel: what becomes of a process when somebody reacts to its every result.

`funnel` corrects by a rule. `drop` lets marbles fall from wherever somebody holds the funnel, `luck_of` draws
what pushes them aside, and `aims_by_rule` says where a rule would have held it.
"""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Model, Parameter, Result

# Faults per thousand. They are chosen for the lesson, near what its units show, and measured nowhere.
USUAL = 22.0  # what the process makes when nobody touches it
LUCK = 2.0  # standard deviation of its weeks
CAUSE_FROM = 27  # week in which something real begins to add faults
NEVER = 99.0  # a limit that no week exceeds


@partial(
    Model,
    x="week",
    y="faults",
    x_title="Week",
    y_title="Faults per thousand instruments",
    numbers={
        "squared_miss": "average squared miss",
        "times": "times what leaving it alone gives",
        "searches": "searches for a cause",
        "in_vain": "searches in vain",
        "with_cause": "weeks that the cause lasts",
    },
    limits=("lower", "upper"),
)
def funnel(
    limit: Annotated[float, Parameter("Search after a miss above", "faults", 0, NEVER, 0.5)],
    share: Annotated[float, Parameter("Correct this part of each miss", "(0 none, 1 all)", 0, 1, 0.25)],
    cause: Annotated[float, Parameter("Real cause from week 27", "faults", 0, 12)],
    weeks: Annotated[int, Parameter("Weeks", "", 1, 520, whole=True)] = 52,
    seed: Annotated[int, Parameter("Luck", "", 0, 9999, whole=True)] = 1986,
) -> Result:
    """Let a process run for some weeks, correct its misses, and search for causes.

    In week *t* the process makes::

        faults(t) = 22 + setting(t) + luck(t) + cause (from week 27 until it is found)
        miss(t)   = faults(t) - 22

    and at the end of the week two things may happen. The process is set against its miss,
    setting(t + 1) = setting(t) - share · miss(t), with setting(1) = 0. And if the miss is larger than the
    limit, up or down, somebody searches: a cause that is there is found and gone from the next week on, and
    a search without one is in vain.

    With nothing but luck of variance *v*, the squared misses have the mean 2 v / (2 - share) in the long run:
    correcting nothing leaves v, correcting every miss in full doubles it.

    Parameters
    ----------
    limit
        Search after a miss of more than this, in faults per thousand. At 99 nobody ever searches.
    share
        The part of every miss that is corrected, 0 (leave it alone) to 1 (all of it).
    cause
        Faults per thousand that a real cause adds from week 27 on; 0 is none.
    weeks
        How many weeks to work out.
    seed
        Chooses the luck: the same seed gives the same luck, whatever is done about it.

    Returns
    -------
    Result
        The run has one row per week: `week` (1, 2, …), `searched` (whether a search followed) and, in faults
        per thousand, `faults`, what the `setting` and the `cause` add to them, `lower` and `upper` limit. The
        summary has `squared_miss` (mean of the squared misses, in squared faults per thousand), `times` (how
        many times that is what the same luck and cause give when nobody does anything), `searches`, `in_vain`
        (searches that found nothing), and `with_cause` (weeks that the cause lasted).

    Notes
    -----
    W. Edwards Deming showed it with a funnel that drops marbles on a mark (*Out of the Crisis*, 1986,
    chapter 11): whoever moves the funnel against every miss spreads the marbles wider. That only a result
    beyond a limit is worth a search for its cause is Walter A. Shewhart's rule (*Economic Control of Quality
    of Manufactured Product*, 1931); his limits lie three standard deviations from the mean, here 6 faults.

    The model leaves out what a search and a correction cost, that a search can miss a cause, that people
    learn from what they find, and that the usual level itself can be made better.
    """
    week = np.arange(1, weeks + 1)
    luck = np.random.default_rng(seed).normal(0, LUCK, weeks)
    rows, setting, found = [], 0.0, False
    for number, drawn in zip(week.tolist(), luck.tolist(), strict=True):
        adds = 0.0 if found or number < CAUSE_FROM else float(cause)
        miss = setting + drawn + adds
        searched = abs(miss) > limit
        rows.append((number, USUAL + miss, setting, adds, searched))
        found = found or (searched and adds > 0)
        setting -= share * miss
    run = pd.DataFrame(rows, columns=["week", "faults", "setting", "cause", "searched"])
    squared = float(((run["faults"] - USUAL) ** 2).mean())
    left_alone = float(((luck + cause * (week >= CAUSE_FROM)) ** 2).mean())
    return Result(
        run.assign(lower=USUAL - limit, upper=USUAL + limit),
        {
            "squared_miss": squared,
            "times": squared / left_alone,
            "searches": float(run["searched"].sum()),
            "in_vain": float((run["searched"] & (run["cause"] == 0)).sum()),
            "with_cause": float((run["cause"] > 0).sum()),
        },
    )


def luck_of(marbles: int, seed: int) -> list[int]:
    """Return how far luck pushes each marble aside, in whole steps to the right.

    Parameters
    ----------
    marbles
        How many to draw.
    seed
        Chooses the luck. Its standard deviation is that of `funnel`, 2.
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
