"""The model of firefighting: urgent hours crowd out the hours that would prevent them.

`firefight` keeps the same hours for leading all the time. `fight_fires` follows somebody who changes them.
"""

from collections.abc import Sequence
from typing import Annotated

import pandas as pd

from leadermanager.models.model import Range, Result, in_range

HOURS = 45.0  # of a week
ROUTINE = 2.0  # hours of order a week for each point of complexity
GROWTH = 0.25  # hours of fires added next week for each hour that leading or routine fell short
MOST_PREVENTED = 4.0  # hours of leading beyond what change asks for, after which more prevents nothing more


@in_range
def firefight(
    change: Annotated[float, Range(0, 10)],
    complexity: Annotated[float, Range(0, 10)],
    protected: Annotated[float, Range(0, 40)],
    fires: Annotated[float, Range(0, 40)] = 15,
    weeks: Annotated[int, Range(1, 104, whole=True)] = 26,
) -> Result:
    """Work out how many hours of a manager's week are spent putting out fires.

    Of 45 hours, `protected` are kept for leading, whatever happens. The rest goes to fires first, since they
    are urgent, and then to the routine, which needs *R* = 2 hours for each point of complexity. With *F*
    hours of fires, *c* the change and *L* the protected hours, next week's fires are::

        F + 0.25 max(c - L, -4) + 0.25 (R - (45 - L - F))₊

    where (x)₊ is x if it is positive and else 0, and fires are never less than 0 nor more than the 45 - L
    hours that are left for them.

    Parameters
    ----------
    change, complexity
        What the manager's unit faces, 0 (none) to 10.
    protected
        Hours a week that are kept for leading, at most 40.
    fires
        Hours of fires in the first week.
    weeks
        How many weeks to work out.

    Returns
    -------
    Result
        The run has one row per week: `week` (1, 2, …), and in hours `fires` and `undone` (routine that nobody
        got to). The summary has, in hours a week, the `first`, `eighth` (in week 8, or the last if there are
        fewer) and `last` fires, and `undone` routine in the last week.

    Notes
    -----
    After N. P. Repenning and J. D. Sterman, "Nobody ever gets credit for fixing problems that never
    happened", *California Management Review* 43 (2001): work that prevents trouble pays late and is the first
    to go when trouble comes, which makes more of it. The formula and its numbers are ours.

    The model leaves out other people (who could take over some of it), that weeks differ, that some fires are
    worth letting burn, and that an hour well led is worth three others.
    """
    fought = fight_fires(change, complexity, [protected] * weeks, fires)
    return Result(fought.run.drop(columns="protected"), fought.summary)


def fight_fires(change: float, complexity: float, protected: Sequence[float], fires: float) -> Result:
    """Work out the fires of somebody who may protect other hours for leading every week.

    Parameters
    ----------
    change, complexity
        What the manager's unit faces, each from 0 to 10.
    protected
        Hours that are kept for leading, week by week.
    fires
        Hours of fires in the first week.

    Returns
    -------
    Result
        As `firefight` gives it; the run has a column `protected`, too.
    """
    now, rows = float(fires), []
    for week, kept in enumerate(protected, start=1):
        left = HOURS - kept
        now = min(max(now, 0.0), left)
        short = max(ROUTINE * complexity - (left - now), 0.0)
        rows.append((week, kept, now, short))
        now += GROWTH * (max(change - kept, -MOST_PREVENTED) + short)
    run = pd.DataFrame(rows, columns=["week", "protected", "fires", "undone"])
    burning = run["fires"].tolist()
    return Result(
        run,
        {
            "first": burning[0],
            "eighth": burning[min(7, len(burning) - 1)],
            "last": burning[-1],
            "undone": float(run["undone"].iloc[-1]),
        },
    )
