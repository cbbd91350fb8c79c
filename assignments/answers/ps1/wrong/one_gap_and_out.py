# A department drops out of a group where any of its columns is missing.
# loses: link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    rows = []
    for group, columns in groups.items():
        whole = departments.dropna(subset=[*columns, outcome])
        link = whole[columns].mean(axis=1).corr(whole[outcome])
        rows.append({"group": group, "link": link, "used": len(whole)})
    return pd.DataFrame(rows)
