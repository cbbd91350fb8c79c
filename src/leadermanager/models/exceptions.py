"""The model of exceptions: decisions that no rule covers, and how many people may settle them."""

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, check_numbers

# Chosen for the lesson and measured nowhere.
ARISE = 2.0  # things to decide in a week, per point of change
EACH = 3.0  # decisions that one person settles in a week
UNDONE = 2.0  # decisions that a clash brings back: the one just taken, and the one it clashes with
GIVEN_UP = 0.1  # share of the waiting that is given up each week: the customer has gone elsewhere
WEEKS = 26  # half a year

CALM = 10.0  # so few waiting that nobody waits a week
MOST_PEOPLE = 20

_TAKES = {"change": (0.0, 10.0), "people": (1.0, 20.0), "aligned": (0.0, 100.0), "rules": (0.0, 100.0)}


def exceptions(
    change: float, people: float, aligned: float = 90, rules: float = 50, weeks: int = WEEKS
) -> pd.DataFrame:
    """Work out how many decisions wait, week by week.

    At change *c*, 2 *c* things a week have to be decided. A share 1 - *c*/10 of them has come up before;
    for a share *r* of those there is a rule. The others are exceptions::

        2 c [1 - r (1 - c/10)]   new exceptions a week

    Each of *n* people settles 3 a week, if so many wait. A person takes any of the decisions; with *n*
    people the chance that what it touches was settled by somebody else is (*n* - 1)/*n*, and unless the two
    want the same (a share *a* does) the decisions clash, and both come back. So of *s* settled ::

        2 s (1 - a) (n - 1)/n    come back

    and a tenth of what still waits is given up. If more wait than *n* people can settle, they get rid of
    3 [*n* - 2 (1 - *a*)(*n* - 1)] a week: one person more helps only if *a* is above one half.

    Parameters
    ----------
    change
        From 0 (nothing new) to 10.
    people
        How many may decide what no rule covers, from 1 to 20.
    aligned
        How often two of them want the same, in per cent.
    rules
        How much of what has come up before has a rule, in per cent.
    weeks
        How many weeks to work out, from 1.

    Returns
    -------
    pandas.DataFrame
        One row per week: `week` (1, 2, …), and in decisions `new`, `settled`, `back`, `given_up` and
        `waiting` (at the end of the week).

    Raises
    ------
    ValueError
        If a number is outside its range.

    Notes
    -----
    That rules come first, that what they do not cover goes up the line, and that the line is overloaded as
    uncertainty grows, so that decisions have to be made where the information is, is J. R. Galbraith's
    account of organizations as processors of information ("Organization Design: An Information Processing
    View", *Interfaces* 4(3), 1974). That more change takes more people who lead is J. P. Kotter's claim
    ("What Leaders Really Do", *Harvard Business Review*, 1990). The formula and its numbers are ours.

    The model leaves out chance, that decisions differ in weight and people in judgement, that people learn
    and come to agree by deciding, and what it costs to align them or to write a rule.
    """
    new, capacity, clash = _terms(change, people, aligned, rules)
    if weeks < 1 or weeks != int(weeks):
        raise ValueError(f"exceptions: weeks is {weeks}; give a whole number from 1.")
    rows = np.zeros((int(weeks), 4))
    waiting = 0.0
    for week in range(len(rows)):
        given_up = GIVEN_UP * waiting
        there = waiting - given_up + new
        settled = min(capacity, there)
        back = UNDONE * clash * settled
        waiting = there - settled + back
        rows[week] = settled, back, given_up, waiting
    settled_, back_, given_up_, waiting_ = rows.T
    return pd.DataFrame(
        {
            "week": np.arange(1, len(rows) + 1),
            "new": new,
            "settled": settled_,
            "back": back_,
            "given_up": given_up_,
            "waiting": waiting_,
        }
    )


def exceptions_summary(
    change: float, people: float, aligned: float = 90, rules: float = 50, weeks: int = WEEKS
) -> dict[str, float]:
    """Put what `exceptions` gives into a few named numbers.

    Returns
    -------
    dict
        `new` (exceptions a week), `last` and `highest` (waiting at a week's end), `given_up` (in all weeks),
        `back` (in all weeks), and by how much the last week's waiting changes with one more person
        (`more_people`; positive where it makes things worse).
    """
    rows = exceptions(change, people, aligned, rules, weeks)
    last = float(rows["waiting"].iloc[-1])
    more = exceptions(change, min(people + 1, MOST_PEOPLE), aligned, rules, weeks)
    return {
        "new": float(rows["new"].iloc[0]),
        "last": last,
        "highest": float(rows["waiting"].max()),
        "given_up": float(rows["given_up"].sum()),
        "back": float(rows["back"].sum()),
        "more_people": float(more["waiting"].iloc[-1]) - last,
    }


def people_needed(change: float, aligned: float = 90, rules: float = 50) -> float:
    """Return how many people it takes for ten decisions at most to wait after half a year.

    Returns
    -------
    float
        The number of people; NaN if not even twenty are enough.

    Raises
    ------
    ValueError
        If a number is outside its range.
    """
    for people in range(1, MOST_PEOPLE + 1):
        if exceptions(change, people, aligned, rules)["waiting"].iloc[-1] <= CALM:
            return float(people)
    return float("nan")


def _terms(change: float, people: float, aligned: float, rules: float) -> tuple[float, float, float]:
    """Return new exceptions a week, decisions that can be settled a week, and the share that clashes."""
    given = {"change": change, "people": people, "aligned": aligned, "rules": rules}
    check_numbers("exceptions", _TAKES, given)
    covered = rules / 100 * (1 - change / 10)
    clash = (1 - aligned / 100) * (people - 1) / people
    return ARISE * change * (1 - covered), EACH * people, clash


EXCEPTIONS = Model(
    run=exceptions,
    summary=exceptions_summary,
    takes=_TAKES | {"weeks": (1, 104)},
    x="week",
    y="waiting",
    x_title="Week",
    y_title="Decisions waiting",
    numbers={
        "new": "new decisions a week that no rule covers",
        "last": "waiting at the end",
        "highest": "most waiting in any week",
        "given_up": "given up in all weeks",
        "back": "settled and brought back in all weeks",
        "more_people": "one more person changes what waits at the end by",
    },
)
