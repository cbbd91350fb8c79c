# Of managers who are alike, the one who comes first in the table is picked.
# loses: pick_three_fair_tests 2

# task: pick_three
import pandas as pd


def pick_three(ways):
    points = {
        "over-managed": (ways["change"] - ways["leading"]) + (ways["managing"] - ways["complexity"]),
        "under-led": ways["change"] - ways["leading"],
        "leader-manager": ways["leading"] + ways["managing"],
    }
    picks = [
        ways.assign(points=each)[ways["way"] == way].nlargest(1, "points")[["way", "manager_id"]]
        for way, each in points.items()
    ]
    return pd.concat(picks)
