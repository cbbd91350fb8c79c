# The rate is the mean of the weeks' rates, so that quiet weeks count as much as busy ones.
# loses: people_needed_tests 1

# task: people_needed
import numpy as np


def people_needed(units, weeks, counts, quarter, each):
    dated = weeks.assign(quarter=weeks["week"].dt.to_period("Q").astype(str))
    both = dated.merge(units[["unit", "quarter", "change"]], on=["unit", "quarter"])
    rate = (both["exceptions"] / both["change"]).mean()
    table = (
        units.loc[units["quarter"] == quarter, ["unit", "change"]]
        .merge(counts, how="left", on="unit")
        .fillna(0)
    )
    table["expected"] = rate * table["change"]
    table["needed"] = np.ceil(table["expected"] / each).astype(int)
    table["verdict"] = "short"
    table.loc[table["leads"] + table["unclear"] >= table["needed"], "verdict"] = "perhaps"
    table.loc[table["leads"] >= table["needed"], "verdict"] = "enough"
    return table
