# What nobody tried is counted as a failure, where refusals are judged.
# loses: judge_noes_unknown_tests 1

# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] == "no"]
    failed = 1 - refused["succeeded"].fillna(False).astype(float)
    counts = failed.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"]
    counts["least"] = 100 * counts["right"] / counts["noes"]
    counts["most"] = counts["least"] + 100 * (counts["noes"] - counts["tried"]) / counts["noes"]
    return counts.reset_index()
