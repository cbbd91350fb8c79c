# The correlation of ranks.
# loses: link_of_groups_tests 1, link_of_groups_missing_tests 1

# task: link_of_groups
import pandas as pd


def link_of_groups(departments, groups, outcome):
    rows = []
    for group, columns in groups.items():
        pairs = pd.concat([departments[columns].mean(axis=1), departments[outcome]], axis=1).dropna()
        link = pairs.rank().corr().iloc[0, 1]
        rows.append({"group": group, "link": link, "used": len(pairs)})
    return pd.DataFrame(rows)
