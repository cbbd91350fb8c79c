# The price of the pilot is left out of what it brings, and kept where `needed` is worked out.
# loses: weigh_pilots_tests 1

# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    table = proposals[["initiative_id"]].copy()
    hope = proposals["chance"] * proposals["gain"]
    fear = (1 - proposals["chance"]) * proposals["cost"]
    pilot = price * proposals["cost"]
    table["yes"] = hope - fear
    table["yes_if"] = right * hope - (1 - right) * fear
    table["choice"] = [
        "no" if max(yes, staged) <= 0 else "yes, if" if staged >= yes else "yes"
        for yes, staged in zip(table["yes"], table["yes_if"], strict=True)
    ]
    needed = (table["yes"].clip(lower=0) + fear + pilot) / (hope + fear)
    table["needed"] = needed.where(needed <= 1)
    return table
