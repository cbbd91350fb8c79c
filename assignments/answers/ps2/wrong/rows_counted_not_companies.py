# A company with many rows counts as many times.
# loses: record_of_kinds_companies_tests 1

# task: record_of_kinds
def record_of_kinds(cases, judged, lower_is_better):
    rows = cases.dropna(subset="value_before").merge(judged, on="company")
    risen = rows["value_after"] > rows["value_before"]
    fallen = rows["value_after"] < rows["value_before"]
    rows["better"] = risen.where(~rows["measure"].isin(lower_is_better), fallen)
    rows["kind"] = [
        ("vision" if g >= 5 else "pipe dream") if r >= 5 else ("improvement" if g >= 5 else "neither")
        for r, g in zip(rows["reach"], rows["grounding"], strict=True)
    ]
    return rows.groupby("kind").agg(companies=("company", "nunique"), better=("better", "mean"))
