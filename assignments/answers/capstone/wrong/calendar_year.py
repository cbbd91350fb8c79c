# The last calendar year, not the last four quarters.
# loses: ways_of_working_asked_tests 1

# task: ways_of_working
import numpy as np


def ways_of_working(scores, managers, units, margin):
    year = units["quarter"].str[:4].max()
    asked = units[units["quarter"].str[:4] == year].groupby("unit")[["change", "complexity"]].mean()
    ways = managers.merge(scores, on="manager_id").merge(asked.reset_index(), on="unit")
    lack, surplus = ways["change"] - ways["leading"], ways["managing"] - ways["complexity"]
    ways["way"] = np.select(
        [
            (lack > margin) & (surplus > margin),
            (lack > margin) & (surplus >= -margin),
            (lack <= margin) & (surplus >= -margin),
        ],
        ["over-managed", "under-led", "leader-manager"],
        default="none of these",
    )
    return ways
