# A new plan is the mean of the weeks of the last one, however many they are.
# loses: follow_rule_tests 1

# task: follow_rule
import pandas as pd


def follow_rule(orders, first, every, limit):
    rows, seen, plan, run = [], [], first, 0
    for row in orders.sort_values("week").itertuples():
        new = not rows or len(seen) == every or run == 2
        if new:
            plan = sum(seen) / len(seen) if seen else first
            seen, run = [], 0
        rows.append((row.week, plan, new))
        seen.append(row.orders)
        run = run + 1 if limit is not None and abs(row.orders - plan) * 100 > limit * plan else 0
    return pd.DataFrame(rows, columns=["week", "plan", "replanned"])
