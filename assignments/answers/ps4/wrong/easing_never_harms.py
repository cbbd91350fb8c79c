# As many units as the days allow, even where an easier routine would make it worse.
# loses: decide_visits_tests 1

# task: decide
from itertools import combinations

import pandas as pd


def decide(units, budget):
    free = units[~units["signal"] & units["saved"].notna()]
    best, chosen = (0, 0), ()
    for size in range(len(free) + 1):
        for some in combinations(free.itertuples(), size):
            saved = sum(row.saved for row in some)
            if sum(row.cost for row in some) <= budget and (size, saved) > best:
                best, chosen = (size, saved), {row.unit for row in some}
    actions = [
        "visit" if row.signal else "ease" if row.unit in chosen else "leave alone"
        for row in units.itertuples()
    ]
    return pd.DataFrame({"unit": units["unit"], "action": actions})
