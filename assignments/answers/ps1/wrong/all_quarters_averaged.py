# Change and complexity over all quarters in the table, also later ones.
# loses: fit_of_units_needs_tests 1

# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    needs = units.groupby("unit")[["change", "complexity"]].mean()
    rated = managers.merge(strengths, on="manager_id")
    for column in ["leading", "managing"]:
        needs[column] = (rated[column] * rated["level"]).groupby(rated["unit"]).sum() / rated.groupby("unit")[
            "level"
        ].sum()
    lead, manage = needs["change"] - needs["leading"], needs["complexity"] - needs["managing"]
    needs["leading_verdict"] = [
        "under-led" if x > margin else "over-led" if x < -margin else "fits" for x in lead
    ]
    needs["managing_verdict"] = [
        "under-managed" if x > margin else "over-managed" if x < -margin else "fits" for x in manage
    ]
    return needs.reset_index()
