# A group of four weighs as much as a group of a hundred.
# loses: compare_within_tests 1

# task: compare_within
import pandas as pd


def compare_within(table, flag, outcome, within):
    mean = table.groupby(flag)[outcome].mean()
    by_group = table.groupby([within, flag])[outcome].mean().unstack(flag).dropna()
    gap = (by_group[True] - by_group[False]).mean()
    used = table[within].isin(by_group.index).sum()
    return pd.DataFrame(
        {
            "comparison": ["plain", "within"],
            "difference": [mean[True] - mean[False], gap],
            "used": [len(table), used],
        }
    )
