# The sum of a group's columns, in which a missing share is a share of 0.
# loses: link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    rows = []
    for group, columns in groups.items():
        index = departments[columns].sum(axis=1)[departments[columns].notna().any(axis=1)]
        both = departments[outcome].loc[index.index].dropna()
        rows.append({"group": group, "link": index.corr(both), "used": len(both)})
    return pd.DataFrame(rows)
