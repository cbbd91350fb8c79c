# A score that is missing is taken for the lowest one.
# loses: rate_strengths_missing_tests 1, lean_by_task_missing_tests 1

# task: rate_strengths
def rate_strengths(ratings, items):
    scores = ratings[ratings["rater"] != "self"].fillna({"score": 1}).merge(items, on="item_id")
    by_kind = scores.groupby(["manager_id", "system", "rater"])["score"].mean()
    by_system = by_kind.groupby(["manager_id", "system"]).mean().unstack("system").dropna()
    return ((by_system - 1) * 2.5).reset_index()


# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    scores = ratings[ratings["rater"] != "self"].fillna({"score": 1}).merge(items, on="item_id")
    means = scores.groupby(["manager_id", "task", "system"])["score"].mean().unstack("system")
    leans = (means["leading"] - means["managing"]).rename("lean").reset_index()
    grouped = leans.merge(managers, on="manager_id").groupby([by, "task"])["lean"].mean()
    return grouped.unstack("task").reset_index()
