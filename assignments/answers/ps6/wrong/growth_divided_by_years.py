# The whole growth divided by the number of years, without compounding.
# loses: growth_by_ending_tests 1

# task: growth_by_ending
def growth_by_ending(cases, measures):
    rows = cases[cases["measure"].isin(measures)]
    rows = rows.dropna(subset=["year_before", "value_before", "year_after", "value_after"])
    rows = rows[(rows["value_before"] > 0) & (rows["value_after"] > 0)].copy()
    years = (rows["year_after"] - rows["year_before"]).astype(float)
    whole = rows["value_after"] / rows["value_before"] - 1
    rows["growth"] = 100 * whole / years
    # Two years from 100 to 121 would pass as 10.5.
    of_company = rows.groupby(["ended", "company"])["growth"].mean()
    return of_company.groupby("ended").agg(companies="size", growth="median").reset_index()
