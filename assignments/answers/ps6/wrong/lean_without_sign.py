# The mean distance between estimate and outcome, whose sign is lost.
# loses: score_people_tests 1

# task: score_people
import pandas as pd


def score_people(proposals, role, least):
    known = proposals.dropna(subset="succeeded")
    miss = (known[f"{role}_estimate"] - known["succeeded"].astype(float)).abs()
    table = pd.DataFrame({"person_id": known[f"{role}_id"], "miss": 100 * miss, "square": miss**2})
    scores = table.groupby("person_id").agg(
        used=("miss", "size"), lean=("miss", "mean"), brier=("square", "mean")
    )
    return scores[scores["used"] >= least].reset_index()
