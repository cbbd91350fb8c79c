"""Deming's funnel: what becomes of a process when somebody reacts to its every result."""

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, check_numbers

# Faults per thousand. They are chosen for the lesson, near what its units show, and measured nowhere.
USUAL = 22.0  # what the process makes when nobody touches it
LUCK = 2.0  # standard deviation of its weeks
CAUSE_FROM = 27  # week in which something real begins to add faults
NEVER = 99.0  # a limit that no week exceeds


def funnel(limit: float, share: float, cause: float, weeks: int = 52, seed: int = 1986) -> pd.DataFrame:
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
        Search after a miss of more than this, in faults per thousand, 0 to 99. At 99 nobody ever searches.
    share
        The part of every miss that is corrected, 0 (leave it alone) to 1 (all of it).
    cause
        Faults per thousand that a real cause adds from week 27 on, 0 (there is none) to 12.
    weeks
        How many weeks to work out, 1 to 520.
    seed
        Chooses the luck: the same seed gives the same luck, whatever is done about it. From 0 to 9999.

    Returns
    -------
    pandas.DataFrame
        One row per week: `week` (1, 2, …), `searched` (whether a search followed) and, in faults
        per thousand, `faults`, what the `setting` and the `cause` add to them, `lower` and `upper` limit.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Notes
    -----
    W. Edwards Deming showed it with a funnel that drops marbles on a mark (*Out of the Crisis*, 1986,
    chapter 11): whoever moves the funnel against every miss spreads the marbles wider. That only a result
    beyond a limit is worth a search for its cause is Walter A. Shewhart's rule (*Economic Control of Quality
    of Manufactured Product*, 1931); his limits lie three standard deviations from the mean, here 6 faults.

    The model leaves out what a search and a correction cost, that a search can miss a cause, that people
    learn from what they find, and that the usual level itself can be made better.
    """
    made = _made(limit, share, cause, weeks, seed)
    numbered = {"week": np.arange(1, len(made["faults"]) + 1), **made}
    return pd.DataFrame(numbered).assign(lower=USUAL - limit, upper=USUAL + limit)


def funnel_summary(
    limit: float, share: float, cause: float, weeks: int = 52, seed: int = 1986
) -> dict[str, float]:
    """Put what `funnel` gives into a few named numbers.

    Returns
    -------
    dict
        `squared_miss` (mean of the squared misses, in squared faults per thousand), `times` (how many times
        that is what the same luck and cause give when nobody does anything), `searches`, `in_vain` (searches
        that found nothing), and `with_cause` (weeks that the cause lasted).
    """
    done = _made(limit, share, cause, weeks, seed)
    alone = _made(NEVER, 0, cause, weeks, seed)
    squared, untouched = (float(np.mean((made["faults"] - USUAL) ** 2)) for made in (done, alone))
    return {
        "squared_miss": squared,
        "times": squared / untouched,
        "searches": float(done["searched"].sum()),
        "in_vain": float((done["searched"] & (done["cause"] == 0)).sum()),
        "with_cause": float((done["cause"] > 0).sum()),
    }


def _made(limit: float, share: float, cause: float, weeks: int, seed: int) -> dict[str, np.ndarray]:
    """Return what the process makes in each week and what is done about it, without a table's cost."""
    given = {"limit": limit, "share": share, "cause": cause, "weeks": weeks, "seed": seed}
    check_numbers("funnel", FUNNEL.takes, given, whole=["weeks", "seed"])

    luck = np.random.default_rng(int(seed)).normal(0, LUCK, int(weeks))
    rows, setting, found = [], 0.0, False
    for week, drawn in enumerate(luck.tolist(), start=1):
        adds = 0.0 if found or week < CAUSE_FROM else float(cause)
        miss = setting + drawn + adds
        searched = abs(miss) > limit
        rows.append((USUAL + miss, setting, adds, searched))
        found = found or (searched and adds > 0)
        setting -= share * miss
    columns = zip(("faults", "setting", "cause", "searched"), zip(*rows, strict=True), strict=True)
    return {name: np.array(values) for name, values in columns}


FUNNEL = Model(
    run=funnel,
    summary=funnel_summary,
    takes={"limit": (0, NEVER), "share": (0, 1), "cause": (0, 12), "weeks": (1, 520), "seed": (0, 9999)},
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
