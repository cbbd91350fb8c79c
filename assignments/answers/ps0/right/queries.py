# Filters, one after the other, and the number of rows that are left.

# task: performance
def performance(actual, plan):
    per_cent_of_plan = plan / 100
    return actual / per_cent_of_plan


# task: count_heard_only
def count_heard_only(departments, limit):
    heard = departments.query("complaints >= @limit")
    return heard[heard.learning < limit].shape[0]
