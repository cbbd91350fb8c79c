# A share of exactly the limit is not counted as heard.
# loses: count_heard_only_tests 2

# task: count_heard_only
def count_heard_only(departments, limit):
    return len(departments[(departments["complaints"] > limit) & (departments["learning"] < limit)])
