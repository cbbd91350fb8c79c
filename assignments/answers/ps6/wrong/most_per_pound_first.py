# The proposal with the most worth per pound comes first, then the next that can still be paid.
# loses: choose_bets_tests 1

# task: choose_bets
def choose_bets(history, proposals, budget):
    known = history.dropna(subset="succeeded")
    share = known["succeeded"].mean()
    error = (known["sponsor_estimate"].mean() + known["objector_estimate"].mean()) / 2 - share
    table = proposals[["initiative_id", "cost"]].copy()
    said = (proposals["sponsor_estimate"] + proposals["objector_estimate"]) / 2
    table["chance"] = (said - error).clip(0, 1)
    table["worth"] = table["chance"] * proposals["gain"] - (1 - table["chance"]) * proposals["cost"]
    table["fund"] = False
    order = (table["worth"] / table["cost"]).sort_values(ascending=False).index
    for number in order:
        if table.loc[number, "worth"] > 0 and table.loc[number, "cost"] <= budget:
            table.loc[number, "fund"] = True
            budget -= table.loc[number, "cost"]
    return table
