# The rule looks at all years, also at those that nobody can know when they pick.
# loses: try_rules_tests 1

# task: try_rules
import pandas as pd


def try_rules(careers, rules, places, early):
    is_early = careers["career_year"] <= early
    rows = []
    for rule in rules:
        sums = careers.groupby("manager_id")[rule].sum().sort_index()
        picked = careers["manager_id"].isin(sums.nlargest(places).index)
        before = careers.loc[picked & is_early, "leading_feats"].mean()
        after = careers.loc[picked & ~is_early, "leading_feats"].mean()
        rows.append({"rule": rule, "before": before, "after": after, "fall": before - after})
    table = pd.DataFrame(rows)
    table["advised"] = table.index == table["after"].idxmax()
    return table
