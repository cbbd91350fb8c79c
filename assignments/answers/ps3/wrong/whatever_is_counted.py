# Takes every finding in per cent, whatever its n counts.
# loses: how_sure_rows_tests 1

# task: how_sure
import pandas as pd


def how_sure(findings, units, people):
    rows = findings[findings["unit"].isin(units)].dropna(subset=["estimate", "n"])
    p, n = rows["estimate"].astype(float), rows["n"].astype(float)
    half = 1.96 * (p * (100 - p) / n) ** 0.5
    low, high = (p - half).clip(0, 100), (p + half).clip(0, 100)
    return pd.DataFrame({"finding_id": rows["finding_id"], "share": p, "low": low, "high": high})
