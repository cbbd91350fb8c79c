# Where managers are alike, the last in the alphabet is picked.
# loses: pick_three_fair_tests 2

# task: pick_three
import pandas as pd


def pick_three(ways):
    table = ways.reset_index(drop=True)
    points = {
        "over-managed": (table["change"] - table["leading"]) + (table["managing"] - table["complexity"]),
        "under-led": table["change"] - table["leading"],
        "leader-manager": table["leading"] + table["managing"],
    }
    picks = []
    for way, each in points.items():
        group = table.assign(points=each)[table["way"] == way].sort_values(["points", "manager_id"])
        picks.append({"way": way, "manager_id": group["manager_id"].iloc[-1] if len(group) else None})
    return pd.DataFrame(picks, columns=["way", "manager_id"]).dropna(subset="manager_id")
