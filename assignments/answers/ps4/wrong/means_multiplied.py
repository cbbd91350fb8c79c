# The mean rate times the mean orders, as if busy weeks had the same rate as quiet ones.
# loses: saved_by_easing_tests 1

# task: saved_by_easing
import pandas as pd


def saved_by_easing(weeks, start, recent):
    eased = set(weeks.loc[weeks["simplified"], "unit"])
    counts = weeks.assign(after=weeks["week"] >= start)
    means = counts.groupby(["unit", "after"])["defects"].mean().unstack()
    ratio = means[True] / means[False]
    easy = ratio.index.isin(eased)
    remaining = 100 * ratio[easy].mean() / ratio[~easy].mean()
    last = weeks[weeks["week"].isin(sorted(set(weeks["week"]))[-recent:]) & ~weeks["unit"].isin(eased)]
    means = last.groupby("unit")[["defects", "orders"]].mean()
    faulty = means["defects"] * means["orders"] / 1000
    table = pd.DataFrame({"faulty": faulty}).rename_axis("unit").reset_index()
    return table.assign(remaining=remaining, saved=52 * table["faulty"] * (1 - remaining / 100))
