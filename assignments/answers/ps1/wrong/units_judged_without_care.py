# The calendar year, heads weighed like everyone, and a difference of the margin itself as a misfit.
# loses: fit_of_units_needs_tests 1, fit_of_units_strengths_tests 1, fit_of_units_verdict_tests 1
# mistakes: 3

# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    year = units[units["quarter"].str[:4] == quarter[:4]]
    needs = year.groupby("unit")[["change", "complexity"]].mean()
    has = managers.merge(strengths, on="manager_id").groupby("unit")[["leading", "managing"]].mean()
    fit = needs.join(has)
    lead, manage = fit["change"] - fit["leading"], fit["complexity"] - fit["managing"]
    fit["leading_verdict"] = [
        "under-led" if x >= margin else "over-led" if x <= -margin else "fits" for x in lead
    ]
    fit["managing_verdict"] = [
        "under-managed" if x >= margin else "over-managed" if x <= -margin else "fits" for x in manage
    ]
    return fit.reset_index()
