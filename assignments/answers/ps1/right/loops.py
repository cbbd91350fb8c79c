# Plain Python: loops and dictionaries; pandas only to make the table that is returned.

# task: rate_strengths
from collections import defaultdict

import pandas as pd


def rate_strengths(ratings, items):
    system = {}
    for item in items.to_dict("records"):
        system[item["item_id"]] = item["system"]
    scores = defaultdict(list)
    for rating in ratings.to_dict("records"):
        if rating["rater"] == "self" or pd.isna(rating["score"]):
            continue
        scores[rating["manager_id"], system[rating["item_id"]], rating["rater"]].append(rating["score"])
    table = []
    for manager in {key[0] for key in scores}:
        row = {"manager_id": manager}
        for which in ("leading", "managing"):
            means = []
            for kind in ("boss", "peer", "report"):
                given = scores.get((manager, which, kind), [])
                if given:
                    means.append(sum(given) / len(given))
            if means:
                row[which] = (sum(means) / len(means) - 1) / 4 * 10
        if len(row) == 3:
            table.append(row)
    return pd.DataFrame(table, columns=["managing", "manager_id", "leading"])


# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    facts = {item["item_id"]: (item["task"], item["system"]) for item in items.to_dict("records")}
    group_of = {manager["manager_id"]: manager[by] for manager in managers.to_dict("records")}
    scores = {}
    for rating in ratings.to_dict("records"):
        if rating["manager_id"] in group_of and rating["rater"] != "self" and not pd.isna(rating["score"]):
            task, which = facts[rating["item_id"]]
            scores.setdefault((rating["manager_id"], task), {}).setdefault(which, []).append(rating["score"])
    leans = {}
    for (manager, task), by_system in scores.items():
        if len(by_system) == 2:
            lead, manage = by_system["leading"], by_system["managing"]
            lean = sum(lead) / len(lead) - sum(manage) / len(manage)
            leans.setdefault(group_of[manager], {}).setdefault(task, []).append(lean)
    rows = []
    for group, tasks in leans.items():
        rows.append({by: group} | {task: sum(values) / len(values) for task, values in tasks.items()})
    return pd.DataFrame(rows)


# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    year, number = int(quarter[:4]), int(quarter[-1])
    wanted = []
    for back in range(4):
        ordinal = 4 * year + (number - 1) - back
        wanted.append(f"{ordinal // 4}Q{ordinal % 4 + 1}")
    strength = {row["manager_id"]: row for row in strengths.to_dict("records")}
    rows = []
    for unit in units["unit"].unique():
        row = {"unit": unit}
        for need in ("change", "complexity"):
            values = [
                u[need] for u in units.to_dict("records") if u["unit"] == unit and u["quarter"] in wanted
            ]
            row[need] = sum(values) / len(values)
        for has in ("leading", "managing"):
            total = weight = 0
            for manager in managers.to_dict("records"):
                if manager["unit"] == unit and manager["manager_id"] in strength:
                    total += manager["level"] * strength[manager["manager_id"]][has]
                    weight += manager["level"]
            row[has] = total / weight
        row["leading_verdict"] = "fits"
        if row["change"] - row["leading"] > margin:
            row["leading_verdict"] = "under-led"
        elif row["leading"] - row["change"] > margin:
            row["leading_verdict"] = "over-led"
        row["managing_verdict"] = "fits"
        if row["complexity"] - row["managing"] > margin:
            row["managing_verdict"] = "under-managed"
        elif row["managing"] - row["complexity"] > margin:
            row["managing_verdict"] = "over-managed"
        rows.append(row)
    return pd.DataFrame(rows)


# task: give_places
def give_places(fit, places):
    def loss(need, has):
        if has < need:
            return (need - has) ** 2
        return 0.1 * (has - need) ** 2

    now = fit.to_dict("records")
    table = [{"unit": row["unit"], "leading_places": 0, "managing_places": 0} for row in now]
    pairs = [("leading", "change"), ("managing", "complexity")]
    while places > 0:
        best = None
        for index, row in enumerate(now):
            for has, need in pairs:
                saved = loss(row[need], row[has]) - loss(row[need], row[has] + 1)
                if saved > 0 and (best is None or saved > best[0]):
                    best = (saved, index, has)
        if best is None:
            break
        _, index, has = best
        now[index][has] += 1
        table[index][has + "_places"] += 1
        places -= 1
    return pd.DataFrame(table)
