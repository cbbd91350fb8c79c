"""Truths about weeks: patterns and plans, signal and noise, and decisions that no rule covers."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import managers_with_strengths, slopes, truth


@truth(7, 9, head_start=0)
def sensors_orders_move_first(company: Company) -> float:
    """Shift, in weeks, at which Sensors' orders match the mean of the others best."""
    orders = company.weeks.pivot(index="week", columns="unit", values="orders")
    relative = (orders / orders.mean()).apply(np.log)
    others = relative.drop(columns="Sensors").mean(axis=1)
    fits = {shift: relative["Sensors"].shift(shift).corr(others) for shift in range(20)}
    return max(fits, key=lambda shift: fits[shift])


def _misses(company: Company) -> pd.DataFrame:
    """Return each week's miss (share of orders), its number, and the unit's planning interval in weeks."""
    weeks = company.weeks[company.weeks["unit"] != "Sensors"].copy()
    weeks["miss"] = (weeks["plan"] - weeks["orders"]).abs() / weeks["orders"]
    weeks["interval"] = 104 / weeks.groupby("unit")["replanned"].transform("sum")
    weeks["number"] = weeks.groupby("unit").cumcount()
    return weeks


@truth(0.08, 0.6, market_break=1.0)
def rare_planning_misses_a_break(company: Company) -> float:
    """Mean miss in the 14 weeks after the break: plans kept for 26 weeks less plans kept for 4."""
    after = _misses(company).query("64 <= number < 78").groupby("interval")["miss"].mean()
    return float(after[26] - after[4])


@truth(-0.05, 0.1, break_week=30)
def and_does_little_harm_before_it(company: Company) -> float:
    """Mean miss in the year before the break: plans kept for 26 weeks less plans kept for 4."""
    before = _misses(company).query("12 <= number < 64").groupby("interval")["miss"].mean()
    return float(before[26] - before[4])


@truth(1.8, 4.2, replan_disturbance=0.0)
def a_new_plan_disturbs(company: Company) -> float:
    """Defects per thousand in weeks with a new plan less other weeks, within units."""
    weeks = company.weeks
    around = weeks["defects"] - weeks.groupby(["unit", "simplified"])["defects"].transform("mean")
    means = around.groupby(weeks["replanned"]).mean()
    return float(means[True] - means[False])


@truth(1.15, 3.5, correction=0.0)
def correcting_every_miss_doubles_the_variance(company: Company) -> float:
    """Variance of defects where every miss is corrected, over the variance elsewhere (quiet weeks only)."""
    weeks = company.weeks[~company.weeks["replanned"]]
    groups = weeks.groupby(["corrected", "unit", "simplified"])["defects"]
    spread = (groups.quantile(0.75) - groups.quantile(0.25)) ** 2  # robust to the one real disturbance
    means = spread.groupby("corrected").mean()
    return float(means[True] / means[False])


def _around_visits(company: Company) -> pd.DataFrame:
    """Return weeks with their defects above what is usual, in this week (`excess`) and in the one before."""
    weeks = company.weeks.copy()
    usual = weeks.groupby(["unit", "simplified"])["defects"].transform("median")
    weeks["excess"] = weeks["defects"] - usual - 3.0 * weeks["replanned"]
    weeks["before"] = weeks.groupby("unit")["excess"].shift(1)
    return weeks.dropna()


@truth(-7.0, -3.0, visit_effect=4.0)
def defects_fall_after_a_visit(company: Company) -> float:
    """Defects per thousand in the week of a visit less the week before (the trap)."""
    visited = _around_visits(company).query("visited")
    return float((visited["excess"] - visited["before"]).mean())


@truth(-1.7, 1.7, visit_effect=-3.5)
def and_would_have_fallen_anyway(company: Company) -> float:
    """Effect of a visit among weeks that follow an equally bad week, visited or not."""
    weeks = _around_visits(company)
    worst = weeks["before"].where(weeks["visited"]).groupby(weeks["corrected"]).transform("min")
    after = weeks[(weeks["before"] >= worst) & (weeks["before"] < 8)]  # 8 leaves the real disturbance out
    return float(slopes(after["excess"], after["visited"], after["before"], after["corrected"])[0])


@truth(-0.36, -0.22, simplified_share=1.0)
def making_the_routine_job_easy_works(company: Company) -> float:
    """Defects after the work instruction was made simpler, relative to before, in the units that did."""
    weeks = company.weeks
    units = weeks.loc[weeks["simplified"], "unit"].unique()
    means = weeks[weeks["unit"].isin(units) & ~weeks["replanned"]].groupby("simplified")["defects"].mean()
    return float(means[True] / means[False] - 1)


@truth(-1.0, -0.3, settled_per_leader=30.0)
def more_change_takes_more_people_who_lead(company: Company) -> float:
    """Rank correlation, over units, of waiting decisions with people who lead per decision that arises."""
    people = managers_with_strengths(company)
    leaders = people[people["leading"] >= 5].groupby("unit").size()
    means = company.weeks.groupby("unit")[["exceptions", "waiting"]].mean()
    ratio = leaders.reindex(means.index, fill_value=0) / means["exceptions"]
    return float(ratio.rank().corr(means["waiting"].rank()))
