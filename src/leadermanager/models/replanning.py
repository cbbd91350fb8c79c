"""The model of replanning: how long to keep a plan in a market that drifts and sometimes breaks.

`market` gives two years of orders, `follow_plans` says what plans made in given weeks cost in them, and
`plans_by_rule` when a calendar with an alarm would have made its plans.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Result

# Chosen for the lesson and measured nowhere. Orders are in points, 100 being where they begin; costs are in
# thousand pounds.
WEEKS = 104
TURN = 52  # weeks after which orders that rose begin to fall, and the other way round
BREAK = 60  # the week from which on the market's break is felt
PER_POINT = 1.0  # cost of each point by which orders miss the plan, for one week
NEW_PLAN = 25.0  # cost of making a plan and getting everybody to work by it
NEVER = 100.0  # an alarm that no miss can reach


def _orders(week: np.ndarray, drift: float, fall: float, breaks: int = BREAK) -> np.ndarray:
    """Return the orders of the weeks, which may lie before the first."""
    swing = TURN - np.abs((week - 1) % (2 * TURN) - TURN)
    orders: np.ndarray = 100 + drift * swing - fall * (week >= breaks)
    return orders


def market(drift: float, fall: float, breaks: int = BREAK, luck: float = 0.0, seed: int = 0) -> list[int]:
    """Return the orders of the week before the first and of the 104 weeks, in whole points.

    In week *t* they are::

        100 + drift swing(t) - fall [t ≥ breaks] + luck(t)

    where swing(t) counts 52 weeks up and then 52 down.

    Parameters
    ----------
    drift
        Points by which orders move in a week, up for a year and then down.
    fall
        Points that the break takes away; less than 0 where it brings some.
    breaks
        The week from which on the break is felt.
    luck
        Standard deviation of what luck adds to a week, in points.
    seed
        Chooses the luck.
    """
    week = np.arange(WEEKS + 1)
    drawn = np.random.default_rng(seed).normal(0, luck, len(week))
    orders: list[int] = np.rint(_orders(week, drift, fall, breaks) + drawn).astype(int).tolist()
    return orders


def plans_by_rule(orders: Sequence[float], every: int, alarm: float = NEVER) -> list[int]:
    """Return the weeks in which a rule makes a new plan, the first week left out.

    Parameters
    ----------
    orders
        The week before the first, and all weeks.
    every
        Weeks for which a plan is kept.
    alarm
        Points of miss above which a new plan is made for the week after.
    """
    made, standing, since = [], orders[0], 1
    for week, before in enumerate(orders[1:-1], start=2):
        if week - since == every or abs(before - standing) > alarm:
            made.append(week)
            standing, since = before, week
    return made


def follow_plans(orders: Sequence[float], made: Sequence[int], breaks: int = BREAK) -> Result:
    """Work out what plans cost that were made in given weeks.

    A plan expects what was ordered in the week before it was made. Each point by which orders miss it costs 1
    thousand pounds a week, and each new plan 25 thousand.

    Parameters
    ----------
    orders
        The week before the first, and all weeks.
    made
        The weeks, in their order, that began with a new plan; it expects what was ordered in the week before.
        The first week always has one, and is left out.
    breaks
        The week from which on the market's break is felt.

    Returns
    -------
    Result
        The run has one row per week: `week` (1, 2, …), `orders`, `plan` and `miss` in points, and `new_plan`.
        The summary has, in thousand pounds over all weeks, the cost of `misses` and of `changes`, and
        their sum `total`; and in numbers the `plans` made, the first included, those made `before` the
        break (the first left out), and `waited`: the weeks with the break that went by before a new plan,
        all of them where none came.

    Raises
    ------
    ArgumentError
        If the weeks are not in their order, or there is no such week.

    Notes
    -----
    Take the average over all weeks in which a calendar may begin. While orders move one way, a plan of age
    *a* misses by *a* drift. A break that may come in any week adds, on average, *a* fall / 104. A
    plan kept for *T* weeks then costs::

        25 / T + (drift + fall / 104) (T + 1) / 2

    thousand pounds a week, least at T = √(2 · 25 / (drift + fall / 104)): in a market that moves four times
    as much, plans should last half as long. The sum of a cost that falls and one that rises with the
    interval, and the square root, are F. W. Harris's ("How Many Parts to Make at Once", *Factory* 10, 1913),
    who asked how large a batch should be. Orders that turn, and a break that meets a drift the other way,
    miss a little less than the formula says.

    The model leaves out that a plan can look ahead, that making one takes time, and that misses too high and
    too low may cost differently.
    """
    weeks = len(orders) - 1
    if list(made) != sorted({*made}) or not all(2 <= week <= weeks for week in made):
        raise ArgumentError(
            f"follow_plans: made is {list(made)}; give weeks from 2 to {weeks}, in their order."
        )
    week = np.arange(1, weeks + 1)
    new_plan = np.isin(week, [1, *made])
    begun = week[new_plan][np.cumsum(new_plan) - 1]  # for each week, when the plan of that week began
    plan = np.asarray(orders, dtype=float)[begun - 1]
    miss = np.abs(np.asarray(orders, dtype=float)[1:] - plan)
    misses, changes = float(PER_POINT * miss.sum()), float(NEW_PLAN * new_plan.sum())
    answered = next((each for each in made if each > breaks), weeks + 1)
    return Result(
        pd.DataFrame({"week": week, "orders": orders[1:], "plan": plan, "miss": miss, "new_plan": new_plan}),
        {
            "misses": misses,
            "changes": changes,
            "total": misses + changes,
            "plans": float(new_plan.sum()),
            "before": float(sum(each < breaks for each in made)),
            "waited": float(answered - breaks),
        },
    )
