# The weights are not looked at, and what managers say of themselves counts.
# loses: scores_of_managers_tests 2

# task: scores_of_managers
def scores_of_managers(views, weights):
    kinds = views.groupby(["manager_id", "rater"])[["leading", "managing"]].mean()
    enough = (kinds.groupby("manager_id").count() >= 2).all(axis=1)
    return kinds.groupby("manager_id").mean()[enough].reset_index()
