# Ten per cent above plan is given as 10.
# loses: performance_tests 2

# task: performance
def performance(actual, plan):
    return 100 * (actual - plan) / plan
