# A refusal counts as right if what was refused succeeded.
# loses: judge_noes_tests 1

# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] == "no"]
    worked = refused["succeeded"].astype("Float64")
    counts = worked.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"].where(counts["tried"] > 0)
    counts["least"] = 100 * counts["right"] / counts["noes"]
    counts["most"] = counts["least"] + 100 * (counts["noes"] - counts["tried"]) / counts["noes"]
    return counts.reset_index()
