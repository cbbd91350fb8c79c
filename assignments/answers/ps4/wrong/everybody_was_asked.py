# People who did not understand count as people who do not believe.
# loses: say_and_belief_everybody_tests 1

# task: say_and_belief
def say_and_belief(messages, staff):
    answers = messages.merge(staff, on="person_id")
    shares = 100 * answers.groupby("took_part")["believed"].mean()
    groups = answers.groupby(["manager_id", "took_part"])["believed"].agg(["mean", "size"]).unstack().dropna()
    gaps = 100 * (groups["mean"][True] - groups["mean"][False])
    weights = groups["size"][True]
    return {
        "everybody": shares[True] - shares[False],
        "same_boss": (gaps * weights).sum() / weights.sum(),
        "answers": int(groups["size"][True].sum()),
    }
