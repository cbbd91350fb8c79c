# The answer is shown, and not returned.
# mistakes: 2
# loses: performance_tests 2, count_heard_only_tests 2

# task: performance
def performance(actual, plan):
    print(100 * actual / plan)


# task: count_heard_only
def count_heard_only(departments, limit):
    print(((departments["complaints"] >= limit) & (departments["learning"] < limit)).sum())
