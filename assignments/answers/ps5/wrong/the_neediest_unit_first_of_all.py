# The unit with most decisions gets all the people it needs before the next gets one.
# loses: name_deciders_tests 1

# task: name_deciders
import pandas as pd


def name_deciders(people, units, bar, each, places):
    may = people[(people["leading"] >= bar) & people["believed"].eq(True)]
    may = may.sort_values(["leading", "managing"], ascending=False)
    rows = []
    for row in units.sort_values(["expected", "unit"], ascending=[False, True]).itertuples():
        left = row.expected
        for person in may.loc[may["unit"] == row.unit, "manager_id"]:
            if left > 0 and len(rows) < places:
                rows.append((person, row.unit, len(rows) + 1))
                left -= each
    return pd.DataFrame(rows, columns=["manager_id", "unit", "place"])
