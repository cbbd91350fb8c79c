# `least` is the share of the tried ones, and `most` is everything.
# loses: judge_noes_unknown_tests 1

# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] == "no"]
    failed = 1 - refused["succeeded"].astype("Float64")
    counts = failed.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"].where(counts["tried"] > 0)
    counts["least"] = counts["seen"].fillna(0)
    counts["most"] = 100.0
    return counts.reset_index()
