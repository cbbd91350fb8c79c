# The formula has no constant, so that years without anything are taken to have brought nothing.
# loses: hold_equal_tests 1, hold_equal_missing_tests 1

# task: hold_equal
import numpy as np
import pandas as pd


def hold_equal(table, outcome, columns):
    rows = table[[outcome, *columns]].dropna().astype(float)
    together = np.linalg.lstsq(rows[columns], rows[outcome])[0]
    alone = [np.linalg.lstsq(rows[[column]], rows[outcome])[0][0] for column in columns]
    return pd.DataFrame({"column": columns, "alone": alone, "together": together})
