# The unit that saves most per day comes first, then the next that can still be paid for.
# loses: decide_tests 1

# task: decide
import pandas as pd


def decide(units, budget):
    free = units[~units["signal"] & units["saved"].notna()]
    free = free.assign(rate=free["saved"] / free["cost"])
    chosen, spent = set(), 0
    for row in free.sort_values("rate", ascending=False).itertuples():
        if row.saved > 0 and spent + row.cost <= budget:
            chosen.add(row.unit)
            spent += row.cost
    actions = [
        "visit" if row.signal else "ease" if row.unit in chosen else "leave alone"
        for row in units.itertuples()
    ]
    return pd.DataFrame({"unit": units["unit"], "action": actions})
