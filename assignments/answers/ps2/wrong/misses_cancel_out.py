# The surplus and the shortage of a rule are set against each other before they are priced.
# loses: cost_of_rules_tests 1

# task: cost_of_rules
def cost_of_rules(trials, unused, short, new_plan):
    gap = (trials["plan"] - trials["orders"]).groupby(trials["rule"]).sum()
    table = trials.groupby("rule")["replanned"].agg(["sum", "size"]).rename(columns={"sum": "plans"})
    cost = gap.map(lambda g: unused * g if g > 0 else -short * g) + new_plan * table["plans"]
    table["cost"] = cost / table["size"]
    best = table.reset_index().sort_values(["cost", "plans", "rule"])["rule"].iloc[0]
    table["chosen"] = table.index == best
    return table
