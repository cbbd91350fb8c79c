# A thing that would fail is always stopped: the pilot errs only on those that would succeed.
# loses: weigh_pilots_tests 1

# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    table = proposals[["initiative_id"]].copy()
    hope = proposals["chance"] * proposals["gain"]
    fear = (1 - proposals["chance"]) * proposals["cost"]
    pilot = price * proposals["cost"]
    table["yes"] = hope - fear
    table["yes_if"] = right * hope - pilot
    table["choice"] = [
        "no" if max(yes, staged) <= 0 else "yes, if" if staged >= yes else "yes"
        for yes, staged in zip(table["yes"], table["yes_if"], strict=True)
    ]
    needed = (table["yes"].clip(lower=0) + pilot) / hope
    table["needed"] = needed.where(needed <= 1)
    return table
