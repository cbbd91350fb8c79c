# Merges and groupby; keys stay in the index, further columns stay in, numbers have two decimals.

# task: check_leads
from itertools import chain, combinations

import pandas as pd


def check_leads(weeks, follower, until, longest):
    mine = weeks.loc[weeks["unit"] == follower, ["week", "orders"]]
    others = weeks.loc[weeks["unit"] != follower, ["unit", "week", "orders"]]
    parts = []
    for shift in range(1, longest + 1):
        moved = others.assign(week=others["week"] + pd.Timedelta(weeks=shift), shift=shift)
        parts.append(moved.merge(mine, on="week", suffixes=("_other", "_mine")))
    pairs = pd.concat(parts)
    pairs["period"] = (pairs["week"] < until).map({True: "link", False: "later"})
    links = pairs.groupby(["unit", "shift", "period"])[["orders_other", "orders_mine"]].corr()
    links = links["orders_mine"].xs("orders_other", level=-1).unstack("period").reset_index()
    best = links.loc[links.groupby("unit")["link"].idxmax()]
    return best.set_index("unit").round(2)


# task: follow_rule
def follow_rule(orders, first, every, limit):
    series = orders.set_index("week")["orders"].sort_index()
    recent = series.rolling(8, min_periods=1).mean().shift(1)
    plan = pd.Series(index=series.index, dtype=float)
    replanned = pd.Series(False, index=series.index)
    kept, streak = every, 0
    for week in series.index:
        if kept == every or streak == 2:
            current = first if week == series.index[0] else recent[week]
            replanned[week] = True
            kept, streak = 0, 0
        plan[week] = current
        kept += 1
        deviation = 100 * abs(series[week] - current) / current
        streak = streak + 1 if limit is not None and deviation > limit else 0
    return pd.DataFrame({"plan": plan.round(2), "replanned": replanned, "orders": series})


# task: record_of_kinds
def record_of_kinds(cases, judged, lower_is_better):
    both = cases.merge(judged, on="company").dropna(subset=["value_before"])
    risen = both["value_after"] > both["value_before"]
    fallen = both["value_after"] < both["value_before"]
    both["better"] = risen.where(~both["measure"].isin(lower_is_better), fallen).astype(float)
    firms = both.groupby("company")[["reach", "grounding", "better"]].mean()
    far, real = firms["reach"] >= 5, firms["grounding"] >= 5
    firms["kind"] = "neither"
    firms.loc[far & real, "kind"] = "vision"
    firms.loc[far & ~real, "kind"] = "pipe dream"
    firms.loc[~far & real, "kind"] = "improvement"
    table = firms.groupby("kind")["better"].agg(["size", "mean"])
    return table.rename(columns={"size": "companies", "mean": "better"}).round(2)


# task: choose_strategy
def choose_strategy(proposals, budget):
    table = proposals.fillna({"needs": ""}).set_index("proposal")
    best, most = [], -1
    for some in chain.from_iterable(combinations(table.index, k) for k in range(1, len(table) + 1)):
        rows = table.loc[list(some)]
        if rows["cost"].sum() > budget or not rows["kind"].eq("direction").any():
            continue
        if set(rows["needs"]) - {""} <= set(some) and rows["gain"].sum() > most:
            best, most = list(some), rows["gain"].sum()
    return best
