# NumPy: arrays, masks and matrices; the best use of places by trying every number for every spot.

# task: rate_strengths
import numpy as np
import pandas as pd


def rate_strengths(ratings, items):
    score = ratings["score"].astype("float").to_numpy()
    who = ratings["manager_id"].to_numpy()
    kind = ratings["rater"].astype(str).to_numpy()
    is_leading = np.isin(ratings["item_id"], items.loc[items["system"] == "leading", "item_id"])
    names = np.unique(who)
    strength = np.full((len(names), 2), np.nan)
    for row, name in enumerate(names):
        for column, mask in enumerate([is_leading, ~is_leading]):
            means = []
            for each in ["boss", "peer", "report"]:
                given = score[(who == name) & mask & (kind == each)]
                given = given[~np.isnan(given)]
                if given.size:
                    means.append(given.mean())
            if means:
                strength[row, column] = 2.5 * (np.mean(means) - 1)
    keep = ~np.isnan(strength).any(axis=1)
    return pd.DataFrame(
        strength[keep], columns=["leading", "managing"], index=pd.Index(names[keep], name="manager_id")
    )


# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    tasks = ["decide", "connect", "deliver"]
    members = {name: index for index, name in enumerate(managers["manager_id"])}
    place = {
        item: (tasks.index(task), 0 if system == "leading" else 1)
        for item, task, system in zip(items["item_id"], items["task"], items["system"], strict=True)
    }
    total = np.zeros((len(members), 3, 2))
    count = np.zeros_like(total)
    for manager, item, score in zip(ratings["manager_id"], ratings["item_id"], ratings["score"], strict=True):
        if manager in members:
            total[(members[manager], *place[item])] += score
            count[(members[manager], *place[item])] += 1
    mean = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    lean = mean[:, :, 0] - mean[:, :, 1]
    groups = np.asarray(managers[by])
    names = list(dict.fromkeys(groups))
    table = pd.DataFrame([np.nanmean(lean[groups == name], axis=0) for name in names], columns=tasks)
    table[by] = names
    return table


# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    last = np.sort(units["quarter"].unique())
    last = last[last <= quarter][-4:]
    names = np.sort(units["unit"].unique())
    in_time = units[np.isin(units["quarter"], last)]
    need = np.array([in_time.loc[in_time["unit"] == n, ["change", "complexity"]].mean() for n in names])
    both = managers.merge(strengths, on="manager_id")
    belongs = (both["unit"].to_numpy()[None, :] == names[:, None]) * both["level"].to_numpy(float)
    has = belongs @ both[["leading", "managing"]].to_numpy(float) / belongs.sum(axis=1, keepdims=True)
    sign = np.where(np.abs(need - has) > margin, np.sign(need - has), 0).astype(int)
    return pd.DataFrame(
        {
            "unit": names,
            "change": need[:, 0],
            "complexity": need[:, 1],
            "leading": has[:, 0],
            "managing": has[:, 1],
            "leading_verdict": np.array(["fits", "under-led", "over-led"])[sign[:, 0]],
            "managing_verdict": np.array(["fits", "under-managed", "over-managed"])[sign[:, 1]],
        }
    )


# task: give_places
def give_places(fit, places):
    lack = np.concatenate([fit["change"] - fit["leading"], fit["complexity"] - fit["managing"]])
    rest = lack[:, None] - np.arange(places + 1)
    loss = np.where(rest > 0, rest**2, 0.1 * rest**2)
    # least[n] is the least loss of the spots so far with n places at most; choice remembers how.
    least, choices = np.zeros(places + 1), []
    for spot in loss:
        options = np.array(
            [
                [least[n - k] + spot[k] if k <= n else np.inf for k in range(places + 1)]
                for n in range(places + 1)
            ]
        )
        choices.append(options.argmin(axis=1))
        least = options.min(axis=1)
    counts, left = [], places
    for choice in reversed(choices):
        counts.append(int(choice[left]))
        left -= counts[-1]
    counts = counts[::-1]
    half = len(fit)
    return pd.DataFrame(
        {"unit": fit["unit"].to_numpy(), "leading_places": counts[:half], "managing_places": counts[half:]}
    )
