# Who manages more than they lead is over-managed, wherever they work.
# loses: ways_of_working_tests 2

# task: ways_of_working
import numpy as np


def ways_of_working(scores, managers, units, margin):
    last = sorted(units["quarter"].unique())[-4:]
    asked = units[units["quarter"].isin(last)].groupby("unit")[["change", "complexity"]].mean()
    ways = managers.merge(scores, on="manager_id").merge(asked.reset_index(), on="unit")
    ways["way"] = np.select(
        [
            ways["managing"] - ways["leading"] > margin,
            ways["leading"] - ways["managing"] > margin,
            (ways["leading"] > 5) & (ways["managing"] > 5),
        ],
        ["over-managed", "under-led", "leader-manager"],
        default="none of these",
    )
    return ways
