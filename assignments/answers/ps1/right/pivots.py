# Pivot tables, apply and the index; answers keep their key in the index and are rounded to two decimals.

# task: rate_strengths
import numpy as np
import pandas as pd


def rate_strengths(ratings, items):
    others = ratings.query("rater != 'self'").copy()
    others["score"] = others["score"].astype(float)
    others["system"] = others["item_id"].map(items.set_index("item_id")["system"])
    kinds = others.pivot_table(
        index="manager_id", columns=["system", "rater"], values="score", aggfunc="mean", observed=True
    )
    answer = pd.DataFrame({system: kinds[system].mean(axis=1) for system in ["leading", "managing"]})
    return answer.dropna().sub(1).div(4).mul(10).round(2)


# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    table = ratings.merge(items, how="left", on="item_id")
    table["score"] = pd.to_numeric(table["score"]).astype(float)
    table = table.merge(managers[["manager_id", by]], on="manager_id", how="inner")
    each = table.pivot_table(
        index=[by, "manager_id"], columns=["system", "task"], values="score", aggfunc="mean", observed=True
    )
    lean = each["leading"] - each["managing"]
    return lean.groupby(level=0, observed=True).mean().round(2)


# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    needs = (
        units[units["quarter"] <= quarter]
        .sort_values("quarter")
        .groupby("unit")
        .tail(4)
        .pivot_table(index="unit", values=["change", "complexity"])
    )
    strengths = strengths.reset_index() if "manager_id" not in strengths.columns else strengths
    people = managers.merge(strengths, how="inner", on="manager_id")
    has = people.groupby("unit")[["leading", "managing", "level"]].apply(
        lambda team: pd.Series(
            {
                "leading": np.average(team["leading"], weights=team["level"]),
                "managing": np.average(team["managing"], weights=team["level"]),
            }
        )
    )
    fit = pd.concat([needs, has], axis=1)
    lead, manage = fit["change"] - fit["leading"], fit["complexity"] - fit["managing"]
    fit["leading_verdict"] = np.select([lead > margin, lead < -margin], ["under-led", "over-led"], "fits")
    fit["managing_verdict"] = np.select(
        [manage > margin, manage < -margin], ["under-managed", "over-managed"], "fits"
    )
    return fit.round(2)


# task: give_places
def give_places(fit, places):
    needs = fit.set_index("unit")[["change", "complexity"]].to_numpy()
    has = fit.set_index("unit")[["leading", "managing"]].to_numpy()
    steps = []
    for unit in range(len(fit)):
        for system in (0, 1):
            for count in range(places):
                before = needs[unit, system] - has[unit, system] - count
                after = before - 1
                gain = (before**2 if before > 0 else 0.1 * before**2) - (
                    after**2 if after > 0 else 0.1 * after**2
                )
                steps.append({"unit": fit["unit"].iloc[unit], "system": system, "gain": gain})
    table = pd.DataFrame(steps, columns=["unit", "system", "gain"]).astype({"gain": float})
    chosen = table[table["gain"] > 0].nlargest(places, "gain")
    counts = chosen.groupby(["unit", "system"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=fit["unit"], columns=[0, 1], fill_value=0)
    return counts.set_axis(["leading_places", "managing_places"], axis=1)
