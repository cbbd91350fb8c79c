# A third is counted of all departments, with and without values.
# loses: chance_of_both_tests 2

# task: chance_of_both
import numpy as np


def chance_of_both(departments, first, second, draws, seed):
    strong = departments[[first, second]].rank(method="min", ascending=False) - 1 < len(departments) / 3
    a, b = strong[first].to_numpy(), strong[second].to_numpy()
    both = (a & b).sum()
    rng = np.random.default_rng(seed)
    shuffled = np.array([(rng.permutation(a) & b).sum() for _ in range(draws)])
    return {"n": len(departments), "both": both, "chance": (shuffled >= both).mean()}
