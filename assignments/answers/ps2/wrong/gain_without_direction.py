# Chooses what gains most, with or without a direction.
# loses: choose_strategy_direction_tests 1

# task: choose_strategy
from itertools import combinations


def choose_strategy(proposals, budget):
    table = proposals.set_index("proposal")
    best = []
    for size in range(1, len(table) + 1):
        for names in map(list, combinations(table.index, size)):
            some = table.loc[names]
            whole = some["needs"].dropna().isin(names).all()
            if whole and some["cost"].sum() <= budget and some["gain"].sum() > table.loc[best, "gain"].sum():
                best = names
    return best
