# In another way: sorted first.

# task: spread
def spread(values):
    values = sorted(values)
    return values[-1] - values[0]
