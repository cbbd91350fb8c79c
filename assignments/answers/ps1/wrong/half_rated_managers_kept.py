# A manager whom nobody rated in one of the systems stays in the table, with a missing value.
# loses: rate_strengths_missing_tests 1

# task: rate_strengths
def rate_strengths(ratings, items):
    scores = ratings[ratings["rater"] != "self"].dropna(subset="score").merge(items, on="item_id")
    by_kind = scores.groupby(["manager_id", "system", "rater"])["score"].mean()
    by_system = by_kind.groupby(["manager_id", "system"]).mean().unstack("system")
    return ((by_system - 1) * 2.5).reset_index()
