# The strongest leaders, wherever they are.
# loses: name_deciders_tests 1

# task: name_deciders
import pandas as pd


def name_deciders(people, units, bar, each, places):
    may = people[(people["leading"] >= bar) & people["believed"].eq(True)]
    may = may.merge(units, on="unit").sort_values(["leading", "managing"], ascending=False)
    left = dict(zip(units["unit"], units["expected"].astype(float), strict=True))
    rows = []
    while len(rows) < places:
        some = may[~may["manager_id"].isin([row[0] for row in rows]) & (may["unit"].map(left) > 0)]
        if some.empty:
            break
        unit = some["unit"].iloc[0]
        rows.append((some.loc[some["unit"] == unit, "manager_id"].iloc[0], unit, len(rows) + 1))
        left[unit] -= each
    return pd.DataFrame(rows, columns=["manager_id", "unit", "place"])
