# NumPy: arrays, masks and matrices; one column is a category.

# task: compare_within
import numpy as np
import pandas as pd


def compare_within(table, flag, outcome, within):
    yes = table[flag].to_numpy(dtype=bool)
    value = table[outcome].to_numpy(dtype=float)
    group = pd.factorize(table[within])[0]
    gaps, sizes = [], []
    for code in range(group.max() + 1):
        mine = group == code
        if yes[mine].any() and not yes[mine].all():
            gaps.append(value[mine & yes].mean() - value[mine & ~yes].mean())
            sizes.append(mine.sum())
    return pd.DataFrame(
        {
            "comparison": ["plain", "within"],
            "difference": [value[yes].mean() - value[~yes].mean(), np.dot(gaps, sizes) / np.sum(sizes)],
            "used": [len(table), int(np.sum(sizes))],
        }
    )


# task: early_lessons
def early_lessons(careers, hours):
    names, who = np.unique(careers["manager_id"].to_numpy(dtype=object).astype(str), return_inverse=True)
    year = careers["career_year"].to_numpy()
    chances = careers["chances"].to_numpy(dtype=float)
    setback, feedback, risk = (careers[c].to_numpy(dtype=bool) for c in ["setback", "feedback", "risk"])
    early, late = year <= 3, (year >= 5) & (year <= 10)

    def total(values):
        return np.bincount(who, weights=values.astype(float), minlength=len(names))

    with np.errstate(invalid="ignore"):
        all_chances = total(chances * early)
        share = 100 * total(chances * early * (careers["reflection"].to_numpy() >= hours)) / all_chances
        risks = 100 * total(risk & late) / total(late)
    had = total(setback & early) > 0
    talked = total(setback & feedback & early) > 0
    return pd.DataFrame(
        {
            "manager_id": names,
            "chances": all_chances,
            "thought_over": share,
            "setback": pd.Categorical(np.where(~had, "none", np.where(talked, "talked over", "left alone"))),
            "later_risks": risks,
        }
    )


# task: slides
def slides(careers, first, last):
    names, who = np.unique(careers["manager_id"].to_numpy(dtype=object).astype(str), return_inverse=True)
    year = careers["career_year"].to_numpy()
    leading, managing = careers["leading_feats"].to_numpy(), careers["managing_feats"].to_numpy()
    shares = []
    for start, end in [first, last]:
        inside = (year >= start) & (year <= end)
        some = np.bincount(who, weights=managing * inside, minlength=len(names))
        every = np.bincount(who, weights=(leading + managing) * inside, minlength=len(names))
        shares.append(np.divide(100 * some, every, out=np.full(len(names), np.nan), where=every > 0))
    before, after = shares
    keep = ~np.isnan(after - before)
    return pd.DataFrame(
        {
            "manager_id": names[keep],
            "before": before[keep],
            "after": after[keep],
            "slide": (after - before)[keep],
        }
    )


# task: try_rules
def try_rules(careers, rules, places, early):
    table = careers.sort_values(["manager_id", "career_year"])
    names = table["manager_id"].unique()
    years = len(table) // len(names)
    feats = table["leading_feats"].to_numpy(float).reshape(len(names), years)
    is_early = np.sort(table["career_year"].unique()) <= early
    before, after = [], []
    for rule in rules:
        sums = table[rule].to_numpy().reshape(len(names), years)[:, is_early].sum(axis=1)
        picked = np.argsort(-sums, kind="stable")[:places]
        before.append(feats[picked][:, is_early].mean())
        after.append(feats[picked][:, ~is_early].mean())
    result = pd.DataFrame({"rule": rules, "before": before, "after": after})
    result["fall"] = result["before"] - result["after"]
    result["advised"] = np.arange(len(rules)) == int(np.argmax(after))
    return result
