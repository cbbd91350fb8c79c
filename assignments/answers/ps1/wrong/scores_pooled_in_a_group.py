# All scores of a group are thrown together, so that managers with many raters count more.
# loses: lean_by_task_tests 1

# task: lean_by_task
def lean_by_task(ratings, items, managers, by):
    scores = ratings.merge(items, on="item_id").merge(managers, on="manager_id")
    means = scores.groupby([by, "task", "system"], observed=True)["score"].mean().unstack("system")
    return (means["leading"] - means["managing"]).unstack("task").reset_index()
