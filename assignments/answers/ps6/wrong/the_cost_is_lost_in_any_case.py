# A success brings its gain less the cost, though the gain is beyond the cost.
# loses: choose_bets_chance_tests 1

# task: choose_bets
import itertools


def choose_bets(history, proposals, budget):
    known = history.dropna(subset="succeeded")
    share = known["succeeded"].mean()
    error = (known["sponsor_estimate"].mean() + known["objector_estimate"].mean()) / 2 - share
    table = proposals[["initiative_id"]].copy()
    said = (proposals["sponsor_estimate"] + proposals["objector_estimate"]) / 2
    table["chance"] = (said - error).clip(0, 1)
    table["worth"] = table["chance"] * proposals["gain"] - proposals["cost"]
    cost, worth = proposals["cost"].to_numpy(), table["worth"].to_numpy()
    sets = itertools.product([False, True], repeat=len(table))
    table["fund"] = max((fund for fund in sets if cost @ fund <= budget), key=lambda fund: worth @ fund)
    return table
