"""The model of the hot stove: people repeat what worked for them, and stop touching what burned them.

`learn` works out a firm of two thousand such people. `hundred_lives` follows a hundred of them one by one,
`throws_of` draws what acts of leading and of managing bring to one person, and `career` works out what became
of that person's choices.
"""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Range, Result, in_range

PEOPLE = 2000
SEED = 2001  # the same imagined people and the same luck, whatever the firm does
LUCK_OF_LEADING = 1.5  # standard deviation of what one act brings, as long as nobody says otherwise
LUCK_OF_MANAGING = 0.2
TEMPERATURE = (
    0.2  # of the choice: the smaller, the less two means must differ until one act is chosen nearly always
)
GIVEN_UP = 0.1


@in_range
def learn(
    reward_leading: Annotated[float, Range(0, 3)] = 1,
    reward_managing: Annotated[float, Range(0, 3)] = 1,
    luck: Annotated[float, Range(0, 3)] = LUCK_OF_LEADING,
    early_years: Annotated[int, Range(0, 10, whole=True)] = 0,
    talked_over: Annotated[float, Range(0, 100)] = 0,
    years: Annotated[int, Range(1, 40, whole=True)] = 20,
    taught: Annotated[float, Range(0, 1)] = 0,
) -> Result:
    """Work out how much a firm leads when everybody learns from what they were rewarded for themselves.

    Two thousand imagined people choose every year between an act of leading and one of managing. Each keeps
    the mean of what leading has brought so far, *a*, and of what managing has brought, *b*. Both begin at 1,
    and *a* at 1 less `taught`; that counts like one act of one's own. The chance of choosing to lead is::

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
    taught
        How much less leading brings than managing by the word of a teacher, whom everybody believes at first.

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
    and N. Wellman (*Journal of Applied Psychology* 94, 2009). The teacher and all numbers are ours.

    The model leaves out that people watch others, that acts need each other, that leading gets better with
    practice, that people differ, leave and are chosen, and that luck in managing can burn as well.
    """
    firm = (reward_leading, reward_managing, luck, early_years, talked_over, years, taught)
    wishes, _, _ = _lives(PEOPLE, SEED, *firm)
    shares = 100 * wishes.mean(axis=1)
    return Result(
        pd.DataFrame({"year": np.arange(1, years + 1), "leading": shares[:years]}),
        {
            "first": float(shares[0]),
            "last": float(shares[years - 1]),
            "given_up": 100 * float((wishes[years] < GIVEN_UP).mean()),
        },
    )


def hundred_lives(seed: int, early_years: int = 0, talked_over: float = 0, taught: float = 0) -> Result:
    """Follow a hundred people of `learn` for twenty years, in a firm that pays leading as well as managing.

    Parameters
    ----------
    seed
        Chooses the people's luck: with the same seed they have the same, whatever the firm does.
    early_years, talked_over, taught
        As `learn` takes them.

    Returns
    -------
    Result
        The run has one row per person and year, year 0 being the beginning: `person`, `year`, whether the
        person `leads` by their own choice in that year, and what they believe at its end that leading brings
        (`believes`, in points). The summary has `first` and `last`, how many lead in the first and in the
        last year, and `below`, how many believe at the end that leading brings less than it does.
    """
    years, people = 20, 100
    _, chose, believed = _lives(people, seed, 1, 1, LUCK_OF_LEADING, early_years, talked_over, years, taught)
    leads = np.vstack([np.zeros(people, dtype=bool), chose])
    return Result(
        pd.DataFrame(
            {
                "person": np.tile(np.arange(people), years + 1),
                "year": np.repeat(np.arange(years + 1), people),
                "leads": leads.ravel(),
                "believes": believed.ravel(),
            }
        ),
        {
            "first": float(chose[0].sum()),
            "last": float(chose[-1].sum()),
            "below": float((believed[-1] < 1).sum()),
        },
    )


