"""The model of a staged bet: what a proposal is worth in expectation, with a pilot first and without."""

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, check_numbers

CHANCES = np.arange(0, 101, 5)  # per cent


def stage(
    gain: float,
    cost: float,
    pilot_price: float = 10,
    accuracy: float = 80,
    pilot: float = 1,
    chance: float = 50,
) -> pd.DataFrame:
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
        What success brings, 0 or more, in thousand pounds, all costs taken off but the pilot's.
    cost
        What failure loses, more than 0, in thousand pounds.
    pilot_price
        Price of the pilot in per cent of `cost`, from 0 to 100.
    accuracy
        How often the pilot points the right way, in per cent, from 50 (like a coin) to 100.
    pilot
        1 with the pilot first, 0 without.
    chance
        The chance that `stage_summary` looks at, in per cent. It does not change the line.

    Returns
    -------
    pandas.DataFrame
        One row for each `chance` (0, 5, … 100 per cent) with `expected`, the average result in thousand
        pounds.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Notes
    -----
    That a small bet first buys the right to stop is the idea of real options (S. C. Myers, "Determinants of
    corporate borrowing", *Journal of Financial Economics* 5, 1977). The arithmetic is that of any decision
    under risk with an imperfect test. The numbers of the course's exercises are ours.

    The model leaves out time (a pilot is slow, and a rival may be first), who bears a loss, how much a firm
    can lose and live, that a pilot may teach how to succeed, and that nobody knows the chance.
    """
    return pd.DataFrame(
        {
            "chance": CHANCES,
            "expected": _expected(CHANCES / 100, gain, cost, pilot_price, accuracy, pilot, chance),
        }
    )


def stage_summary(
    gain: float,
    cost: float,
    pilot_price: float = 10,
    accuracy: float = 80,
    pilot: float = 1,
    chance: float = 50,
) -> dict[str, float]:
    """Put what `stage` gives into a few named numbers.

    Returns
    -------
    dict
        `at_chance` (average result at `chance`, in thousand pounds); `break_even` (lowest chance, in per
        cent, at which it is not below 0; 100 where there is none); `worst` (the most that can be lost, as a
        number of thousand pounds below 0); `more_than_yes` (average result at `chance` less that of a yes at
        once).
    """
    numbers = (gain, cost, pilot_price, accuracy)
    expected = float(_expected(np.array(chance / 100), *numbers, pilot, chance))
    at_once = float(_expected(np.array(chance / 100), *numbers, 0, chance))
    price = pilot * pilot_price / 100 * cost
    misled = 1 - accuracy / 100 if pilot else 1.0
    carried = accuracy / 100 if pilot else 1.0
    break_even = (price + misled * cost) / (carried * gain + misled * cost) if gain + misled else 1.0
    return {
        "at_chance": expected,
        "break_even": 100 * min(break_even, 1.0),
        "worst": -price - (cost if misled else 0.0),
        "more_than_yes": expected - at_once,
    }


def _expected(
    chance: np.ndarray, gain: float, cost: float, pilot_price: float, accuracy: float, pilot: float, at: float
) -> np.ndarray:
    """Return the average result for each chance, which runs from 0 to 1."""
    if not gain >= 0:
        raise ValueError(f"stage: gain is {gain}; give a number of 0 or more.")
    given = {"pilot_price": pilot_price, "accuracy": accuracy, "chance": at}
    check_numbers("stage", STAGE.takes, given)
    if not cost > 0:
        raise ValueError(f"stage: cost is {cost}; give a number of thousand pounds above 0.")
    if pilot not in (0, 1):
        raise ValueError(f"stage: pilot is {pilot}; give 1 for a pilot first, or 0 for none.")
    if not pilot:
        return chance * gain - (1 - chance) * cost
    right = accuracy / 100
    return chance * right * gain - (1 - chance) * (1 - right) * cost - pilot_price / 100 * cost


STAGE = Model(
    run=stage,
    summary=stage_summary,
    takes={
        "gain": (0, 5000),
        "cost": (1, 5000),
        "pilot_price": (0, 100),
        "accuracy": (50, 100),
        "pilot": (0, 1),
        "chance": (0, 100),
    },
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
