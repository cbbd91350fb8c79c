# A score that is missing is taken for the lowest one.
# loses: rate_strengths_missing_tests 1

# task: rate_strengths
def rate_strengths(ratings, items):
    scores = ratings[ratings["rater"] != "self"].fillna({"score": 1}).merge(items, on="item_id")
    by_kind = scores.groupby(["manager_id", "system", "rater"])["score"].mean()
    by_system = by_kind.groupby(["manager_id", "system"]).mean().unstack("system").dropna()
    return ((by_system - 1) * 2.5).reset_index()
