# Chooses without asking what a proposal needs.
# loses: choose_strategy_tests 1

# task: choose_strategy
from itertools import combinations


def choose_strategy(proposals, budget):
    table = proposals.set_index("proposal")
    best = []
    for size in range(1, len(table) + 1):
        for names in map(list, combinations(table.index, size)):
            some = table.loc[names]
            led = (some["kind"] == "direction").any()
            if led and some["cost"].sum() <= budget and some["gain"].sum() > table.loc[best, "gain"].sum():
                best = names
    return best
