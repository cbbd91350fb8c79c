"""The model of a staged bet: what a proposal is worth in expectation, with a pilot first and without."""

from functools import partial
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, Parameter, Result

CHANCES = np.arange(0, 101, 5)  # per cent


@partial(
    Model,
    x="chance",
    y="expected",
    x_title="Chance of success (per cent)",
    y_title="Average result (thousand pounds)",
    numbers={
        "at_chance": "average result at your chance (thousand pounds)",
        "break_even": "worth it from a chance of (per cent)",
        "worst": "the worst that can happen (thousand pounds)",
        "more_than_yes": "brings more than a yes at once by (thousand pounds)",
    },
)
def stage(
    gain: Annotated[float, Parameter("Gain if it succeeds", "thousand pounds", 0, 5000, 50)],
    cost: Annotated[float, Parameter("Cost if it fails", "thousand pounds", 1, 5000, 10)],
    pilot_price: Annotated[float, Parameter("Price of a pilot", "in 100 of the cost", 0, 100, 5)] = 10,
    accuracy: Annotated[float, Parameter("How often the pilot is right", "in 100", 50, 100, 5)] = 80,
    pilot: Annotated[int, Parameter("Pilot first", "(0 no, 1 yes)", 0, 1, whole=True)] = 1,
    chance: Annotated[float, Parameter("Your chance of success", "in 100", 0, 100, 5)] = 50,
) -> Result:
    """Work out what a proposal brings on average, for every chance that it succeeds.

    A proposal succeeds with chance *p*. It then brings a gain *g*; if it fails, it loses its cost *c*. After
    a yes at once it brings on average::

        p g - (1 - p) c

    A pilot costs a share *s* of *c*, and points the right way with probability *a*, whether the proposal
    would succeed or not. Only where it points to success does the firm go on, so that *yes, if* brings::

        p a g - (1 - p) (1 - a) c - s c

    and *no* brings 0.

    Parameters
    ----------
    gain
        What success brings, in thousand pounds, all costs taken off but the pilot's.
    cost
        What failure loses, in thousand pounds.
    pilot_price
        Price of the pilot in per cent of `cost`.
    accuracy
        How often the pilot points the right way, in per cent; 50 is like a coin.
    pilot
        1 with the pilot first, 0 without.
    chance
        The chance that the summary looks at, in per cent. It does not change the run.

    Returns
    -------
    Result
        The run has one row for each `chance` (0, 5, … 100 per cent) with `expected`, the average result in
        thousand pounds. The summary has `at_chance` (average result at `chance`, in thousand pounds);
        `break_even` (lowest chance, in per cent, at which it is not below 0; 100 where there is none);
        `worst` (the most that can be lost, as a number of thousand pounds below 0); `more_than_yes` (average
        result at `chance` less that of a yes at once).

    Notes
    -----
    That a small bet first buys the right to stop is the idea of real options (S. C. Myers, "Determinants of
    corporate borrowing", *Journal of Financial Economics* 5, 1977). The arithmetic is that of any decision
    under risk with an imperfect test. The numbers of the course's exercises are ours.

    The model leaves out time (a pilot is slow, and a rival may be first), who bears a loss, how much a firm
    can lose and live, that a pilot may teach how to succeed, and that nobody knows the chance.
    """
    price = pilot * pilot_price / 100 * cost
    # How often a proposal that would succeed goes on, and one that would fail.
    carried, misled = (accuracy / 100, 1 - accuracy / 100) if pilot else (1.0, 1.0)

    def expected(chances: np.ndarray) -> np.ndarray:
        there: np.ndarray = chances * carried * gain - (1 - chances) * misled * cost - price
        return there

    at_chance = float(expected(np.array(chance / 100)))
    at_once = chance / 100 * gain - (1 - chance / 100) * cost
    break_even = (price + misled * cost) / (carried * gain + misled * cost) if gain + misled else 1.0
    return Result(
        pd.DataFrame({"chance": CHANCES, "expected": expected(CHANCES / 100)}),
        {
            "at_chance": at_chance,
            "break_even": 100 * min(break_even, 1.0),
            "worst": -price - (cost if misled else 0.0),
            "more_than_yes": at_chance - at_once,
        },
    )
