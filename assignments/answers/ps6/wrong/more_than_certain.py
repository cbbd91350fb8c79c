# A corrected chance may be above 1 or below 0.
# loses: choose_bets_chance_tests 1

# task: choose_bets
import itertools


def choose_bets(history, proposals, budget):
    known = history.dropna(subset="succeeded")
    share = known["succeeded"].mean()
    error = (known["sponsor_estimate"].mean() + known["objector_estimate"].mean()) / 2 - share
    table = proposals[["initiative_id"]].copy()
    table["chance"] = (proposals["sponsor_estimate"] + proposals["objector_estimate"]) / 2 - error
    table["worth"] = table["chance"] * proposals["gain"] - (1 - table["chance"]) * proposals["cost"]
    cost, worth = proposals["cost"].to_numpy(), table["worth"].to_numpy()
    sets = itertools.product([False, True], repeat=len(table))
    table["fund"] = max((fund for fund in sets if cost @ fund <= budget), key=lambda fund: worth @ fund)
    return table
