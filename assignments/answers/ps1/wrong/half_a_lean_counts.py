# Who has scores in one of the systems only has a lean as well: the other mean is taken for 0.
# loses: lean_by_task_tests 1

# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    scores = ratings.merge(items, on="item_id")
    means = scores.groupby(["manager_id", "task", "system"])["score"].mean().unstack("system").fillna(0)
    leans = (means["leading"] - means["managing"]).rename("lean").reset_index()
    grouped = leans.merge(managers, on="manager_id").groupby([by, "task"])["lean"].mean()
    return grouped.unstack("task").reset_index()
