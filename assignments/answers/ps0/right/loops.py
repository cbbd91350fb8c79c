# Plain Python.

# task: performance
def performance(actual, plan):
    share = actual / plan
    return share * 100


# task: count_heard_only
def count_heard_only(departments, limit):
    count = 0
    for _, row in departments.iterrows():
        if row["complaints"] >= limit and row["learning"] < limit:
            count += 1
    return count
