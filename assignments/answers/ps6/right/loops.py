# Plain Python: loops and dictionaries; pandas only to make the table that is returned.

# task: score_people
from itertools import combinations

import pandas as pd


def score_people(proposals, role, least):
    gaps = {}
    for row in proposals.to_dict("records"):
        if pd.isna(row["succeeded"]):
            continue
        happened = 1 if row["succeeded"] else 0
        gaps.setdefault(row[role + "_id"], []).append(row[role + "_estimate"] - happened)
    rows = []
    for person, gap in gaps.items():
        if len(gap) < least:
            continue
        rows.append(
            {
                "brier": sum(g * g for g in gap) / len(gap),
                "lean": 100 * sum(gap) / len(gap),
                "person_id": person,
                "used": len(gap),
            }
        )
    return pd.DataFrame(rows)


# task: judge_noes
def judge_noes(proposals, by):
    rows = []
    for group in proposals[by].unique():
        noes = tried = right = 0
        for row in proposals.to_dict("records"):
            if row[by] != group or row["decision"] != "no":
                continue
            noes += 1
            if row["succeeded"] is True:
                tried += 1
            elif row["succeeded"] is False:
                tried += 1
                right += 1
        if noes == 0:
            continue
        rows.append(
            {
                by: group,
                "noes": noes,
                "tried": tried,
                "right": right,
                "seen": right / tried * 100 if tried else float("nan"),
                "least": right / noes * 100,
                "most": (right + noes - tried) / noes * 100,
            }
        )
    return pd.DataFrame(rows)


# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    rows = []
    for p in proposals.to_dict("records"):
        win, lose = p["chance"], 1 - p["chance"]
        pilot = price * p["cost"]
        yes = win * p["gain"] - lose * p["cost"]
        yes_if = win * (right * (p["gain"] - pilot) + (1 - right) * -pilot)
        yes_if += lose * ((1 - right) * (-p["cost"] - pilot) + right * -pilot)
        choice, best = "no", 0
        if yes_if > best:
            choice, best = "yes, if", yes_if
        if yes > best:
            choice, best = "yes", yes
        # win * n * gain - lose * (1 - n) * cost - pilot = target
        target = yes if yes > 0 else 0
        needed = (target + pilot + lose * p["cost"]) / (win * p["gain"] + lose * p["cost"])
        rows.append([p["initiative_id"], yes, yes_if, choice, None if needed > 1 else needed])
    return pd.DataFrame(rows, columns=["initiative_id", "yes", "yes_if", "choice", "needed"])


# task: choose_bets
def choose_bets(history, proposals, budget):
    sponsors = objectors = successes = count = 0
    for row in history.to_dict("records"):
        if not pd.isna(row["succeeded"]):
            sponsors += row["sponsor_estimate"]
            objectors += row["objector_estimate"]
            successes += int(row["succeeded"])
            count += 1
    sponsor_error = sponsors / count - successes / count
    objector_error = objectors / count - successes / count
    rows = []
    for row in proposals.to_dict("records"):
        chance = (row["sponsor_estimate"] - sponsor_error + row["objector_estimate"] - objector_error) / 2
        chance = min(1, max(0, chance))
        worth = chance * row["gain"] - (1 - chance) * row["cost"]
        rows.append(
            {"initiative_id": row["initiative_id"], "chance": chance, "worth": worth, "cost": row["cost"]}
        )
    good = [number for number, row in enumerate(rows) if row["worth"] > 0]
    best, chosen = 0, ()
    for size in range(1, len(good) + 1):
        for some in combinations(good, size):
            cost = sum(rows[number]["cost"] for number in some)
            worth = sum(rows[number]["worth"] for number in some)
            if cost <= budget and worth > best:
                best, chosen = worth, some
    for number, row in enumerate(rows):
        row["fund"] = number in chosen
    return pd.DataFrame(rows)
