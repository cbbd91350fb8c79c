# A routine that came back counts from its return only.
# loses: find_signals_limits_tests 1

# task: find_signals
import pandas as pd


def find_signals(weeks, baseline, recent):
    rows = []
    for unit, table in weeks.dropna(subset=["defects"]).sort_values("week").groupby("unit"):
        changes = (table["simplified"] != table["simplified"].shift()).cumsum()
        counts = table.loc[changes == changes.iloc[-1], "defects"]
        first, last = counts.iloc[:baseline], counts.iloc[-recent:]
        centre, reach = first.mean(), 2.66 * first.diff().abs().mean()
        low, high = max(0, centre - reach), centre + reach
        outside = int(((last < low) | (last > high)).sum())
        best = run = before = 0
        for x in last:
            side = int(x > centre) - int(x < centre)
            run = run + 1 if side == before else 1
            best = max(best, run if side else 0)
            before = side
        rows.append((unit, centre, low, high, outside, best, outside > 0 or best >= 8))
    return pd.DataFrame(rows, columns=["unit", "centre", "low", "high", "outside", "run", "signal"])
