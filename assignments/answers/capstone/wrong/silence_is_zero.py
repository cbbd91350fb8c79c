# A kind that gave no view keeps its weight, so that silence counts as 0 points.
# loses: scores_of_managers_missing_tests 2

# task: scores_of_managers
import pandas as pd


def scores_of_managers(views, weights):
    means = views.groupby(["manager_id", "rater"])[["leading", "managing"]].mean().unstack("rater")
    table = pd.DataFrame(index=means.index)
    seen = pd.Series(True, index=means.index)
    for system in ["leading", "managing"]:
        kinds = means[system].reindex(columns=list(weights))
        seen &= kinds.notna().sum(axis=1) >= 2
        table[system] = kinds.fillna(0).mul(pd.Series(weights)).sum(axis=1) / sum(weights.values())
    return table[seen].reset_index()
