# Whole people are rounded to the nearest number.
# loses: people_needed_verdict_tests 1

# task: people_needed
def people_needed(units, weeks, counts, quarter, each):
    dated = weeks.assign(quarter=weeks["week"].dt.to_period("Q").astype(str))
    both = dated.merge(units[["unit", "quarter", "change"]], on=["unit", "quarter"])
    rate = both["exceptions"].sum() / both["change"].sum()
    table = (
        units.loc[units["quarter"] == quarter, ["unit", "change"]]
        .merge(counts, how="left", on="unit")
        .fillna(0)
    )
    table["expected"] = rate * table["change"]
    table["needed"] = (table["expected"] / each).round().astype(int)
    table["verdict"] = "short"
    table.loc[table["leads"] + table["unclear"] >= table["needed"], "verdict"] = "perhaps"
    table.loc[table["leads"] >= table["needed"], "verdict"] = "enough"
    return table
