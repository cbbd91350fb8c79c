# Other pandas: keys stay in an index, some without a name; verdicts are categories, numbers are rounded.

# task: count_leaders
import pandas as pd


def count_leaders(ratings, items, managers, bar):
    kept = ratings.merge(items.query("system == 'leading'")[["item_id"]]).astype({"score": float})
    means = kept.pivot_table(index="manager_id", columns="rater_id", values="score", aggfunc="mean")
    middle, error = means.mean(axis=1), means.sem(axis=1)
    verdict = pd.Series("unclear", index=means.index)
    verdict[middle - 2 * error >= bar] = "leads"
    verdict[middle + 2 * error < bar] = "does_not"
    verdict = managers["manager_id"].map(verdict).fillna("unclear")
    table = pd.crosstab(managers["unit"], verdict)
    return table.reindex(columns=["leads", "unclear", "does_not"], fill_value=0)


# task: people_needed
def people_needed(units, weeks, counts, quarter, each):
    change = units.set_index(["unit", "quarter"])["change"]
    keys = pd.MultiIndex.from_arrays([weeks["unit"], weeks["week"].dt.to_period("Q").astype(str)])
    rate = weeks["exceptions"].sum() / change.loc[keys].sum()
    answer = (change.xs(quarter, level="quarter") * rate).rename("expected").to_frame()
    answer["needed"] = (-(-answer["expected"] // each)).astype(int)
    people = counts.set_index("unit").reindex(answer.index).fillna(0)
    answer["verdict"] = "short"
    answer["verdict"] = answer["verdict"].mask(
        people["leads"] + people["unclear"] >= answer["needed"], "perhaps"
    )
    answer["verdict"] = answer["verdict"].mask(people["leads"] >= answer["needed"], "enough")
    return answer.astype({"verdict": "category"}).round(2).rename_axis(None)


# task: two_meters
def two_meters(units, weeks, year, goal, patience):
    of_year = units[units["quarter"].str.startswith(str(year))]
    order = (
        of_year.assign(order=of_year["actual"] / of_year["plan"] * 100).groupby("unit")[["order"]].median()
    )
    desks = weeks.loc[weeks["week"].dt.strftime("%Y") == str(year)].groupby("unit").mean(numeric_only=True)
    answer = order.join((desks["waiting"] / desks["exceptions"]).rename("delay"), how="inner")
    answer["verdict"] = "neither"
    answer.loc[answer["order"] >= goal, "verdict"] = "orderly, and late"
    in_time = answer["delay"] <= patience
    answer["verdict"] = answer["verdict"].where(
        ~in_time, answer["verdict"].map({"neither": "out of breath", "orderly, and late": "a good year"})
    )
    return answer.astype({"verdict": "category"}).round(2).rename_axis(None)


# task: name_deciders
def name_deciders(people, units, bar, each, places):
    may = people[people["leading"] >= bar].dropna(subset=["believed"])
    may = may[may["believed"].astype(bool)].merge(units[["unit", "expected"]], on="unit")
    may = may.sort_values(["leading", "managing"], ascending=False)
    # What is left in the unit when it is the turn of its first, second, third person.
    may["left"] = may["expected"] - each * may.groupby("unit").cumcount()
    named = may[may["left"] > 0].sort_values(["left", "unit"], ascending=[False, True]).head(places)
    named = named.set_index("manager_id")[["unit"]]
    return named.assign(place=range(1, len(named) + 1)).rename_axis(None)
