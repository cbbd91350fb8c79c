# The delay is that of all weeks in the table.
# loses: two_meters_delay_tests 1

# task: two_meters
import pandas as pd


def two_meters(units, weeks, year, goal, patience):
    quarters = units[units["quarter"].str[:4] == str(year)]
    order = (100 * quarters["actual"] / quarters["plan"]).groupby(quarters["unit"]).median()
    desks = weeks[weeks["week"].notna()]
    delay = desks.groupby("unit")["waiting"].mean() / desks.groupby("unit")["exceptions"].mean()
    table = pd.DataFrame({"order": order, "delay": delay}).dropna()
    words = ["neither", "out of breath", "orderly, and late", "a good year"]
    kept, quick = table["order"] >= goal, table["delay"] <= patience
    table["verdict"] = [words[2 * a + b] for a, b in zip(kept, quick, strict=True)]
    return table.rename_axis("unit")
