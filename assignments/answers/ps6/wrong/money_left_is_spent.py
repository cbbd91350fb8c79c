# The best set comes first; what money is left goes to the rest, though it is not worth it.
# loses: choose_bets_tests 1

# task: choose_bets
import itertools


def choose_bets(history, proposals, budget):
    known = history.dropna(subset="succeeded")
    share = known["succeeded"].mean()
    error = (known["sponsor_estimate"].mean() + known["objector_estimate"].mean()) / 2 - share
    table = proposals[["initiative_id"]].copy()
    said = (proposals["sponsor_estimate"] + proposals["objector_estimate"]) / 2
    table["chance"] = (said - error).clip(0, 1)
    table["worth"] = table["chance"] * proposals["gain"] - (1 - table["chance"]) * proposals["cost"]
    cost, worth = proposals["cost"].to_numpy(), table["worth"].to_numpy()
    sets = itertools.product([False, True], repeat=len(table))
    best = list(max((fund for fund in sets if cost @ fund <= budget), key=lambda fund: worth @ fund))
    for number in range(len(best)):
        if not best[number] and cost @ best + cost[number] <= budget:
            best[number] = True
    table["fund"] = best
    return table