def throws_of(seed: int, years: int) -> tuple[list[float], list[float]]:
    """Draw what a person's acts of leading and of managing bring, in the order in which they do them.

    Parameters
    ----------
    seed
        Chooses the luck.
    years
        How many of each to draw; both bring 1 point on average, to one decimal.
    """
    drawn = np.random.default_rng(seed).normal(size=(2, years))
    leading, managing = 1 + drawn * [[LUCK_OF_LEADING], [LUCK_OF_MANAGING]] + 0.0
    return np.round(leading, 1).tolist(), np.round(managing, 1).tolist()


def career(leading: Sequence[float], managing: Sequence[float], acts: str) -> Result:
    """Work out what became of somebody who led in some years and managed in the others.

    Parameters
    ----------
    leading, managing
        What their first, second, … act of each kind brings.
    acts
        A letter for each year: L for an act of leading, M for one of managing.

    Returns
    -------
    Result
        The run has one row per year: `year`, `act`, what it `brought`, and what leading has brought on
        average by its end (`believes`), beginning, as in `learn`, with 1 that counts like one act. The
        summary has `led`, how often they led; `last_led`, the year of the last time (0: never); `total`,
        what all acts brought; `all_led` and `all_managed`, what it would have been with one kind of act only;
        and what they believe at the end that leading brings (`believes`).

    Raises
    ------
    ArgumentError
        If an act is neither L nor M, or there are more than there are throws.
    """
    if set(acts) - {"L", "M"}:
        raise ArgumentError(f"career: the acts are {acts!r}; give a letter for each year, L or M.")
    if len(acts) > min(len(leading), len(managing)):
        raise ArgumentError(f"career: there are {len(acts)} acts; give a throw of both kinds for each.")
    throws = {"L": iter(leading), "M": iter(managing)}
    brought = [next(throws[act]) for act in acts]
    run = pd.DataFrame({"year": range(1, len(acts) + 1), "act": list(acts), "brought": brought})
    led = run["act"] == "L"
    run["believes"] = (1 + run["brought"].where(led, 0).cumsum()) / (1 + led.cumsum())
    return Result(
        run,
        {
            "led": float(led.sum()),
            "last_led": float(run.loc[led, "year"].max()) if led.any() else 0.0,
            "total": float(sum(brought)),
            "all_led": float(sum(leading[: len(acts)])),
            "all_managed": float(sum(managing[: len(acts)])),
            "believes": float(run["believes"].iloc[-1]) if acts else 1.0,
        },
    )


def _lives(
    people: int,
    seed: int,
    reward_leading: float,
    reward_managing: float,
    luck: float,
    early_years: int,
    talked_over: float,
    years: int,
    taught: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let people learn year by year; the numbers are those of `learn`.

    Returns chances of choosing to lead, who chose to lead, and what leading is believed to bring, with a
    column for each person. The first and the last have a row for the beginning and one for each year's end.
    """
    rng = np.random.default_rng(seed)
    means = np.ones((2, people))  # of what acts brought; rows: leading, managing
    means[0] -= taught
    tries = np.ones((2, people))
    wishes, believed, chose = [_wish(means)], [means[0].copy()], []
    for year in range(years):
        chosen = rng.random(people) < wishes[-1]
        early = year < early_years
        seen = luck * (1 - talked_over / 100) if early else luck
        fortune = rng.normal(size=(2, people)) * np.array([[seen], [LUCK_OF_MANAGING]])
        bring = np.array([[reward_leading], [reward_managing]]) + fortune
        tried = np.array([chosen | early, ~chosen | early])
        tries += tried
        means += tried * (bring - means) / tries
        chose.append(chosen)
        wishes.append(_wish(means))
        believed.append(means[0].copy())
    return np.array(wishes), np.array(chose), np.array(believed)


def _wish(means: np.ndarray) -> np.ndarray:
    wish: np.ndarray = 1 / (1 + np.exp(-(means[0] - means[1]) / TEMPERATURE))
    return wish
