# A unit with a signal is eased where that saves enough.
# loses: decide_visits_tests 1

# task: decide
from itertools import combinations

import pandas as pd


def decide(units, budget):
    free = units[units["saved"].notna()]
    best, chosen = 0, ()
    for size in range(len(free) + 1):
        for some in combinations(free.itertuples(), size):
            saved = sum(row.saved for row in some)
            if sum(row.cost for row in some) <= budget and saved > best:
                best, chosen = saved, {row.unit for row in some}
    actions = [
        "ease" if row.unit in chosen else "visit" if row.signal else "leave alone"
        for row in units.itertuples()
    ]
    return pd.DataFrame({"unit": units["unit"], "action": actions})
