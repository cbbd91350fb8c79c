# Departments with a missing share anywhere are thrown out first, for all groups.
# loses: link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    whole = departments.dropna()
    rows = []
    for group, columns in groups.items():
        link = whole[columns].mean(axis=1).corr(whole[outcome])
        rows.append({"group": group, "link": link, "used": len(whole)})
    return pd.DataFrame(rows)
