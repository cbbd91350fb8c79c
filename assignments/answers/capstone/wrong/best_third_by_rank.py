# Of departments with the same value, those that come first in the table are strong.
# loses: chance_of_both_tests 2

# task: chance_of_both
import numpy as np


def chance_of_both(departments, first, second, draws, seed):
    there = departments.dropna(subset=[first, second])
    strong = there[[first, second]].rank(method="first", ascending=False) - 1 < len(there) / 3
    a, b = strong[first].to_numpy(), strong[second].to_numpy()
    both = (a & b).sum()
    rng = np.random.default_rng(seed)
    shuffled = np.array([(rng.permutation(a) & b).sum() for _ in range(draws)])
    return {"n": len(there), "both": both, "chance": (shuffled >= both).mean()}
