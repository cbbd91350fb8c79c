# A difference of exactly the margin is called a lack or a surplus.
# loses: ways_of_working_edges_tests 2

# task: ways_of_working
import numpy as np


def ways_of_working(scores, managers, units, margin):
    last = sorted(units["quarter"].unique())[-4:]
    asked = units[units["quarter"].isin(last)].groupby("unit")[["change", "complexity"]].mean()
    ways = managers.merge(scores, on="manager_id").merge(asked.reset_index(), on="unit")
    lack, surplus = ways["change"] - ways["leading"], ways["managing"] - ways["complexity"]
    ways["way"] = np.select(
        [
            (lack >= margin) & (surplus >= margin),
            (lack >= margin) & (surplus > -margin),
            (lack < margin) & (surplus > -margin),
        ],
        ["over-managed", "under-led", "leader-manager"],
        default="none of these",
    )
    return ways
