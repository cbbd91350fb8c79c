# The generator is made without the seed.
# loses: steadiness_share_tests 2

# task: steadiness
import numpy as np


def steadiness(views, draws, seed):
    def find_first(kept):
        kinds = kept.groupby(["manager_id", "rater"])["case"].mean()
        cases = kinds.groupby("manager_id").mean()
        return cases.sort_index().idxmax()

    first = find_first(views)
    swayed_by = [
        kind for kind in views["rater"].unique() if find_first(views[views["rater"] != kind]) != first
    ]
    rng = np.random.default_rng()
    groups = views.groupby(["manager_id", "rater"])
    same = [find_first(groups.sample(frac=1, replace=True, random_state=rng)) == first for _ in range(draws)]
    return {"first": first, "swayed_by": swayed_by, "share": sum(same) / draws}
