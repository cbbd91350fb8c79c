# Other pandas, one step at a time; three decimals; keys kept in the index; a rule of ranks.

# task: scores_of_managers
import altair as alt
import numpy as np
import pandas as pd


def scores_of_managers(views, weights):
    columns = {}
    for system in ["leading", "managing"]:
        wide = views.pivot_table(
            index="manager_id", columns="rater", values=system, aggfunc="mean", observed=True
        )
        wide = wide.reindex(columns=list(weights))
        weight = pd.Series(weights)
        there = wide.notna()
        score = wide.mul(weight).sum(axis=1) / there.mul(weight).sum(axis=1)
        columns[system] = score[there.sum(axis=1) >= 2]
    return pd.concat(columns, axis=1, join="inner").round(3)


# task: ways_of_working
def ways_of_working(scores, managers, units, margin):
    recent = units.sort_values("quarter").groupby("unit").tail(4)
    asked = recent.groupby("unit").agg({"change": "mean", "complexity": "mean"})
    table = (
        managers.set_index("manager_id")
        .join(scores.set_index("manager_id"), how="inner")
        .join(asked, on="unit")
    )
    table["way"] = "none of these"
    lacks = table["change"] > table["leading"] + margin
    fine = table["managing"] >= table["complexity"] - margin
    more = table["managing"] > table["complexity"] + margin
    table.loc[fine & ~lacks, "way"] = "leader-manager"
    table.loc[fine & lacks, "way"] = "under-led"
    table.loc[lacks & more, "way"] = "over-managed"
    return table.round(3)


# task: pick_three
def pick_three(ways):
    table = ways.sort_values("manager_id").set_index("manager_id")
    table["lack"] = table["change"] - table["leading"]
    table["surplus"] = table["managing"] - table["complexity"]
    criteria = {
        "over-managed": ["lack", "surplus"],
        "under-led": ["lack", "change"],
        "leader-manager": ["leading", "managing"],
    }
    picks = pd.Series(dtype=object, name="manager_id")
    for way, columns in criteria.items():
        group = table[table["way"] == way]
        if not group.empty:
            picks[way] = group[columns].rank().sum(axis=1).idxmax()
    return picks.rename_axis("way").to_frame()


# task: steadiness
def steadiness(views, draws, seed):
    def ranked(some):
        by_kind = some.groupby(["manager_id", "rater"], observed=True)["case"].mean().unstack()
        table = by_kind.mean(axis=1).round(9).rename("case").reset_index()
        return table.sort_values(["case", "manager_id"], ascending=[False, True])["manager_id"].iloc[0]

    first = ranked(views)
    swayed = {kind for kind in views["rater"].unique() if ranked(views[views["rater"] != kind]) != first}
    rng = np.random.default_rng(seed)
    groups = views.groupby(["manager_id", "rater"], observed=True)
    winners = [ranked(groups.sample(frac=1, replace=True, random_state=rng)) for _ in range(draws)]
    return {"share": round(winners.count(first) / draws, 3), "first": first, "swayed_by": sorted(swayed)}


# task: portrait_chart
def portrait_chart(people):
    chart = alt.Chart(people, title="Leading and managing beside what is asked (simulated data)")
    folded = chart.transform_fold(["change", "leading", "complexity", "managing"], as_=["what", "value"])
    return folded.mark_point(size=80).encode(
        x=alt.X("value:Q").title("points of ten"),
        y=alt.Y("name:N").title(None),
        shape="what:N",
        color="what:N",
        row=alt.Row("way:N", title=None),
    )
