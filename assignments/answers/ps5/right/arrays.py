# As much as possible with numpy.

# task: count_leaders
import numpy as np
import pandas as pd


def count_leaders(ratings, items, managers, bar):
    asked = set(items["item_id"].to_numpy()[items["system"].to_numpy(str) == "leading"])
    wide = ratings[ratings["item_id"].isin(asked)].pivot_table(
        index=["manager_id", "rater_id"], values="score", aggfunc="mean"
    )
    verdicts = {}
    for who, table in wide.groupby(level="manager_id"):
        means = table["score"].to_numpy(float)
        if len(means) > 1:
            margin = 2 * np.std(means, ddof=1) / np.sqrt(len(means))
            if means.mean() - margin >= bar:
                verdicts[who] = "leads"
            elif means.mean() + margin < bar:
                verdicts[who] = "does_not"
    verdict = np.array([verdicts.get(who, "unclear") for who in managers["manager_id"]])
    units = managers["unit"].to_numpy(str)
    rows = []
    for unit in np.unique(units):
        here = verdict[units == unit]
        rows.append([unit, *(np.count_nonzero(here == v) for v in ("leads", "unclear", "does_not"))])
    return pd.DataFrame(rows, columns=["unit", "leads", "unclear", "does_not"])


# task: people_needed
def people_needed(units, weeks, counts, quarter, each):
    change = units.pivot(index="unit", columns="quarter", values="change")
    quarters = weeks["week"].dt.year.astype(str) + "Q" + weeks["week"].dt.quarter.astype(str)
    rows = change.index.get_indexer(weeks["unit"])
    columns = change.columns.get_indexer(quarters)
    rate = weeks["exceptions"].to_numpy(float).sum() / change.to_numpy(float)[rows, columns].sum()
    expected = rate * change[quarter]
    needed = np.ceil(expected / each).astype(int)
    people = counts.set_index("unit")[["leads", "unclear"]].reindex(change.index, fill_value=0)
    verdict = np.select(
        [people["leads"] >= needed, people.sum(axis=1) >= needed], ["enough", "perhaps"], default="short"
    )
    return pd.DataFrame({"verdict": verdict, "needed": needed, "expected": expected})


# task: two_meters
def two_meters(units, weeks, year, goal, patience):
    here = units["quarter"].isin([f"{year}Q{q}" for q in range(1, 5)]).to_numpy()
    names = units["unit"].to_numpy(str)
    performance = 100 * units["actual"].to_numpy(float) / units["plan"].to_numpy(float)
    in_year = (weeks["week"] >= f"{year}-01-01") & (weeks["week"] <= f"{year}-12-31")
    rows = []
    for unit in sorted(set(names) & set(weeks["unit"])):
        order = np.median(performance[here & (names == unit)])
        desk = weeks[in_year & (weeks["unit"] == unit)]
        delay = np.mean(desk["waiting"]) / np.mean(desk["exceptions"])
        good = ["neither", "out of breath", "orderly, and late", "a good year"]
        rows.append((unit, order, delay, good[2 * int(order >= goal) + int(delay <= patience)]))
    return pd.DataFrame(rows, columns=["unit", "order", "delay", "verdict"])


# task: name_deciders
def name_deciders(people, units, bar, each, places):
    may = (people["leading"].to_numpy(float, na_value=np.nan) >= bar) & (
        people["believed"].astype("boolean").fillna(False).to_numpy(bool)
    )
    pool = people[may & people["unit"].isin(units["unit"]).to_numpy()]
    pool = pool.sort_values(["unit", "leading", "managing"], ascending=[True, False, False]).reset_index(
        drop=True
    )
    left = units.set_index("unit")["expected"].astype(float).to_dict()
    rows = []
    while len(pool) and len(rows) < places:
        now = pool["unit"].map(left).to_numpy(float)
        best = int(np.argmax(now))
        if now[best] <= 0:
            break
        person = pool.loc[best]
        rows.append((person["manager_id"], person["unit"], len(rows) + 1))
        left[person["unit"]] -= each
        pool = pool.drop(index=best).reset_index(drop=True)
    return pd.DataFrame(rows, columns=["manager_id", "unit", "place"])
