"""The model of exceptions: decisions that no rule covers, and how many people may settle them."""

from functools import partial
from typing import Annotated

import pandas as pd

from leadermanager.models.model import Model, Parameter, Result

# Chosen for the lesson and measured nowhere.
ARISE = 2.0  # things to decide in a week, per point of change
EACH = 3.0  # decisions that one person settles in a week
UNDONE = 2.0  # decisions that a clash brings back: the one just taken, and the one it clashes with
GIVEN_UP = 0.1  # share of the waiting that is given up each week: the customer has gone elsewhere
WEEKS = 26  # half a year


@partial(
    Model,
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
    more={"more_people": ("people", "last")},
)
def exceptions(
    change: Annotated[float, Parameter("Change it faces", "of 10", 0, 10, 0.5)],
    people: Annotated[float, Parameter("People who may decide", "", 1, 20)],
    aligned: Annotated[float, Parameter("How often two of them want the same", "in 100", 0, 100, 5)] = 90,
    rules: Annotated[float, Parameter("Rules for what has come up before", "in 100", 0, 100, 10)] = 50,
    weeks: Annotated[int, Parameter("Weeks", "", 1, 104, whole=True)] = WEEKS,
) -> Result:
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
        What the unit faces; 0 is nothing new.
    people
        How many may decide what no rule covers.
    aligned
        How often two of them want the same, in per cent.
    rules
        How much of what has come up before has a rule, in per cent.
    weeks
        How many weeks to work out.

    Returns
    -------
    Result
        The run has one row per week: `week` (1, 2, …), and in decisions `new`, `settled`, `back`, `given_up`
        and `waiting` (at the end of the week). The summary has `new` (exceptions a week), `last` and
        `highest` (waiting at a week's end), `given_up` and `back` (in all weeks), and `more_people` (by how
        much the last week's waiting changes with one more person; positive where it makes things worse).

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
    covered = rules / 100 * (1 - change / 10)
    new, capacity = ARISE * change * (1 - covered), EACH * people
    clash = (1 - aligned / 100) * (people - 1) / people
    rows, waiting = [], 0.0
    for week in range(1, weeks + 1):
        given_up = GIVEN_UP * waiting
        there = waiting - given_up + new
        settled = min(capacity, there)
        back = UNDONE * clash * settled
        waiting = there - settled + back
        rows.append((week, new, settled, back, given_up, waiting))
    run = pd.DataFrame(rows, columns=["week", "new", "settled", "back", "given_up", "waiting"])
    return Result(
        run,
        {
            "new": float(new),
            "last": float(waiting),
            "highest": float(run["waiting"].max()),
            "given_up": float(run["given_up"].sum()),
            "back": float(run["back"].sum()),
        },
    )
