# Older weeks take the place of those with missing orders.
# loses: follow_rule_gaps_tests 1

# task: follow_rule
import pandas as pd


def follow_rule(orders, first, every, limit):
    rows, there, plan, age, run = [], [], first, 0, 0
    for number, row in enumerate(orders.sort_values("week").itertuples()):
        new = number == 0 or age == every or run == 2
        if new:
            plan = sum(there[-8:]) / len(there[-8:]) if number else first
            age, run = 0, 0
        rows.append((row.week, plan, new))
        age += 1
        run = run + 1 if limit is not None and abs(row.orders - plan) * 100 > limit * plan else 0
        if row.orders == row.orders:
            there.append(row.orders)
    return pd.DataFrame(rows, columns=["week", "plan", "replanned"])
