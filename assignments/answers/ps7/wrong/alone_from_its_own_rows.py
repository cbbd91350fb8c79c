# For `alone`, all rows are used in which this one column is there.
# loses: hold_equal_missing_tests 1

# task: hold_equal
import numpy as np
import pandas as pd


def hold_equal(table, outcome, columns):
    def numbers(names):
        rows = table[[outcome, *names]].dropna().astype(float)
        return np.linalg.lstsq(rows[names].assign(constant=1.0), rows[outcome])[0]

    together = numbers(columns)[: len(columns)]
    alone = [numbers([column])[0] for column in columns]
    return pd.DataFrame({"column": columns, "alone": alone, "together": together})
