# A way in which nobody works gets a row without a manager.
# loses: pick_three_tests 2

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
        group = table.assign(points=each)[table["way"] == way].sort_values(
            ["points", "manager_id"], ascending=[False, True]
        )
        picks.append({"way": way, "manager_id": group["manager_id"].iloc[0] if len(group) else None})
    return pd.DataFrame(picks)
