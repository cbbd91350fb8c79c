# `needed` is where "yes, if" brings more than nothing, though a plain yes may bring more.
# loses: weigh_pilots_needed_tests 1

# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    table = proposals[["initiative_id"]].copy()
    hope = proposals["chance"] * proposals["gain"]
    fear = (1 - proposals["chance"]) * proposals["cost"]
    pilot = price * proposals["cost"]
    table["yes"] = hope - fear
    table["yes_if"] = right * hope - (1 - right) * fear - pilot
    table["choice"] = [
        "no" if max(yes, staged) <= 0 else "yes, if" if staged >= yes else "yes"
        for yes, staged in zip(table["yes"], table["yes_if"], strict=True)
    ]
    needed = (fear + pilot) / (hope + fear)
    table["needed"] = needed.where(needed <= 1)
    return table
