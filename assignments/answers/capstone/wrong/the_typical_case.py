# The one in the middle of the group, not a clear case.
# loses: pick_three_clear_tests 2

# task: pick_three
import pandas as pd


def pick_three(ways):
    table = ways.sort_values("manager_id")
    table["gap"] = (table["change"] - table["leading"]) + (table["managing"] - table["complexity"])
    picks = []
    for way in ["over-managed", "under-led", "leader-manager"]:
        group = table[table["way"] == way]
        if len(group):
            off = (group["gap"] - group["gap"].median()).abs()
            picks.append({"way": way, "manager_id": group.loc[off.idxmin(), "manager_id"]})
    return pd.DataFrame(picks, columns=["way", "manager_id"])
