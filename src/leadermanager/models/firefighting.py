"""The model of firefighting: urgent hours crowd out the hours that would prevent them."""

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, check_numbers

HOURS = 45.0  # of a week
ROUTINE = 2.0  # hours of order a week for each point of complexity
GROWTH = 0.25  # hours of fires more next week for each hour that something was short of
MOST_PREVENTED = 4.0  # hours of leading beyond what change asks for, after which more prevents nothing more


def firefight(
    change: float,
    complexity: float,
    protected: float,
    fires: float = 15,
    weeks: float = 26,
) -> pd.DataFrame:
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
        What the manager's unit faces, each from 0 (none) to 10.
    protected
        Hours a week that are kept for leading, from 0 to 40.
    fires
        Hours of fires in the first week, from 0 to 40.
    weeks
        How many weeks to work out; whole, from 1 to 104.

    Returns
    -------
    pandas.DataFrame
        One row per week: `week` (1, 2, …), and in hours `fires` and `undone` (routine that nobody got to).

    Raises
    ------
    ValueError
        If a number is outside its range.

    Notes
    -----
    After N. P. Repenning and J. D. Sterman, "Nobody ever gets credit for fixing problems that never
    happened", *California Management Review* 43 (2001): work that prevents trouble pays late and is the first
    to go when trouble comes, which makes more of it. The formula and its numbers are ours.

    The model leaves out other people (who could take over some of it), that weeks differ, that some fires are
    worth letting burn, and that an hour well led is worth three others.
    """
    burning, undone = _weeks(change, complexity, protected, fires, weeks)
    return pd.DataFrame({"week": np.arange(1, len(burning) + 1), "fires": burning, "undone": undone})


def firefight_summary(
    change: float,
    complexity: float,
    protected: float,
    fires: float = 15,
    weeks: float = 26,
) -> dict[str, float]:
    """Put what `firefight` gives into a few named numbers.

    Returns
    -------
    dict
        In hours a week: `first`, `eighth` (in week 8, or the last if there are fewer) and `last` fires;
        `undone` routine in the last week; `more_protected` (fires in the last week with one more protected
        hour, less those without it; negative where it helps).
    """
    burning, undone = _weeks(change, complexity, protected, fires, weeks)
    more, _ = _weeks(change, complexity, min(protected + 1, 40), fires, weeks)
    return {
        "first": float(burning[0]),
        "eighth": float(burning[min(7, len(burning) - 1)]),
        "last": float(burning[-1]),
        "undone": float(undone[-1]),
        "more_protected": float(more[-1] - burning[-1]),
    }


def _weeks(
    change: float, complexity: float, protected: float, fires: float, weeks: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the hours of fires and of undone routine, week by week."""
    given = {
        "change": change,
        "complexity": complexity,
        "protected": protected,
        "fires": fires,
        "weeks": weeks,
    }
    check_numbers("firefight", FIREFIGHT.takes, given, whole=["weeks"])

    left = HOURS - protected
    burning, undone = np.empty(int(weeks)), np.empty(int(weeks))
    now = min(float(fires), left)
    for week in range(len(burning)):
        short = max(ROUTINE * complexity - (left - now), 0.0)
        burning[week], undone[week] = now, short
        now += GROWTH * (max(change - protected, -MOST_PREVENTED) + short)
        now = min(max(now, 0.0), left)
    return burning, undone


FIREFIGHT = Model(
    run=firefight,
    summary=firefight_summary,
    takes={
        "change": (0, 10),
        "complexity": (0, 10),
        "protected": (0, 40),
        "fires": (0, 40),
        "weeks": (1, 104),
    },
    x="week",
    y="fires",
    x_title="Week",
    y_title="Hours of fires (a week)",
    numbers={
        "first": "fires in the first week (hours)",
        "eighth": "fires in week 8 (hours)",
        "last": "fires in the last week (hours)",
        "undone": "routine left undone in the last week (hours)",
        "more_protected": "one more protected hour changes the last week's fires by (hours)",
    },
)
