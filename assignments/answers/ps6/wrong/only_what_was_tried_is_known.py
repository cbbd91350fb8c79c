# Refusals that nobody tried are dropped, so that nothing seems to be left open.
# loses: judge_noes_unknown_tests 1

# task: judge_noes
def judge_noes(proposals, by):
    refused = proposals[proposals["decision"] == "no"].dropna(subset="succeeded")
    failed = 1 - refused["succeeded"].astype(float)
    counts = failed.groupby(refused[by]).agg(noes="size", tried="count", right="sum")
    counts["seen"] = 100 * counts["right"] / counts["tried"]
    counts["least"] = counts["most"] = counts["seen"]
    return counts.reset_index()
