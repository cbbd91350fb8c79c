"""The model of contagion: who hears a message, who believes it, and why the two are not the same people."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError, DataError
from leadermanager.models.model import Range, Result, in_range

# The ring of `contagion`, chosen for the lesson: everybody trusts two people on either side.
PEOPLE = 100
NEIGHBOURS = (-2, -1, 1, 2)
FIRMS = 20  # the result is their average, since far ties are drawn at random
LONGEST = 104  # weeks
SEED = 1990

TRUST = "trusts"


def spread(ties: pd.DataFrame, carriers: Collection[str], needs: int | Mapping[str, int] = 2) -> pd.DataFrame:
    """Follow a message from its carriers through a network of ties, step by step.

    The carriers have heard it and believe it at step 0. At each step

    - a person *hears* it who has a tie of any kind, in either direction, with somebody who has heard it;
    - a person *believes* it who trusts at least `needs` people who believe it.

    Whoever believes goes on believing, and steps follow until nothing changes.

    Parameters
    ----------
    ties
        One row per tie, as in the table `ties`: from `person_id` to `other_id`, and its `kind`; trust is
        called "trusts", and any other kind only carries the news.
    carriers
        Ids of those who begin.
    needs
        How many believers a person has to trust, from 1; or the number for each person, by id.

    Returns
    -------
    pandas.DataFrame
        One row per person in the ties: `person_id`, and the steps at which the person `heard` and
        `believed` it, missing where that never happens.

    Raises
    ------
    ArgumentError
        If `needs` is below 1.
    DataError
        If the ties lack a column, or a carrier has no tie at all.

    Notes
    -----
    That people follow once enough others do is M. Granovetter's threshold model ("Threshold Models of
    Collective Behavior", *American Journal of Sociology* 83, 1978); that what has to be believed needs more
    than one contact and so moves through other ties than news does, D. Centola and M. Macy's complex
    contagion ("Complex Contagions and the Weakness of Long Ties", *American Journal of Sociology* 113, 2007).
    The rule of two is our choice. The model leaves out what the message says, that people differ in how
    much they need, that some speak against it, and that belief can be lost.
    """
    for number in needs.values() if isinstance(needs, Mapping) else [needs]:
        if number < 1 or number != int(number):
            raise ArgumentError(f"spread: needs is {number}; give a whole number from 1.")
    for column in ("person_id", "other_id", "kind"):
        if column not in ties.columns:
            raise DataError(f"spread: the ties have no column {column!r}; give rows of the table ties.")
    people = pd.Index(pd.unique(pd.concat([ties["person_id"], ties["other_id"]])))
    lost = sorted(set(carriers) - set(people))
    if lost:
        raise DataError(f"spread: {lost[0]} has no tie to anybody in these rows; choose another carrier.")
    start, end = people.get_indexer(ties["person_id"]), people.get_indexer(ties["other_id"])
    trust = np.zeros((len(people), len(people)), dtype=bool)
    trusting = (ties["kind"] == TRUST).to_numpy()
    trust[start[trusting], end[trusting]] = True
    talk = np.zeros_like(trust)
    talk[start, end] = talk[end, start] = True
    begin = people.isin(list(carriers))
    needed = np.array([needs[one] for one in people]) if isinstance(needs, Mapping) else needs
    steps = {"heard": cascade(talk, begin, 1), "believed": cascade(trust, begin, needed)}
    return pd.DataFrame(
        {"person_id": people}
        | {name: pd.Series(step, dtype="Int64").mask(step < 0) for name, step in steps.items()}
    )


def cascade(follows: np.ndarray, begin: np.ndarray, needs: int | np.ndarray) -> np.ndarray:
    """Return the step at which each person joins, or -1.

    Parameters
    ----------
    follows
        Whether the person of a row follows the person of a column; square, bool.
    begin
        Who has joined at step 0; bool.
    needs
        How many of those that a person follows must have joined before; one number, or one for each person.
    """
    step: np.ndarray = np.where(begin, 0, -1)
    now = 0
    while (step == now).any():
        joined = step >= 0
        now += 1
        step[~joined & (follows[:, joined].sum(axis=1) >= needs)] = now
    return step


def ring(far: Mapping[int, int] | None = None) -> pd.DataFrame:
    """Return the ties of 100 people in a ring: everybody trusts, and is trusted by, two on either side.

    Parameters
    ----------
    far
        Person -> person, both from 1 to 100: the tie to the next person leads there instead. Whoever it led
        to before has one tie less, and whoever it leads to has one more.

    Returns
    -------
    pandas.DataFrame
        A row per tie and direction, as `spread` takes them; the ids are the numbers as texts.
    """
    pairs = []
    for one in range(1, PEOPLE + 1):
        following, after = one % PEOPLE + 1, (one + 1) % PEOPLE + 1
        pairs += [(one, (far or {}).get(one, following)), (one, after)]
    rows = [(str(a), str(b), TRUST) for one, other in pairs for a, b in ((one, other), (other, one))]
    return pd.DataFrame(rows, columns=["person_id", "other_id", "kind"]).drop_duplicates(ignore_index=True)


@in_range
def contagion(
    carriers: Annotated[int, Range(1, PEOPLE // 2, whole=True)],
    apart: Annotated[int, Range(1, PEOPLE // 2, whole=True)] = 1,
    far: Annotated[float, Range(0, 100)] = 0,
    needs: Annotated[int, Range(1, len(NEIGHBOURS), whole=True)] = 2,
    alone: Annotated[float, Range(0, 100)] = 0,
    weeks: Annotated[int, Range(1, LONGEST, whole=True)] = 52,
) -> Result:
    """Let a message spread by the same rule through a made-up firm of 100 people in a ring.

    Everybody trusts four people: two on either side. The first carrier sits anywhere, the next `apart`
    places on, and so round the ring (closer together where there is no room for that). Each week a person
    who trusts `needs` believers or more begins to believe.

    Parameters
    ----------
    carriers
        How many of the hundred carry the message, 1 to 50.
    apart
        Places from one carrier to the next: 1 means neighbours.
    far
        Per cent of the ties of trust that lead to somebody far away instead of a neighbour.
    needs
        How many believers a person has to trust. With 1, it is hearing rather than believing.
    alone
        Per cent of people a week who are won by a single believer whom they trust, whatever `needs` says.
    weeks
        How many weeks to follow.

    Returns
    -------
    Result
        The run has one row per week, from 0: `week` and `believed`, in per cent of the people, the average of
        20 firms that differ in where their far ties lead. The summary has `believed` (per cent at the end);
        `won` (those among them who were no carriers); `halfway` (per cent after half of the weeks).

    Notes
    -----
    The ring, and that a few far ties can stop what needs two, are from D. Centola and M. Macy (2007, see
    `spread`); that even a little of `alone` turns this round, from D. Eckles, E. Mossel, M. A. Rahimian and
    S. Sen ("Long ties accelerate noisy threshold-based contagions", *Nature Human Behaviour* 8, 2024). The
    numbers are ours. The ring leaves out ranks, teams, and that some people are trusted by many.
    """
    near, elsewhere, far_luck, week_luck = _firms()
    trusted = np.where(far_luck < far / 100, elsewhere, near)
    places = np.arange(carriers) * min(apart, PEOPLE // carriers)
    believes = np.zeros((FIRMS, PEOPLE), dtype=bool)
    believes[:, places] = True
    firm = np.arange(FIRMS)[:, None, None]
    shares = [100 * believes.mean()]
    for week in range(weeks):
        believers = believes[firm, trusted].sum(axis=2)
        believes = believes | (believers >= needs) | ((believers > 0) & (week_luck[week] < alone / 100))
        shares.append(100 * believes.mean())
    return Result(
        pd.DataFrame({"week": np.arange(weeks + 1), "believed": shares}),
        {
            "believed": float(shares[-1]),
            "won": float(shares[-1] - shares[0]),
            "halfway": float(shares[len(shares) // 2]),
        },
    )


@cache
def _firms() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Draw once what chance decides, so that a small change of a number changes the result little.

    Returns for each firm, person and tie the neighbour and the one far away, the luck that decides between
    the two, and for each week, firm and person the luck of being won by one believer.
    """
    rng = np.random.default_rng(SEED)
    person = np.arange(PEOPLE)[:, None]
    size = (FIRMS, PEOPLE, len(NEIGHBOURS))
    near = np.broadcast_to((person + np.array(NEIGHBOURS)) % PEOPLE, size)
    far_luck = rng.random(size)
    # Four different people of those who are no neighbours, so that nobody counts twice.
    away = rng.random((FIRMS, PEOPLE, PEOPLE - len(NEIGHBOURS) - 1)).argsort(axis=2)[..., : len(NEIGHBOURS)]
    elsewhere = (person + max(NEIGHBOURS) + 1 + away) % PEOPLE
    return near, elsewhere, far_luck, rng.random((LONGEST, FIRMS, PEOPLE))
