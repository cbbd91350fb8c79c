# A difference of exactly the margin is called a misfit.
# loses: fit_of_units_verdict_tests 1

# task: fit_of_units
def fit_of_units(units, managers, strengths, quarter, margin):
    quarters = sorted(q for q in set(units["quarter"]) if q <= quarter)[-4:]
    fit = units[units["quarter"].isin(quarters)].groupby("unit")[["change", "complexity"]].mean()
    rated = managers.merge(strengths, on="manager_id")
    for column in ["leading", "managing"]:
        fit[column] = (rated[column] * rated["level"]).groupby(rated["unit"]).sum() / rated.groupby("unit")[
            "level"
        ].sum()
    lead, manage = fit["change"] - fit["leading"], fit["complexity"] - fit["managing"]
    fit["leading_verdict"] = [
        "under-led" if x >= margin else "over-led" if x <= -margin else "fits" for x in lead
    ]
    fit["managing_verdict"] = [
        "under-managed" if x >= margin else "over-managed" if x <= -margin else "fits" for x in manage
    ]
    return fit.reset_index()
