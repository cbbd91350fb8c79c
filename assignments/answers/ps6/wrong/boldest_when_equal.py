# Where two choices bring the same, the bolder one is taken.
# loses: weigh_pilots_choice_tests 1

# task: weigh_pilots
def weigh_pilots(proposals, price, right):
    table = proposals[["initiative_id"]].copy()
    hope = proposals["chance"] * proposals["gain"]
    fear = (1 - proposals["chance"]) * proposals["cost"]
    pilot = price * proposals["cost"]
    table["yes"] = hope - fear
    table["yes_if"] = right * hope - (1 - right) * fear - pilot
    table["choice"] = [
        "yes" if yes >= max(staged, 0) else "yes, if" if staged >= 0 else "no"
        for yes, staged in zip(table["yes"], table["yes_if"], strict=True)
    ]
    needed = (table["yes"].clip(lower=0) + fear + pilot) / (hope + fear)
    table["needed"] = needed.where(needed <= 1)
    return table
