# Plain Python: loops and dictionaries; a rule that takes the smaller gap; bars in small charts.

# task: scores_of_managers
import math

import altair as alt
import numpy as np
import pandas as pd


def scores_of_managers(views, weights):
    seen = {}
    for view in views.to_dict("records"):
        if view["rater"] in weights:
            for system in ("leading", "managing"):
                if not pd.isna(view[system]):
                    kinds = seen.setdefault((view["manager_id"], system), {})
                    kinds.setdefault(view["rater"], []).append(view[system])
    table = []
    for manager in {key[0] for key in seen}:
        row = {"manager_id": manager}
        for system in ("leading", "managing"):
            kinds = seen.get((manager, system), {})
            if len(kinds) >= 2:
                total = sum(weights[kind] * sum(given) / len(given) for kind, given in kinds.items())
                row[system] = total / sum(weights[kind] for kind in kinds)
        if len(row) == 3:
            table.append(row)
    return pd.DataFrame(table)


# task: ways_of_working
def ways_of_working(scores, managers, units, margin):
    quarters = sorted(set(units["quarter"]), reverse=True)[:4]
    score_of = {row["manager_id"]: row for row in scores.to_dict("records")}
    asked = {}
    for row in units.to_dict("records"):
        if row["quarter"] in quarters:
            asked.setdefault(row["unit"], []).append((row["change"], row["complexity"]))
    table = []
    for person in managers.to_dict("records"):
        if person["manager_id"] not in score_of:
            continue
        row = {key: person[key] for key in ("manager_id", "name", "unit", "level")}
        pairs = asked[person["unit"]]
        row["change"] = sum(pair[0] for pair in pairs) / len(pairs)
        row["complexity"] = sum(pair[1] for pair in pairs) / len(pairs)
        row["leading"] = score_of[person["manager_id"]]["leading"]
        row["managing"] = score_of[person["manager_id"]]["managing"]
        lacks_leading = row["change"] - row["leading"] > margin
        lacks_managing = row["complexity"] - row["managing"] > margin
        surplus = row["managing"] - row["complexity"] > margin
        if lacks_managing:
            row["way"] = "none of these"
        elif not lacks_leading:
            row["way"] = "leader-manager"
        elif surplus:
            row["way"] = "over-managed"
        else:
            row["way"] = "under-led"
        table.append(row)
    return pd.DataFrame(table)


# task: pick_three
def pick_three(ways):
    best = {}
    for row in sorted(ways.to_dict("records"), key=lambda row: row["manager_id"]):
        lack, surplus = row["change"] - row["leading"], row["managing"] - row["complexity"]
        points = {
            "over-managed": min(lack, surplus),
            "under-led": lack * row["change"],
            "leader-manager": min(row["leading"], row["managing"]),
        }
        if row["way"] in points:
            mine = points[row["way"]]
            if row["way"] not in best or mine > best[row["way"]][0]:
                best[row["way"]] = (mine, row["manager_id"])
    return pd.DataFrame([(one, way) for way, (_, one) in best.items()], columns=["manager_id", "way"])


# task: steadiness
def steadiness(views, draws, seed):
    cases = {}
    for manager, kind, case in views[["manager_id", "rater", "case"]].itertuples(index=False):
        cases.setdefault(manager, {}).setdefault(kind, []).append(case)

    def first_of(kinds_of):
        best, name = -math.inf, None
        for manager in sorted(kinds_of):
            means = [sum(given) / len(given) for given in kinds_of[manager].values()]
            mean = sum(means) / len(means)
            if mean > best:
                best, name = mean, manager
        return name

    first = first_of(cases)
    swayed_by = []
    for kind in sorted({kind for kinds in cases.values() for kind in kinds}):
        rest = {m: {k: v for k, v in kinds.items() if k != kind} for m, kinds in cases.items()}
        if first_of(rest) != first:
            swayed_by.append(kind)
    rng = np.random.default_rng(seed)
    same = 0
    for _ in range(draws):
        drawn = {
            m: {k: [v[i] for i in rng.integers(0, len(v), len(v))] for k, v in kinds.items()}
            for m, kinds in cases.items()
        }
        same += first_of(drawn) == first
    return {"first": first, "swayed_by": swayed_by, "share": same / draws}


# task: portrait_chart


def portrait_chart(people):
    rows = [
        {"who": f"{person['name']} ({person['way']})", "what": column, "points": person[column]}
        for person in people.to_dict("records")
        for column in ("change", "leading", "complexity", "managing")
    ]
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar()
        .encode(
            y=alt.Y("what:N", title=None, sort=None),
            x=alt.X("points:Q", title="points, 0 to 10", scale=alt.Scale(domain=[0, 10])),
            color="what:N",
            row=alt.Row("who:N", title=None),
        )
    )
    return bars.properties(title="What is asked for, and what is seen (simulated data)")
