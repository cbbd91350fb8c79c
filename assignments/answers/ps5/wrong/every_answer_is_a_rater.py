# Each score counts as if it came from another rater.
# loses: count_leaders_tests 1

# task: count_leaders
def count_leaders(ratings, items, managers, bar):
    leading = items[items["system"] == "leading"]
    scores = ratings.merge(leading, on="item_id")
    means = scores.set_index("manager_id")["score"]
    of = means.astype(float).groupby("manager_id").agg(["mean", "std", "count"])
    margin = 2 * of["std"] / of["count"] ** 0.5
    table = managers[["manager_id", "unit"]].copy()
    table["leads"] = table["manager_id"].isin(of.index[of["mean"] - margin >= bar])
    table["does_not"] = table["manager_id"].isin(of.index[of["mean"] + margin < bar])
    table["unclear"] = ~table["leads"] & ~table["does_not"]
    return table.groupby("unit")[["leads", "unclear", "does_not"]].sum()
