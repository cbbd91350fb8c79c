# Apply, pivot tables and the index; answers keep their key in the index and are rounded to two decimals.

# task: score_people
import numpy as np
import pandas as pd


def score_people(proposals, role, least):
    table = proposals[proposals["succeeded"].notna()].copy()
    table["happened"] = table["succeeded"].map({True: 1.0, False: 0.0}).astype(float)
    table["gap"] = table[role + "_estimate"] - table["happened"]
    grouped = table.groupby(role + "_id")
    answer = pd.DataFrame(
        {
            "used": grouped.size(),
            "lean": 100 * (grouped[role + "_estimate"].mean() - grouped["happened"].mean()),
            "brier": grouped["gap"].apply(lambda gap: (gap**2).mean()),
        }
    )
    return answer.query("used >= @least").rename_axis("person_id").round(2)


# task: judge_noes
def judge_noes(proposals, by):
    noes = proposals.query("decision == 'no'").copy()
    noes["fate"] = "open"
    noes.loc[noes["succeeded"].eq(True).fillna(False).astype(bool), "fate"] = "worked"
    noes.loc[noes["succeeded"].eq(False).fillna(False).astype(bool), "fate"] = "failed"
    fates = pd.crosstab(noes[by].astype(str), noes["fate"]).reindex(
        columns=["open", "worked", "failed"], fill_value=0
    )
    answer = pd.DataFrame({"noes": fates.sum(axis=1), "tried": fates["worked"] + fates["failed"]})
    answer["right"] = fates["failed"]
    answer["seen"] = (answer["right"] / answer["tried"].replace(0, np.nan) * 100).round(2)
    answer["least"] = (answer["right"] / answer["noes"] * 100).round(2)
    answer["most"] = 100 - (fates["worked"] / answer["noes"] * 100).round(2)
    return answer.rename_axis(by)


# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    t = proposals.set_index("initiative_id")
    t["yes"] = t.eval("chance * gain - (1 - chance) * cost")
    t["yes_if"] = (
        t["chance"] * right * t["gain"] - (1 - t["chance"]) * (1 - right) * t["cost"] - price * t["cost"]
    )
    t["choice"] = np.select(
        [(t["yes"] <= 0) & (t["yes_if"] <= 0), t["yes_if"] >= t["yes"]], ["no", "yes, if"], "yes"
    )
    # yes_if is a straight line in `right`: take it at 0 and at 1.
    at_0 = -(1 - t["chance"]) * t["cost"] - price * t["cost"]
    at_1 = t["chance"] * t["gain"] - price * t["cost"]
    t["needed"] = (np.maximum(t["yes"], 0) - at_0) / (at_1 - at_0)
    t.loc[t["needed"] > 1, "needed"] = np.nan
    return t[["yes", "yes_if", "choice", "needed"]].round(2)


# task: choose_bets
def choose_bets(history, proposals, budget):
    known = history[history["succeeded"].notna()]
    share = known["succeeded"].astype(int).mean()
    sponsor = proposals["sponsor_estimate"] - (known["sponsor_estimate"].mean() - share)
    objector = proposals["objector_estimate"] - (known["objector_estimate"].mean() - share)
    t = proposals.set_index("initiative_id")[["cost", "gain"]].copy()
    t["chance"] = ((sponsor + objector) / 2).clip(lower=0, upper=1).to_numpy()
    t["worth"] = t["chance"] * (t["gain"] + t["cost"]) - t["cost"]

    # The best that can be made of the proposals from number i on, with some money.
    def best(i, money):
        if i == len(t):
            return 0, []
        without = best(i + 1, money)
        if t["cost"].iloc[i] > money:
            return without
        worth, names = best(i + 1, money - t["cost"].iloc[i])
        with_it = worth + t["worth"].iloc[i], [t.index[i], *names]
        return with_it if with_it[0] > without[0] else without

    t["fund"] = pd.Series(t.index.isin(best(0, budget)[1]), index=t.index)
    return t.drop(columns=["cost", "gain"]).round(2)
