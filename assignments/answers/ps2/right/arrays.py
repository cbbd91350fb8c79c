# NumPy: matrices of weeks and units, masks, and bits for the proposals.

# task: check_leads
import numpy as np
import pandas as pd


def check_leads(weeks, follower, until, longest):
    day = weeks["week"].to_numpy().astype("datetime64[D]")
    place = (day - day.min()).astype(int) // 7
    units = [unit for unit in dict.fromkeys(weeks["unit"]) if unit != follower]
    grid = np.full((len(units) + 1, place.max() + 1), np.nan)
    for unit, at, ordered in zip(weeks["unit"], place, weeks["orders"], strict=True):
        grid[units.index(unit) if unit != follower else -1, at] = ordered
    border = (np.datetime64(until) - day.min()).astype(int) / 7

    def link(unit, shift, lower, upper):
        at = np.arange(shift, grid.shape[1])
        at = at[(at >= lower) & (at < upper)]
        x, y = grid[unit, at - shift], grid[-1, at]
        both = ~np.isnan(x) & ~np.isnan(y)
        return np.corrcoef(x[both], y[both])[0, 1]

    found = np.array([[link(u, s, 0, border) for s in range(1, longest + 1)] for u in range(len(units))])
    best = found.argmax(axis=1) + 1
    return pd.DataFrame(
        {
            "unit": units,
            "shift": best,
            "link": found.max(axis=1),
            "later": [link(u, s, border, np.inf) for u, s in enumerate(best)],
        }
    )


# task: follow_rule
def follow_rule(orders, first, every, limit):
    table = orders.sort_values("week").reset_index(drop=True)
    x = table["orders"].to_numpy(dtype=float)
    plan, replanned = np.empty(len(x)), np.zeros(len(x), dtype=bool)
    allowed = np.inf if limit is None else limit
    start = 0
    while start < len(x):
        value = first if start == 0 else x[max(0, start - 8) : start].mean()
        stretch = x[start : start + every]
        missed = np.abs(stretch - value) * 100 > allowed * value
        twice = np.flatnonzero(missed[1:] & missed[:-1])
        end = start + (twice[0] + 2 if len(twice) else every)
        plan[start:end], replanned[start] = value, True
        start = end
    return pd.DataFrame({"plan": plan, "replanned": replanned}, index=pd.Index(table["week"], name="week"))


# task: record_of_kinds
def record_of_kinds(cases, judged, lower_is_better):
    sign = np.where(cases["measure"].isin(lower_is_better), -1.0, 1.0)
    change = sign * (cases["value_after"].to_numpy(float) - cases["value_before"].to_numpy(float))
    firm = cases["company"].to_numpy()
    label = np.array([["neither", "improvement"], ["pipe dream", "vision"]])
    collected = {}
    for name, reach, grounding in zip(judged["company"], judged["reach"], judged["grounding"], strict=True):
        its = change[(firm == name) & ~np.isnan(change)]
        if its.size:
            kind = str(label[int(reach >= 5), int(grounding >= 5)])
            collected.setdefault(kind, []).append(np.mean(its > 0))
    return pd.DataFrame(
        {
            "kind": list(collected),
            "companies": [len(shares) for shares in collected.values()],
            "better": [np.mean(shares) for shares in collected.values()],
        }
    )


# task: choose_strategy
def choose_strategy(proposals, budget):
    names = proposals["proposal"].tolist()
    n = len(names)
    chosen = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    fits = chosen @ proposals["cost"].to_numpy() <= budget
    fits &= chosen @ (proposals["kind"] == "direction").to_numpy().astype(int) > 0
    for place, needed in enumerate(proposals["needs"]):
        if needed in names:
            fits &= chosen[:, place] <= chosen[:, names.index(needed)]
    if not fits.any():
        return []
    gain = np.where(fits, chosen @ proposals["gain"].to_numpy(), -1)
    return [name for name, taken in zip(names, chosen[gain.argmax()], strict=True) if taken]
