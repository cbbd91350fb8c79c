"""The model of the hot stove: people repeat what worked for them, and stop touching what burned them."""

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, check_numbers

PEOPLE = 2000
SEED = 2001  # the same imagined people and the same luck at every move of a slider
LUCK_OF_MANAGING = 0.2  # standard deviation of what one act of managing brings
TRIAL = 0.2  # how little two acts have to differ in what they brought before one is chosen nearly always
GIVEN_UP = 0.1


def learn(
    reward_leading: float = 1,
    reward_managing: float = 1,
    luck: float = 1.5,
    early_years: float = 0,
    talked_over: float = 0,
    years: float = 20,
) -> pd.DataFrame:
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
        What an act brings on average, in points of recognition, from 0 to 3.
    luck
        How much what leading brings depends on luck, in the same points, from 0 to 3.
    early_years
        Years, from the first, in which everybody gets a chance to lead; whole, from 0 to 10.
    talked_over
        Per cent of the luck in those years that people learn to see through, from 0 to 100.
    years
        How many years to work out; whole, from 1 to 40.

    Returns
    -------
    pandas.DataFrame
        One row per year: `year` (1, 2, …) and `leading`, the share of acts that lead, in per cent, when
        people choose for themselves.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Notes
    -----
    After J. Denrell and J. G. March, "Adaptation as information restriction: the hot stove effect",
    *Organization Science* 12 (2001): who learns only from what they try again is biased against what is
    risky, even where the risk pays. That challenge teaches when there is feedback is a finding of D. S. DeRue
    and N. Wellman (*Journal of Applied Psychology* 94, 2009). The numbers are ours.

    The model leaves out that people watch others, that acts need each other, that leading gets better with
    practice, that people differ, leave and are chosen, and that luck in managing can burn as well.
    """
    shares, _ = _careers(reward_leading, reward_managing, luck, early_years, talked_over, years)
    return pd.DataFrame({"year": np.arange(1, len(shares) + 1), "leading": shares})


def learn_summary(
    reward_leading: float = 1,
    reward_managing: float = 1,
    luck: float = 1.5,
    early_years: float = 0,
    talked_over: float = 0,
    years: float = 20,
) -> dict[str, float]:
    """Put what `learn` gives into a few named numbers.

    Returns
    -------
    dict
        `first` and `last` (share of acts that lead in the first and the last year, per cent); `given_up` (per
        cent of people who at the end would choose to lead in less than one year of ten).
    """
    shares, wish = _careers(reward_leading, reward_managing, luck, early_years, talked_over, years)
    return {
        "first": float(shares[0]),
        "last": float(shares[-1]),
        "given_up": 100 * float((wish < GIVEN_UP).mean()),
    }


def _careers(
    reward_leading: float,
    reward_managing: float,
    luck: float,
    early_years: float,
    talked_over: float,
    years: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the share of leading in each year, and each person's wish to lead at the end, from 0 to 1."""
    given = {
        "reward_leading": reward_leading,
        "reward_managing": reward_managing,
        "luck": luck,
        "early_years": early_years,
        "talked_over": talked_over,
        "years": years,
    }
    check_numbers("learn", LEARN.takes, given, whole=["early_years", "years"])

    rng = np.random.default_rng(SEED)
    brought = np.ones((2, PEOPLE))  # rows: leading, managing
    tries = np.ones((2, PEOPLE))
    shares = np.empty(int(years))
    for year in range(len(shares)):
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
    return shares, _wish(brought)


def _wish(brought: np.ndarray) -> np.ndarray:
    wish: np.ndarray = 1 / (1 + np.exp(-(brought[0] - brought[1]) / TRIAL))
    return wish


LEARN = Model(
    run=learn,
    summary=learn_summary,
    takes={
        "reward_leading": (0, 3),
        "reward_managing": (0, 3),
        "luck": (0, 3),
        "early_years": (0, 10),
        "talked_over": (0, 100),
        "years": (1, 40),
    },
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
