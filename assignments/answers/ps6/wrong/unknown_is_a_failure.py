# What nobody tried is counted as a failure.
# loses: score_people_few_tests 1, judge_noes_tests 1, judge_noes_unknown_tests 1

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


# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] == "no"]
    failed = 1 - refused["succeeded"].fillna(False).astype(float)
    counts = failed.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"]
    counts["least"] = 100 * counts["right"] / counts["noes"]
    counts["most"] = counts["least"] + 100 * (counts["noes"] - counts["tried"]) / counts["noes"]
    return counts.reset_index()
