# The range is not cut off at 0 and 100.
# loses: how_sure_tests 1

# task: how_sure
import pandas as pd


def how_sure(findings, units, people):
    rows = findings[findings["unit"].isin(units) & findings["n_unit"].isin(people)].dropna(
        subset=["estimate", "n"]
    )
    p, n = rows["estimate"].astype(float), rows["n"].astype(float)
    half = 1.96 * (p * (100 - p) / n) ** 0.5
    return pd.DataFrame({"finding_id": rows["finding_id"], "share": p, "low": p - half, "high": p + half})
