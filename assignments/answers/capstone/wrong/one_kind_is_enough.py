# Everybody stays whom some kind has seen.
# loses: scores_of_managers_few_tests 1

# task: scores_of_managers
import pandas as pd


def scores_of_managers(views, weights):
    means = views.groupby(["manager_id", "rater"])[["leading", "managing"]].mean().unstack("rater")
    table = pd.DataFrame(index=means.index)
    for system in ["leading", "managing"]:
        kinds, weight = means[system].reindex(columns=list(weights)), pd.Series(weights)
        table[system] = kinds.mul(weight).sum(axis=1) / kinds.notna().mul(weight).sum(axis=1)
    return table.dropna().reset_index()
