# A plain mean over the managers of a unit.
# loses: fit_of_units_strengths_tests 1

# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    quarters = sorted(q for q in set(units["quarter"]) if q <= quarter)[-4:]
    needs = units[units["quarter"].isin(quarters)].groupby("unit")[["change", "complexity"]].mean()
    has = managers.merge(strengths, on="manager_id").groupby("unit")[["leading", "managing"]].mean()
    fit = needs.join(has)
    lead, manage = fit["change"] - fit["leading"], fit["complexity"] - fit["managing"]
    fit["leading_verdict"] = [
        "under-led" if x > margin else "over-led" if x < -margin else "fits" for x in lead
    ]
    fit["managing_verdict"] = [
        "under-managed" if x > margin else "over-managed" if x < -margin else "fits" for x in manage
    ]
    return fit.reset_index()
