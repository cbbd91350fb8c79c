# Feats of leading are added up for each of those picked, though the periods are not equally long.
# loses: try_rules_tests 1

# task: try_rules
import pandas as pd


def try_rules(careers, rules, places, early):
    is_early = careers["career_year"] <= early
    rows = []
    for rule in rules:
        sums = careers[is_early].groupby("manager_id")[rule].sum()
        picked = careers["manager_id"].isin(sums.nlargest(places).index)
        before = careers.loc[picked & is_early, "leading_feats"].sum() / places
        after = careers.loc[picked & ~is_early, "leading_feats"].sum() / places
        rows.append({"rule": rule, "before": before, "after": after, "fall": before - after})
    table = pd.DataFrame(rows)
    table["advised"] = table.index == table["after"].idxmax()
    return table
