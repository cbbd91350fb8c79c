# What nobody tried is counted as a failure, where people are scored.
# loses: score_people_few_tests 1

# task: score_people
import pandas as pd


def score_people(proposals, role, least):
    happened = proposals["succeeded"].fillna(False).astype(float)
    miss = proposals[f"{role}_estimate"] - happened
    table = pd.DataFrame({"person_id": proposals[f"{role}_id"], "miss": 100 * miss, "square": miss**2})
    scores = table.groupby("person_id").agg(
        used=("miss", "size"), lean=("miss", "mean"), brier=("square", "mean")
    )
    return scores[scores["used"] >= least].reset_index()
