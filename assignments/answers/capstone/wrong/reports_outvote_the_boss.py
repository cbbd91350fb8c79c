# A plain mean over all raters whom the weights name.
# loses: scores_of_managers_tests 2

# task: scores_of_managers
def scores_of_managers(views, weights):
    named = views[views["rater"].isin(list(weights))]
    by_kind = named.melt(["manager_id", "rater"], ["leading", "managing"], var_name="system").dropna()
    kinds = by_kind.groupby(["manager_id", "system"])["rater"].nunique().unstack()
    means = named.groupby("manager_id")[["leading", "managing"]].mean()
    return means[(kinds >= 2).all(axis=1).reindex(means.index, fill_value=False)].reset_index()
