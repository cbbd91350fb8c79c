# From the text alone, one named step after the other.

# task: rate_strengths
import numpy as np
import pandas as pd


def rate_strengths(ratings, items):
    by_others = ratings.loc[(ratings["rater"] != "self") & ratings["score"].notna()]
    with_system = pd.merge(by_others, items[["item_id", "system"]], how="left")
    kind_means = (
        with_system.assign(score=with_system["score"].astype(float))
        .groupby(["system", "manager_id", "rater"], as_index=False, observed=True)
        .agg(mean=("score", "mean"))
    )
    overall = kind_means.groupby(["system", "manager_id"], as_index=False, observed=True)["mean"].mean()
    overall["strength"] = np.interp(overall["mean"], [1, 5], [0, 10])
    leading = overall.loc[overall["system"] == "leading", ["manager_id", "strength"]]
    managing = overall.loc[overall["system"] == "managing", ["manager_id", "strength"]]
    both = leading.merge(managing, on="manager_id", suffixes=("_l", "_m"))
    return both.rename(columns={"strength_l": "leading", "strength_m": "managing"})


# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    answer = managers[[by]].drop_duplicates().set_index(by)
    for task in ["decide", "connect", "deliver"]:
        means = {}
        for system in ["leading", "managing"]:
            asked = items.loc[(items["task"] == task) & (items["system"] == system), "item_id"]
            given = ratings[ratings["item_id"].isin(asked)]
            means[system] = given["score"].astype(float).groupby(given["manager_id"]).mean()
        lean = means["leading"] - means["managing"]
        answer[task] = managers["manager_id"].map(lean).groupby(managers[by]).mean()
    return answer


# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    until = units[units["quarter"] <= quarter].sort_values("quarter", ascending=False)
    fit = until.groupby("unit").head(4).groupby("unit")[["change", "complexity"]].mean()
    people = managers.merge(strengths, on="manager_id")
    rows = people.loc[people.index.repeat(people["level"].astype(int))]
    fit = fit.merge(rows.groupby("unit")[["leading", "managing"]].mean(), left_index=True, right_index=True)

    def verdict(needs, has, word):
        if needs > has + margin:
            return "under-" + word
        return "over-" + word if has > needs + margin else "fits"

    fit["leading_verdict"] = [verdict(row.change, row.leading, "led") for row in fit.itertuples()]
    fit["managing_verdict"] = [verdict(row.complexity, row.managing, "managed") for row in fit.itertuples()]
    return fit


# task: give_places
def give_places(fit, places):
    answer = fit[["unit"]].assign(leading_places=0, managing_places=0).reset_index(drop=True)
    lacks = pd.DataFrame(
        {
            "leading_places": (fit["change"] - fit["leading"]).to_numpy(float),
            "managing_places": (fit["complexity"] - fit["managing"]).to_numpy(float),
        }
    )

    def loss(lack):
        return (lack**2).where(lack > 0, 0.1 * lack**2)

    for _ in range(places):
        saved = (loss(lacks) - loss(lacks - 1)).stack()
        if saved.max() <= 0:
            break
        row, column = saved.idxmax()
        answer.loc[row, column] += 1
        lacks.loc[row, column] -= 1
    return answer
