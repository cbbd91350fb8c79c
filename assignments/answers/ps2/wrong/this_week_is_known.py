# The plan is made from eight weeks that include the one it is for.
# loses: follow_rule_tests 1

# task: follow_rule
import pandas as pd


def follow_rule(orders, first, every, limit):
    series = orders.set_index("week")["orders"].sort_index()
    recent = series.rolling(8, min_periods=1).mean()
    rows, plan, age, run = [], first, 0, 0
    for number, (week, ordered) in enumerate(series.items()):
        new = number == 0 or age == every or run == 2
        if new:
            plan = recent[week] if number else first
            age, run = 0, 0
        rows.append((week, plan, new))
        age += 1
        run = run + 1 if limit is not None and abs(ordered - plan) * 100 > limit * plan else 0
    return pd.DataFrame(rows, columns=["week", "plan", "replanned"])
