# The shift is looked for in all weeks, so that the test weeks have already been seen.
# loses: check_leads_tests 1

# task: check_leads
import pandas as pd


def check_leads(weeks, follower, until, longest):
    orders = weeks.pivot(index="week", columns="unit", values="orders").asfreq("7D")
    known = orders.index < until
    rows = []
    for unit in orders.columns.drop(follower):
        links = {s: orders[unit].shift(s).corr(orders[follower]) for s in range(1, longest + 1)}
        best = max(links, key=links.get)
        moved = orders[unit].shift(best)
        rows.append((unit, best, moved[known].corr(orders[follower]), moved[~known].corr(orders[follower])))
    return pd.DataFrame(rows, columns=["unit", "shift", "link", "later"])
