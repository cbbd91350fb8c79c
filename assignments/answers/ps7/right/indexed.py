# Apply, pivot tables and the index; answers keep their key in the index and are rounded to two decimals.

# task: compare_within
import numpy as np
import pandas as pd


def compare_within(table, flag, outcome, within):
    t = table.assign(yes=table[flag].astype(bool))
    t["kinds"] = t.groupby(within)["yes"].transform("nunique")
    inner = t[t["kinds"] == 2]
    gaps = inner.groupby(within).apply(
        lambda g: g.loc[g["yes"], outcome].mean() - g.loc[~g["yes"], outcome].mean()
    )
    sizes = inner.groupby(within).size()
    plain = t.loc[t["yes"], outcome].mean() - t.loc[~t["yes"], outcome].mean()
    return pd.DataFrame(
        {"difference": [plain, np.average(gaps, weights=sizes)], "used": [len(t), len(inner)]},
        index=["plain", "within"],
    ).round(2)


# task: early_lessons
def early_lessons(careers, hours):
    def of_one(years):
        early = years[years["career_year"].isin([1, 2, 3])]
        late = years.query("5 <= career_year <= 10")
        chances = early["chances"].sum()
        setback = "none"
        if early["setback"].any():
            setback = "talked over" if (early["setback"] & early["feedback"]).any() else "left alone"
        return pd.Series(
            {
                "chances": chances,
                "thought_over": round(
                    100 * early.loc[early["reflection"] >= hours, "chances"].sum() / chances, 2
                )
                if chances
                else np.nan,
                "setback": setback,
                "later_risks": round(100 * late["risk"].mean(), 2),
            }
        )

    return pd.DataFrame(
        {name: of_one(years) for name, years in careers.groupby("manager_id")}
    ).T.infer_objects()


# task: slides
def slides(careers, first, last):
    t = careers.copy()
    t["period"] = None
    t.loc[(t["career_year"] >= first[0]) & (t["career_year"] <= first[1]), "period"] = "before"
    t.loc[(t["career_year"] >= last[0]) & (t["career_year"] <= last[1]), "period"] = "after"
    t["feats"] = t["leading_feats"] + t["managing_feats"]
    sums = t.dropna(subset="period").pivot_table(
        index="manager_id", columns="period", values=["managing_feats", "feats"], aggfunc="sum"
    )
    share = (sums["managing_feats"] / sums["feats"].where(sums["feats"] > 0) * 100).dropna(how="any")
    return share.assign(slide=share["after"] - share["before"])[["before", "after", "slide"]].round(2)


# task: try_rules
def try_rules(careers, rules, places, early):
    periods = careers.assign(when=careers["career_year"].le(early).map({True: "before", False: "after"}))
    sums = periods[periods["when"] == "before"].pivot_table(index="manager_id", values=rules, aggfunc="sum")
    found = {}
    for rule in rules:
        order = sums[[rule]].reset_index().sort_values([rule, "manager_id"], ascending=[False, True])
        picked = order.head(places)["manager_id"]
        chosen = periods[periods["manager_id"].isin(picked)]
        found[rule] = chosen.groupby("when")["leading_feats"].mean()
    table = pd.DataFrame(found).T[["before", "after"]]
    table["fall"] = table["before"] - table["after"]
    table["advised"] = table.index == table["after"].idxmax()
    return table.round(2)
