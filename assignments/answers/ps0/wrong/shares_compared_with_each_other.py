# Learning below complaints, wherever the limit is.
# loses: count_heard_only_tests 2

# task: count_heard_only
def count_heard_only(departments, limit):
    return int((departments["learning"] < departments["complaints"]).sum())
