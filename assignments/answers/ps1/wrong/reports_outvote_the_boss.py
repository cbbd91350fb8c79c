# A plain mean over all raters: three reports weigh three times as much as the boss.
# loses: rate_strengths_tests 1

# task: rate_strengths
def rate_strengths(ratings, items):
    scores = ratings[ratings["rater"] != "self"].dropna(subset="score").merge(items, on="item_id")
    means = scores.groupby(["manager_id", "system"])["score"].mean().unstack("system").dropna()
    return ((means - 1) * 2.5).reset_index()
