# The rule is advised whose people had led most before, which is partly luck.
# loses: try_rules_advice_tests 1

# task: try_rules
import pandas as pd


def try_rules(careers, rules, places, early):
    is_early = careers["career_year"] <= early
    rows = []
    for rule in rules:
        sums = careers[is_early].groupby("manager_id")[rule].sum().sort_index()
        picked = careers["manager_id"].isin(sums.nlargest(places).index)
        before = careers.loc[picked & is_early, "leading_feats"].mean()
        after = careers.loc[picked & ~is_early, "leading_feats"].mean()
        rows.append({"rule": rule, "before": before, "after": after, "fall": before - after})
    table = pd.DataFrame(rows)
    table["advised"] = table.index == table["before"].idxmax()
    return table
