"""The model of replanning: how long to keep a plan in a market that drifts and sometimes breaks.

`replan` renews plans by a calendar and an alarm. `market` and `follow_plans` give the same weeks to somebody
who decides week by week, and `plans_by_rule` says when a rule would have made its plans in them.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Annotated

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Model, Parameter, Result

# Chosen for the lesson and measured nowhere. Orders are in points, 100 being where they begin; costs are in
# thousand pounds.
WEEKS = 104
TURN = 52  # weeks after which orders that rose begin to fall, and the other way round
BREAK = 60  # the week from which on the market's break is felt
AFTER = 14  # weeks after the break over which the miss is averaged
PER_POINT = 1.0  # cost of each point by which orders miss the plan, for one week
NEW_PLAN = 25.0  # cost of making a plan and getting everybody to work by it
NEVER = 100.0  # an alarm that no miss can reach
ALARM = "Alarm: a new plan at once when it misses by more than"


@partial(
    Model,
    x="week",
    y="plan",
    x_title="Week",
    y_title="Orders (100 = at the start)",
    numbers={
        "misses": "cost of misses (thousand pounds a week)",
        "changes": "cost of new plans (thousand pounds a week)",
        "total": "total cost (thousand pounds a week)",
        "before": "total cost in the weeks before the break (thousand pounds a week)",
        "after": "miss in the 14 weeks from the break on (points)",
        "plans": "new plans in a year",
        "more_weeks": "keeping each plan one week longer changes the cost by",
    },
    more={"more_weeks": ("every", "total")},
)
def replan(
    drift: Annotated[float, Parameter("Orders move by", "points a week", 0, 2, 0.25)],
    fall: Annotated[float, Parameter("The break in week 60 takes", "points", 0, 45, 5)],
    every: Annotated[int, Parameter("A plan is kept for", "weeks", 1, 52, whole=True)],
    alarm: Annotated[float, Parameter(ALARM, "points (100: never)", 1, NEVER)] = NEVER,
) -> Result:
    """Follow a plan through two years of orders.

    In week *t* the orders are::

        100 + drift swing(t) - fall [t ≥ 60]

    where swing(t) counts 52 weeks up and then 52 down. A plan expects what was ordered in the week before
    it was made, and is kept for `every` weeks. If orders miss it by more than `alarm`, a new one is made for
    the next week, and the calendar starts from there. Each point of miss costs 1 thousand pounds a week, and
    each new plan 25 thousand.

    Parameters
    ----------
    drift
        Points by which orders move in a week.
    fall
        Points that the break takes away.
    every
        Weeks for which a plan is kept.
    alarm
        Points of miss above which a new plan is made at once. No miss reaches 100.

    Returns
    -------
    Result
        The run has one row per week: `week` (1 to 104), `orders`, `plan` and `miss` in points, and `new_plan`
        (whether the week begins with one). The first plan is made for week 1.

        The summary has, in thousand pounds a week, `misses`, `changes` (of plans), their sum `total`, the
        same sum `before` the break, and `more_weeks` (what `total` would change by if each plan were kept a
        week longer; 0 at 52 weeks); in points `after` (mean miss in the 14 weeks from the break on); and
        `plans`, the number made in a year. They are averages over every calendar: the first plan may be 0, 1,
        … or `every` - 1 weeks old when the two years begin. Else a calendar would look good if, by luck, it
        renewed its plan just after the break.

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

    The model leaves out weekly luck, so that an alarm never rings for nothing; that a plan can look ahead;
    that making one takes time; and that misses too high and too low may cost differently.
    """
    week = np.arange(1, WEEKS + 1)
    orders = _orders(week, drift, fall)
    # A column for each calendar; in the first the first plan is new.
    plan, new_plan = _follow(drift, fall, every, alarm, np.arange(every))
    miss = np.abs(orders[:, None] - plan)
    cost = PER_POINT * miss + NEW_PLAN * new_plan
    misses, changes = float(PER_POINT * miss.mean()), float(NEW_PLAN * new_plan.mean())
    first = {"plan": plan[:, 0], "miss": miss[:, 0], "new_plan": new_plan[:, 0]}
    return Result(
        pd.DataFrame({"week": week, "orders": orders, **first}),
        {
            "misses": misses,
            "changes": changes,
            "total": misses + changes,
            "before": float(cost[week < BREAK].mean()),
            "after": float(miss[(week >= BREAK) & (week < BREAK + AFTER)].mean()),
            "plans": float(new_plan.mean() * 52),
        },
    )


def _orders(week: np.ndarray, drift: float, fall: float, breaks: int = BREAK) -> np.ndarray:
    """Return the orders of the weeks, which may lie before the first."""
    swing = TURN - np.abs((week - 1) % (2 * TURN) - TURN)
    orders: np.ndarray = 100 + drift * swing - fall * (week >= breaks)
    return orders


def _follow(
    drift: float, fall: float, every: int, alarm: float, ages: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the plan and whether it is new: a row for each week, a column for each age of the first plan.

    A plan of age 0 in week 1 is new there.
    """
    plan, new_plan = np.zeros((WEEKS, len(ages))), np.zeros((WEEKS, len(ages)), dtype=bool)
    age = ages.copy()
    standing = _orders(-age, drift, fall)  # made in week 1 - age, from the orders of the week before
    missed = np.zeros(len(ages))
    orders = _orders(np.arange(WEEKS + 1), drift, fall)
    for row, (before, now) in enumerate(pairwise(orders)):
        new = (age % every == 0) | (missed > alarm)
        standing = np.where(new, before, standing)
        age = np.where(new, 0, age) + 1
        missed = np.abs(now - standing)
        plan[row], new_plan[row] = standing, new
    return plan, new_plan


def market(drift: float, fall: float, breaks: int = BREAK, luck: float = 0.0, seed: int = 0) -> list[int]:
    """Return the orders of the week before the first and of the 104 weeks, in whole points.

    They are those of `replan`, with the luck of each week added.

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
    """Follow plans that were made by hand.

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
    """
    weeks = len(orders) - 1
    if list(made) != sorted({*made}) or not all(2 <= week <= weeks for week in made):
        raise ArgumentError(
            f"follow_plans: made is {list(made)}; give weeks from 2 to {weeks}, in their order."
        )
    week = np.arange(1, weeks + 1)
    new_plan = np.isin(week, [1, *made])
    begun = week[new_plan][np.cumsum(new_plan) - 1]
    plan = np.asarray(orders, dtype=float)[begun - 1]
    miss = np.abs(np.asarray(orders, dtype=float)[1:] - plan)
    misses, changes = float(PER_POINT * miss.sum()), float(NEW_PLAN * new_plan.sum())
    answered = [each for each in made if each > breaks]
    return Result(
        pd.DataFrame({"week": week, "orders": orders[1:], "plan": plan, "miss": miss, "new_plan": new_plan}),
        {
            "misses": misses,
            "changes": changes,
            "total": misses + changes,
            "plans": float(new_plan.sum()),
            "before": float(sum(each < breaks for each in made)),
            "waited": float((answered or [weeks + 1])[0] - breaks),
        },
    )
