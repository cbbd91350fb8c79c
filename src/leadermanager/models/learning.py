"""The model of the hot stove: people repeat what worked for them, and stop touching what burned them."""

from functools import partial
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, Parameter, Result

PEOPLE = 2000
SEED = 2001  # the same imagined people and the same luck at every move of a slider
LUCK_OF_MANAGING = 0.2  # standard deviation of what one act of managing brings
TRIAL = 0.2  # how little two acts have to differ in what they brought before one is chosen nearly always
GIVEN_UP = 0.1


@partial(
    Model,
    x="year",
    y="leading",
    x_title="Year",
    y_title="Acts that lead (per cent)",
    numbers={
        "first": "leading in the first year (per cent of acts)",
        "last": "leading in the last year (per cent of acts)",
        "given_up": "people who have given it up (per cent)",
    },
)
def learn(
    reward_leading: Annotated[float, Parameter("Reward for leading", "points", 0, 3, 0.1)] = 1,
    reward_managing: Annotated[float, Parameter("Reward for managing", "points", 0, 3, 0.1)] = 1,
    luck: Annotated[float, Parameter("Luck in leading", "points, up or down", 0, 3, 0.5)] = 1.5,
    early_years: Annotated[
        int, Parameter("Early years with chances for all", "years", 0, 10, whole=True)
    ] = 0,
    talked_over: Annotated[float, Parameter("Luck talked over in those years", "in 100", 0, 100, 10)] = 0,
    years: Annotated[int, Parameter("Years", "", 1, 40, whole=True)] = 20,
) -> Result:
    """Work out how much a firm leads when everybody learns from what they were rewarded for themselves.

    Two thousand imagined people choose every year between an act of leading and one of managing. Each keeps
    the mean of what leading has brought so far, *a*, and of what managing has brought, *b*; both begin at 1.
    The chance of choosing to lead is::

        1 / (1 + exp(-(a - b) / 0.2))

    An act of leading brings `reward_leading`, give or take luck (normal, standard deviation `luck`); an act
    of managing brings `reward_managing`, give or take 0.2. Only what was chosen is learnt about. In the first
    `early_years` everybody tries both every year, and of the luck in leading a share `talked_over` is seen
    through, because somebody talks it over with them.

    Parameters
    ----------
    reward_leading, reward_managing
        What an act brings on average, in points of recognition.
    luck
        How much what leading brings depends on luck, in the same points.
    early_years
        Years, from the first, in which everybody gets a chance to lead.
    talked_over
        Per cent of the luck in those years that people learn to see through.
    years
        How many years to work out.

    Returns
    -------
    Result
        The run has one row per year: `year` (1, 2, …) and `leading`, the share of acts that lead, in per
        cent, when people choose for themselves. The summary has `first` and `last` (that share in the first
        and the last year) and `given_up` (per cent of people who at the end would choose to lead in less than
        one year of ten).

    Notes
    -----
    After J. Denrell and J. G. March, "Adaptation as information restriction: the hot stove effect",
    *Organization Science* 12 (2001): who learns only from what they try again is biased against what is
    risky, even where the risk pays. That challenge teaches when there is feedback is a finding of D. S. DeRue
    and N. Wellman (*Journal of Applied Psychology* 94, 2009). The numbers are ours.

    The model leaves out that people watch others, that acts need each other, that leading gets better with
    practice, that people differ, leave and are chosen, and that luck in managing can burn as well.
    """
    rng = np.random.default_rng(SEED)
    brought = np.ones((2, PEOPLE))  # rows: leading, managing
    tries = np.ones((2, PEOPLE))
    shares = np.empty(years)
    for year in range(years):
        wish = _wish(brought)
        shares[year] = 100 * wish.mean()
        chosen = rng.random(PEOPLE) < wish
        early = year < early_years
        seen = luck * (1 - talked_over / 100) if early else luck
        fortune = rng.normal(size=(2, PEOPLE)) * np.array([[seen], [LUCK_OF_MANAGING]])
        bring = np.array([[reward_leading], [reward_managing]]) + fortune
        tried = np.array([chosen | early, ~chosen | early])
        tries += tried
        brought += tried * (bring - brought) / tries
    return Result(
        pd.DataFrame({"year": np.arange(1, years + 1), "leading": shares}),
        {
            "first": float(shares[0]),
            "last": float(shares[-1]),
            "given_up": 100 * float((_wish(brought) < GIVEN_UP).mean()),
        },
    )


def _wish(brought: np.ndarray) -> np.ndarray:
    wish: np.ndarray = 1 / (1 + np.exp(-(brought[0] - brought[1]) / TRIAL))
    return wish
