# The number of departments in the table, used or not.
# loses: link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    index = {group: departments[columns].mean(axis=1) for group, columns in groups.items()}
    links = [each.corr(departments[outcome]) for each in index.values()]
    return pd.DataFrame({"group": list(index), "link": links, "used": len(departments)})
