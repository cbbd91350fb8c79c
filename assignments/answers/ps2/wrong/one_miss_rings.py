# The alarm rings after a single miss.
# loses: follow_rule_alarm_tests 1

# task: follow_rule
import pandas as pd


def follow_rule(orders, first, every, limit):
    rows, seen, plan, age, ring = [], [], first, 0, False
    for row in orders.sort_values("week").itertuples():
        new = not seen or age == every or ring
        if new:
            plan = pd.Series(seen[-8:], dtype=float).mean() if seen else first
            age = 0
        rows.append((row.week, plan, new))
        age += 1
        ring = limit is not None and abs(row.orders - plan) * 100 > limit * plan
        seen.append(row.orders)
    return pd.DataFrame(rows, columns=["week", "plan", "replanned"])
