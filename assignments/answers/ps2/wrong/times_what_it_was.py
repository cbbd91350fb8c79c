# Better is what has become more than one times what it was, which goes wrong below zero.
# loses: record_of_kinds_tests 1

# task: record_of_kinds
def record_of_kinds(cases, judged, lower_is_better):
    there = cases.dropna(subset="value_before").copy()
    ratio = there["value_after"] / there["value_before"]
    there["better"] = (ratio > 1).where(~there["measure"].isin(lower_is_better), ratio < 1)
    firms = judged.merge(there.groupby("company")["better"].mean().reset_index(), on="company")
    firms["kind"] = [
        ("vision" if g >= 5 else "pipe dream") if r >= 5 else ("improvement" if g >= 5 else "neither")
        for r, g in zip(firms["reach"], firms["grounding"], strict=True)
    ]
    return firms.groupby("kind").agg(companies=("company", "size"), better=("better", "mean"))
