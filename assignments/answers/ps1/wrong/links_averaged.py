# The mean of the columns' own correlations, not the correlation of their mean.
# loses: link_of_groups_tests 1, link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    rows = []
    for group, columns in groups.items():
        links = [departments[column].corr(departments[outcome]) for column in columns]
        used = departments[columns].notna().any(axis=1) & departments[outcome].notna()
        rows.append({"group": group, "link": sum(links) / len(links), "used": used.sum()})
    return pd.DataFrame(rows)
