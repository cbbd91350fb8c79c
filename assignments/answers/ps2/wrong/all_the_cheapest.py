# Every rule that costs least is chosen.
# loses: cost_of_rules_chosen_tests 1

# task: cost_of_rules
def cost_of_rules(trials, unused, short, new_plan):
    gap = (trials["plan"] - trials["orders"]).fillna(0)
    cost = gap.clip(lower=0) * unused - gap.clip(upper=0) * short + new_plan * trials["replanned"]
    table = trials.assign(cost=cost).groupby("rule").agg(plans=("replanned", "sum"), cost=("cost", "mean"))
    return table.assign(chosen=table["cost"] == table["cost"].min())
