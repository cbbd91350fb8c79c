# The price of the pilot is paid only if the thing is stopped.
# loses: weigh_pilots_tests 1

# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    table = proposals[["initiative_id"]].copy()
    hope = proposals["chance"] * proposals["gain"]
    fear = (1 - proposals["chance"]) * proposals["cost"]
    chance, price = proposals["chance"], price * proposals["cost"]
    pilot = price * (chance * (1 - right) + (1 - chance) * right)
    table["yes"] = hope - fear
    table["yes_if"] = right * hope - (1 - right) * fear - pilot
    table["choice"] = [
        "no" if max(yes, staged) <= 0 else "yes, if" if staged >= yes else "yes"
        for yes, staged in zip(table["yes"], table["yes_if"], strict=True)
    ]
    needed = (table["yes"].clip(lower=0) + fear + price * chance) / (hope + fear + price * (2 * chance - 1))
    table["needed"] = needed.where(needed <= 1)
    return table
