# NumPy: arrays and masks; a rule of distances from what is asked; two maps side by side, with names as text.

# task: scores_of_managers
import altair as alt
import numpy as np
import pandas as pd


def scores_of_managers(views, weights):
    kinds = list(weights)
    weight = np.array([weights[kind] for kind in kinds], dtype=float)
    who, rater = views["manager_id"].to_numpy(), views["rater"].astype(str).to_numpy()
    seen = views[["leading", "managing"]].to_numpy(float)
    names = np.unique(who)
    means = np.full((len(names), len(kinds), 2), np.nan)
    for i, name in enumerate(names):
        for j, kind in enumerate(kinds):
            block = seen[(who == name) & (rater == kind)]
            for k in range(2):
                given = block[~np.isnan(block[:, k]), k]
                if given.size:
                    means[i, j, k] = given.mean()
    there = ~np.isnan(means)
    total = (np.where(there, means, 0) * weight[None, :, None]).sum(axis=1)
    share = (there * weight[None, :, None]).sum(axis=1)
    keep = (there.sum(axis=1) >= 2).all(axis=1)
    table = pd.DataFrame(total[keep] / share[keep], columns=["leading", "managing"])
    table["manager_id"] = names[keep]
    return table


# task: ways_of_working
def ways_of_working(scores, managers, units, margin):
    last = np.unique(units["quarter"].astype(str))[-4:]
    year = units[np.isin(units["quarter"].astype(str), last)]
    table = pd.merge(scores, managers, on="manager_id", how="inner")
    asked = year.pivot_table(index="unit", values=["change", "complexity"], aggfunc="mean")
    table["change"] = table["unit"].map(asked["change"])
    table["complexity"] = table["unit"].map(asked["complexity"])
    lead = (table["leading"] - table["change"]).to_numpy()
    manage = (table["managing"] - table["complexity"]).to_numpy()
    table["way"] = np.select(
        [manage < -margin, lead >= -margin, manage > margin],
        ["none of these", "leader-manager", "over-managed"],
        default="under-led",
    )
    return table


# task: pick_three
def pick_three(ways):
    table = ways.sort_values("manager_id").reset_index(drop=True)
    lack = (table["change"] - table["leading"]).to_numpy()
    surplus = (table["managing"] - table["complexity"]).to_numpy()
    points = {
        "over-managed": np.hypot(lack, surplus),
        "under-led": lack + 0.25 * table["change"].to_numpy(),
        "leader-manager": table["leading"].to_numpy() * table["managing"].to_numpy(),
    }
    found = {}
    for way, each in points.items():
        mask = (table["way"] == way).to_numpy()
        if mask.any():
            found[way] = table["manager_id"].iloc[int(np.where(mask, each, -np.inf).argmax())]
    return pd.DataFrame({"way": list(found), "manager_id": list(found.values())})


# task: steadiness
def steadiness(views, draws, seed):
    rng = np.random.default_rng(seed)
    names = np.unique(views["manager_id"].astype(str))
    kinds = np.unique(views["rater"].astype(str))
    plain = np.full((len(names), len(kinds)), np.nan)
    drawn = np.full((draws, len(names), len(kinds)), np.nan)
    for i, name in enumerate(names):
        for j, kind in enumerate(kinds):
            mask = (views["manager_id"] == name) & (views["rater"] == kind)
            case = views.loc[mask, "case"].to_numpy(float)
            if len(case):
                plain[i, j] = case.mean()
                drawn[:, i, j] = case[rng.integers(0, len(case), (draws, len(case)))].mean(axis=1)
    first = int(np.nanmean(plain, axis=1).argmax())
    swayed = [
        str(kind)
        for j, kind in enumerate(kinds)
        if np.nanmean(np.delete(plain, j, axis=1), axis=1).argmax() != first
    ]
    winners = np.nanmean(drawn, axis=2).argmax(axis=1)
    return {"first": str(names[first]), "swayed_by": swayed, "share": float((winners == first).mean())}


# task: portrait_chart
def portrait_chart(people):
    table = people.assign(who=people["name"] + ", " + people["way"])

    def map_of(asked, seen, kind):
        base = alt.Chart(table).encode(
            x=alt.X(f"{asked}:Q", title=f"{kind} the unit asks for (0 to 10)"),
            y=alt.Y(f"{seen}:Q", title=f"{kind} that others see (0 to 10)"),
        )
        return base.mark_point() + base.mark_text(dy=-10).encode(text="who:N")

    both = map_of("change", "leading", "leading") | map_of("complexity", "managing", "managing")
    return both.properties(title=alt.Title("Who does what the place asks for?", subtitle="Simulated company"))
