# As much as possible with numpy.

# task: find_signals
import numpy as np
import pandas as pd


def find_signals(weeks, baseline, recent):
    weeks = weeks[weeks["defects"].notna()].sort_values(["unit", "week"])
    rows = {}
    for unit, table in weeks.groupby("unit"):
        easy = table["simplified"].to_numpy(bool)
        counts = table["defects"].to_numpy(float)[easy == easy[-1]]
        first, last = counts[:baseline], counts[-recent:]
        centre = np.mean(first)
        reach = 2.66 * np.mean(np.abs(np.diff(first)))
        low, high = np.maximum(centre - reach, 0), centre + reach
        outside = np.count_nonzero((last < low) | (last > high))
        sides = "".join("+" if x > centre else "-" if x < centre else "0" for x in last)
        run = 0
        while any(sign * (run + 1) in sides for sign in "+-"):
            run += 1
        rows[unit] = [centre, low, high, outside, run, bool(outside or run >= 8)]
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["centre", "low", "high", "outside", "run", "signal"]
    )


# task: saved_by_easing
def saved_by_easing(weeks, start, recent):
    rates = weeks.pivot(index="week", columns="unit", values="defects").sort_index()
    orders = weeks.pivot(index="week", columns="unit", values="orders").sort_index()
    easy = weeks.pivot(index="week", columns="unit", values="simplified").astype(bool).any().to_numpy()
    late = rates.index >= start
    ratio = np.nanmean(rates[late].to_numpy(float), axis=0) / np.nanmean(rates[~late].to_numpy(float), axis=0)
    remaining = ratio[easy].mean() / ratio[~easy].mean()
    faulty = np.nanmean((rates * orders).to_numpy(float)[-recent:], axis=0) / 1000
    table = pd.DataFrame({"unit": rates.columns, "remaining": 100 * remaining, "faulty": faulty})
    table["saved"] = table["faulty"] * (1 - remaining) * 52
    return table[~easy]


# task: choose_words
def choose_words(messages, staff, message):
    said = messages[(messages["message"] == message) & messages["understood"] & ~messages["believed"]]
    both = pd.merge(said, staff, on="person_id", how="inner")
    both = both[both["value"].to_numpy(str) != both["framed_as"].to_numpy(str)]
    rows = []
    for unit in np.unique(both["unit"].to_numpy(str)):
        values, counts = np.unique(both.loc[both["unit"] == unit, "value"].to_numpy(str), return_counts=True)
        rows.append((unit, values[counts.argmax()], counts.sum(), counts.max()))
    return pd.DataFrame(rows, columns=["unit", "value", "doubters", "reached"])


# task: say_and_belief
def say_and_belief(messages, staff):
    table = messages[messages["understood"]].merge(staff, on="person_id", how="left")
    say, belief = table["took_part"].to_numpy(bool), table["believed"].to_numpy(float)
    codes, _ = pd.factorize(table["manager_id"])
    whole = belief[say].mean() - belief[~say].mean()
    gaps, weights = [], []
    for code in range(codes.max() + 1):
        here = codes == code
        if (here & say).any() and (here & ~say).any():
            gaps.append(belief[here & say].mean() - belief[here & ~say].mean())
            weights.append((here & say).sum())
    return {
        "everybody": whole * 100,
        "same_boss": np.average(gaps, weights=weights) * 100,
        "answers": np.sum(weights),
    }


# task: what_adds
def what_adds(departments, outcome, known, questions):
    def explained(y, *columns):
        x = np.column_stack([np.ones(len(y)), *columns])
        fit = x @ np.linalg.lstsq(x, y, rcond=None)[0]
        return 100 * (1 - np.sum((y - fit) ** 2) / np.sum((y - y.mean()) ** 2))

    rows = []
    for question in questions:
        y, k, q = departments[[outcome, known, question]].astype(float).dropna().to_numpy().T
        rows.append((question, explained(y, q), explained(y, k, q) - explained(y, k)))
    return pd.DataFrame(rows, columns=["question", "alone", "added"])
