# Shifts by rows, also where weeks are missing.
# loses: check_leads_gaps_tests 1

# task: check_leads
import pandas as pd


def check_leads(weeks, follower, until, longest):
    orders = {unit: part.sort_values("week").reset_index(drop=True) for unit, part in weeks.groupby("unit")}
    mine = orders.pop(follower)
    known = mine["week"] < until
    rows = []
    for unit, part in orders.items():
        links = {
            s: part["orders"].shift(s)[known[known].index.intersection(part.index)].corr(mine["orders"])
            for s in range(1, longest + 1)
        }
        best = max(links, key=links.get)
        later = part["orders"].shift(best)[known[~known].index.intersection(part.index)].corr(mine["orders"])
        rows.append((unit, best, links[best], later))
    return pd.DataFrame(rows, columns=["unit", "shift", "link", "later"])
