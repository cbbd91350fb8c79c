# The errors are taken over all estimates, also of proposals without an outcome.
# loses: choose_bets_chance_tests 1

# task: choose_bets
import itertools


def choose_bets(history, proposals, budget):
    share = history["succeeded"].astype("Float64").mean()
    said = (proposals["sponsor_estimate"] + proposals["objector_estimate"]) / 2
    error = (history["sponsor_estimate"].mean() + history["objector_estimate"].mean()) / 2 - share
    table = proposals[["initiative_id"]].copy()
    table["chance"] = (said - error).clip(0, 1)
    table["worth"] = table["chance"] * proposals["gain"] - (1 - table["chance"]) * proposals["cost"]
    cost, worth = proposals["cost"].to_numpy(), table["worth"].to_numpy()
    sets = itertools.product([False, True], repeat=len(table))
    table["fund"] = max((fund for fund in sets if cost @ fund <= budget), key=lambda fund: worth @ fund)
    return table
