# The correlation of each column with the outcome, which has no unit.
# loses: hold_equal_tests 1, hold_equal_missing_tests 1

# task: hold_equal
import pandas as pd


def hold_equal(table, outcome, columns):
    rows = table[[outcome, *columns]].dropna().astype(float)
    links = rows[columns].corrwith(rows[outcome])
    return pd.DataFrame({"column": columns, "alone": links.to_numpy(), "together": links.to_numpy()})
