# "yes, if" is counted among the refusals.
# loses: judge_noes_tests 1

# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] != "yes"]
    failed = 1 - refused["succeeded"].astype("Float64")
    counts = failed.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"].where(counts["tried"] > 0)
    counts["least"] = 100 * counts["right"] / counts["noes"]
    counts["most"] = counts["least"] + 100 * (counts["noes"] - counts["tried"]) / counts["noes"]
    return counts.reset_index()
