# NumPy: arrays and masks; the best set by counting in binary.

# task: score_people
import numpy as np
import pandas as pd


def score_people(proposals, role, least):
    outcome = proposals["succeeded"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    there = ~np.isnan(outcome)
    said = proposals[f"{role}_estimate"].to_numpy()[there]
    outcome = outcome[there]
    who = proposals[f"{role}_id"].to_numpy()[there].astype(str)
    names, number, used = np.unique(who, return_inverse=True, return_counts=True)
    lean = np.bincount(number, weights=said - outcome) / used * 100
    brier = np.bincount(number, weights=np.square(said - outcome)) / used
    keep = used >= least
    return pd.DataFrame(
        {"person_id": names[keep], "used": used[keep], "lean": lean[keep], "brier": brier[keep]}
    )


# task: judge_noes
def judge_noes(proposals, by):
    noes = proposals[(proposals["decision"] == "no").to_numpy()]
    outcome = noes["succeeded"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    groups = noes[by].to_numpy()
    table = []
    for name in dict.fromkeys(groups):
        mine = outcome[groups == name]
        n, tried, right = len(mine), np.isfinite(mine).sum(), (mine == 0).sum()
        worked = (mine == 1).sum()
        table.append((name, n, tried, right, 100 * right / tried if tried > 0 else np.nan))
        table[-1] += (100 * right / n, 100 * (n - worked) / n)
    return pd.DataFrame(table, columns=[by, "noes", "tried", "right", "seen", "least", "most"])


# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    chance, cost, gain = (proposals[c].to_numpy(float) for c in ["chance", "cost", "gain"])
    yes = chance * gain - (1 - chance) * cost
    pass_if = np.array([chance * right, (1 - chance) * (1 - right)])
    yes_if = pass_if[0] * gain - pass_if[1] * cost - price * cost
    options = np.vstack([np.zeros_like(yes), yes_if, yes])
    choice = np.array(["no", "yes, if", "yes"])[options.argmax(axis=0)]
    stakes = chance * gain + (1 - chance) * cost
    needed = (np.maximum(yes, 0) + price * cost + (1 - chance) * cost) / stakes
    return pd.DataFrame(
        {
            "initiative_id": proposals["initiative_id"].to_numpy(),
            "yes": yes,
            "yes_if": yes_if,
            "choice": pd.Categorical(choice),
            "needed": np.where(needed > 1, np.nan, needed),
        }
    )


# task: choose_bets
def choose_bets(history, proposals, budget):
    past = history.dropna(subset=["succeeded"])
    share = past["succeeded"].astype(float).mean()
    columns = ["sponsor_estimate", "objector_estimate"]
    error = past[columns].to_numpy().mean(axis=0) - share
    chance = np.clip((proposals[columns].to_numpy() - error).mean(axis=1), 0, 1)
    cost, gain = proposals["cost"].to_numpy(), proposals["gain"].to_numpy()
    worth = chance * gain - (1 - chance) * cost
    n = len(proposals)
    sets = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    allowed = (sets @ cost <= budget) & ~(sets[:, worth <= 0].any(axis=1))
    best = np.where(allowed, sets @ worth, -np.inf).argmax()
    return pd.DataFrame(
        {
            "initiative_id": proposals["initiative_id"].to_numpy(),
            "chance": chance,
            "worth": worth,
            "fund": sets[best].astype(bool),
        }
    )
