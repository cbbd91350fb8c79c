# Those whom most people trust.
# loses: choose_carriers_tests 1

# task: choose_carriers
def choose_carriers(ties, already, number):
    trusted = ties.loc[(ties["kind"] == "trusts") & ~ties["other_id"].isin(already), "other_id"]
    people = sorted({*ties["person_id"], *ties["other_id"]} - set(already))
    return sorted(people, key=lambda one: -(trusted == one).sum())[:number]
