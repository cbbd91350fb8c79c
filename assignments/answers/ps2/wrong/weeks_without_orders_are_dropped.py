# Weeks with missing orders are thrown out first, with their new plans.
# loses: cost_of_rules_tests 1

# task: cost_of_rules
def cost_of_rules(trials, unused, short, new_plan):
    there = trials.dropna(subset="orders")
    gap = there["plan"] - there["orders"]
    cost = gap.clip(lower=0) * unused - gap.clip(upper=0) * short + new_plan * there["replanned"]
    table = there.assign(cost=cost).groupby("rule").agg(plans=("replanned", "sum"), cost=("cost", "mean"))
    best = table.reset_index().sort_values(["cost", "plans", "rule"])["rule"].iloc[0]
    return table.assign(chosen=table.index == best)
