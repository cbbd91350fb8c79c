# Every row counts, so that a company with many rows weighs more.
# loses: growth_by_ending_tests 1

# task: growth_by_ending
def growth_by_ending(cases, measures):
    rows = cases[cases["measure"].isin(measures)]
    rows = rows.dropna(subset=["year_before", "value_before", "year_after", "value_after"])
    rows = rows[(rows["value_before"] > 0) & (rows["value_after"] > 0)].copy()
    years = (rows["year_after"] - rows["year_before"]).astype(float)
    rows["growth"] = 100 * ((rows["value_after"] / rows["value_before"]) ** (1 / years) - 1)
    return rows.groupby("ended")["growth"].agg(companies="size", growth="median").reset_index()
