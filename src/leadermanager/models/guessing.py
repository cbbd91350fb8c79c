"""Two blurred guesses: one person hopes for a proposal, another doubts it, and a firm goes by what they say.

`propose` draws the proposals, `fund` says what they bring to a firm that goes by given chances, and
`heeding` gives the chances of a firm that listens to both, to some of those who doubt, or to none.
"""

from collections.abc import Collection, Sequence
from math import ceil

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Result

# Chosen for the lesson, and measured nowhere.
COST = 100  # thousand pounds that a proposal costs, lost where it fails
GAINS = (50, 100, 200)  # what it may bring on top where it works
USUAL = -0.5  # log-odds of a proposal that promises as much as it asks
PART = 1.4  # standard deviation of what promises, and again of what stands in the way
LEAN = 1.4  # log-odds by which those who hope are too high, and those who doubt too low
BLUR = 0.5  # standard deviation of each guess
FLAT = (-1.4, 0.2)  # mean and standard deviation of a doubt that is the same for everything


def propose(count: int, seed: int, flat: Sequence[bool]) -> pd.DataFrame:
    """Draw proposals, each with somebody who hopes and somebody who doubts.

    Whether a proposal works depends on two things, in log-odds::

        works = -0.5 + promise + way        promise, way: normal, SD 1.4
        hope  = -0.5 + promise + 1.4 + luck
        doubt = -0.5 + way     - 1.4 + luck luck: normal, SD 0.5

    So each of the two knows what the other does not, and each leans to one side. Some doubters know nothing:
    whatever is proposed, their log-odds are -1.4 and luck (SD 0.2).

    Parameters
    ----------
    count
        How many proposals.
    seed
        Chooses the luck.
    flat
        For each doubter, whether that one says the same to everything. They are asked in turns, in an order
        drawn anew for each turn.

    Returns
    -------
    pandas.DataFrame
        A row per proposal: `voice` (who doubts, 0 for the first), the chances `hope` and `doubt` (whole per
        cent), `gain` (thousand pounds on top of the cost of 100 that come back), and whether it `works`.

    Notes
    -----
    That guesses which err in opposite directions are better together is old: see J. M. Bates and C. W. J.
    Granger, "The combination of forecasts", *Operational Research Quarterly* 20 (1969). The numbers of this
    model are ours. It leaves out that people learn, that they say what is wanted of them, that a doubt can
    make a proposal better, and that those who hope are not all alike.
    """
    luck = np.random.default_rng(seed)
    promise, way = luck.normal(0, PART, count), luck.normal(0, PART, count)
    turns = [luck.permutation(len(flat)) for _ in range(ceil(count / len(flat)))]
    voice = np.concatenate(turns)[:count]
    knows = USUAL + way - LEAN + luck.normal(0, BLUR, count)
    doubt = np.where(np.asarray(flat)[voice], luck.normal(*FLAT, count), knows)
    return pd.DataFrame(
        {
            "voice": voice,
            "hope": _per_cent(USUAL + promise + LEAN + luck.normal(0, BLUR, count)),
            "doubt": _per_cent(doubt),
            "gain": luck.choice(GAINS, count),
            "works": luck.random(count) < 1 / (1 + np.exp(-(USUAL + promise + way))),
        }
    )


def fund(proposals: pd.DataFrame, chances: "Sequence[float] | pd.Series[float]") -> Result:
    """Put money into what is worth it by given chances, and wait for what comes.

    A proposal is worth it where chance · gain > (1 - chance) · cost, which is above 66.7, 50 or 33.3 in 100.

    Parameters
    ----------
    proposals
        As `propose` draws them.
    chances
        The chance that the firm gives each of them, in per cent.

    Returns
    -------
    Result
        The run has one row per proposal: its `chance`, whether it was `funded`, and what it `brought`
        (thousand pounds; 0 where it was left). The summary has the `total`, how many were `funded`, and
        `lean`: the mean chance less the share that works, in points of 100.

    Raises
    ------
    ArgumentError
        If there is not a chance for each proposal.
    """
    if len(chances) != len(proposals):
        raise ArgumentError(
            f"fund: there are {len(chances)} chances; give one for each of {len(proposals)} proposals."
        )
    chance, gain = np.asarray(chances, dtype=float), proposals["gain"].to_numpy()
    works = proposals["works"].to_numpy()
    funded = chance * (COST + gain) > 100 * COST
    brought = np.where(funded, np.where(works, gain, -COST), 0)
    summary = {
        "total": float(brought.sum()),
        "funded": float(funded.sum()),
        "lean": float(chance.mean() - 100 * works.mean()),
    }
    return Result(pd.DataFrame({"chance": chance, "funded": funded, "brought": brought}), summary)


def heeding(proposals: pd.DataFrame, left_out: Collection[int] = (), off: float = 0) -> "pd.Series[float]":
    """Return the chances, in per cent, of a firm that takes half of the hope and half of the doubt.

    Parameters
    ----------
    proposals
        As `propose` draws them.
    left_out
        Doubters who are not asked. Where one of them would have spoken, there is only the hope.
    off
        What is taken off the hope there, in points of 100.
    """
    both = (proposals["hope"] + proposals["doubt"]) / 2
    return both.where(~proposals["voice"].isin(list(left_out)), proposals["hope"] - off)


def _per_cent(log_odds: np.ndarray) -> np.ndarray:
    """Return chances in whole per cent, which is how people say them."""
    said: np.ndarray = np.rint(100 / (1 + np.exp(-log_odds))).astype(int)
    return said
