# NumPy: the difference to the plan, and two masks multiplied.

# task: performance
import numpy as np


def performance(actual, plan):
    return 100 + 100 * (actual - plan) / plan


# task: count_heard_only
def count_heard_only(departments, limit):
    heard = (departments["complaints"].to_numpy() >= limit).astype(int)
    stuck = (departments["learning"].to_numpy() < limit).astype(int)
    return np.dot(heard, stuck)
