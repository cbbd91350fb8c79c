# Lean is given as a share, not in points of 100.
# loses: score_people_tests 1

# task: score_people
import pandas as pd


def score_people(proposals, role, least):
    known = proposals.dropna(subset="succeeded")
    miss = known[f"{role}_estimate"] - known["succeeded"].astype(float)
    table = pd.DataFrame({"person_id": known[f"{role}_id"], "lean": miss, "brier": miss**2})
    by_person = table.groupby("person_id")
    scores = by_person.mean().assign(used=by_person.size())
    return scores[scores["used"] >= least].reset_index()
