# The percentage is rounded.
# loses: performance_tests 2

# task: performance
def performance(actual, plan):
    return round(100 * actual / plan)
