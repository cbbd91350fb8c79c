# Somebody without feats in a period has a share of 0.
# loses: slides_empty_tests 1

# task: slides
import pandas as pd


def slides(careers, first, last):
    shares = pd.DataFrame()
    for name, (start, end) in {"before": first, "after": last}.items():
        period = careers[careers["career_year"].between(start, end)]
        feats = period.groupby("manager_id")[["leading_feats", "managing_feats"]].sum()
        share = (100 * feats["managing_feats"] / feats.sum(axis=1)).fillna(0)
        shares = shares.join(share.rename(name), how="outer")
    shares["slide"] = shares["after"] - shares["before"]
    return shares.dropna().rename_axis("manager_id").reset_index()
