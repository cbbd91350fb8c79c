# After an alarm, the calendar does not start again.
# loses: follow_rule_alarm_tests 1

# task: follow_rule
import pandas as pd


def follow_rule(orders, first, every, limit):
    rows, seen, plan, run = [], [], first, 0
    for number, row in enumerate(orders.sort_values("week").itertuples()):
        new = number % every == 0 or run == 2
        if new:
            plan = pd.Series(seen[-8:], dtype=float).mean() if seen else first
            run = 0
        rows.append((row.week, plan, new))
        run = run + 1 if limit is not None and abs(row.orders - plan) * 100 > limit * plan else 0
        seen.append(row.orders)
    return pd.DataFrame(rows, columns=["week", "plan", "replanned"])
