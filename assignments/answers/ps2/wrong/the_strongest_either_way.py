# The correlation furthest from 0 is taken, also where it is negative.
# loses: check_leads_tests 1

# task: check_leads
import pandas as pd


def check_leads(weeks, follower, until, longest):
    orders = weeks.pivot(index="week", columns="unit", values="orders").asfreq("7D")
    known = orders.index < until
    rows = []
    for unit in orders.columns.drop(follower):
        moved = {s: orders[unit].shift(s) for s in range(1, longest + 1)}
        links = {s: moved[s][known].corr(orders[follower]) for s in moved}
        best = max(links, key=lambda s: abs(links[s]))
        rows.append((unit, best, links[best], moved[best][~known].corr(orders[follower])))
    return pd.DataFrame(rows, columns=["unit", "shift", "link", "later"])
