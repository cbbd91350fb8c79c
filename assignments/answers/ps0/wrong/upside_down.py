# The plan is given as a percentage of what was earned.
# loses: performance_tests 2

# task: performance
def performance(actual, plan):
    return 100 * plan / actual
