# One condition or the other.
# loses: count_heard_only_tests 2

# task: count_heard_only
def count_heard_only(departments, limit):
    return int(((departments["complaints"] >= limit) | (departments["learning"] < limit)).sum())
