# A group with one kind only counts as a group without a difference.
# loses: compare_within_tests 1

# task: compare_within
import pandas as pd


def compare_within(table, flag, outcome, within):
    mean = table.groupby(flag)[outcome].mean()
    by_group = table.groupby([within, flag])[outcome].mean().unstack(flag)
    gaps = (by_group[True] - by_group[False]).fillna(0)
    sizes = table.groupby(within).size()
    return pd.DataFrame(
        {
            "comparison": ["plain", "within"],
            "difference": [mean[True] - mean[False], (gaps * sizes).sum() / sizes.sum()],
            "used": [len(table), len(table)],
        }
    )
