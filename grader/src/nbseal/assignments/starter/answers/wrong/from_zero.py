# The smallest number is taken for at least 0.
# loses: spread_other_tests 1

# task: spread
def spread(values):
    return max(values) - max(min(values), 0)
