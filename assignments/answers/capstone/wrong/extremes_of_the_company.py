# The furthest of all managers, whatever their way of working.
# loses: pick_three_tests 2

# task: pick_three
import pandas as pd


def pick_three(ways):
    table = ways.sort_values("manager_id").set_index("manager_id")
    picks = {
        "over-managed": (table["managing"] - table["complexity"]).idxmax(),
        "under-led": (table["change"] - table["leading"]).idxmax(),
        "leader-manager": (table["leading"] + table["managing"]).idxmax(),
    }
    return pd.DataFrame({"way": list(picks), "manager_id": list(picks.values())})
