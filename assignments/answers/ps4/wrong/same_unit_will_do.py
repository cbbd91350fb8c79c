# People of the same unit are compared, not of the same boss.
# loses: say_and_belief_tests 1

# task: say_and_belief
def say_and_belief(messages, staff):
    answers = messages[messages["understood"]].merge(staff, on="person_id")
    shares = 100 * answers.groupby("took_part")["believed"].mean()
    groups = answers.groupby(["unit", "took_part"])["believed"].agg(["mean", "size"]).unstack().dropna()
    gaps = 100 * (groups["mean"][True] - groups["mean"][False])
    weights = groups["size"][True]
    return {
        "everybody": shares[True] - shares[False],
        "same_boss": (gaps * weights).sum() / weights.sum(),
        "answers": int(groups["size"][True].sum()),
    }
