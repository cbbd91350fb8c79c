# Plain Python: loops and dictionaries; pandas only to make the table that is returned.

# task: find_signals
import pandas as pd


def find_signals(weeks, baseline, recent):
    rows = []
    for unit in weeks["unit"].unique():
        mine = [r for r in weeks.to_dict("records") if r["unit"] == unit and not pd.isna(r["defects"])]
        mine.sort(key=lambda r: r["week"])
        counts = [r["defects"] for r in mine if r["simplified"] == mine[-1]["simplified"]]
        first = counts[:baseline]
        centre = sum(first) / baseline
        steps = [abs(first[i] - first[i - 1]) for i in range(1, baseline)]
        width = 2.66 * sum(steps) / (baseline - 1)
        low, high = centre - width, centre + width
        if low < 0:
            low = 0
        last = counts[len(counts) - recent :]
        outside = 0
        runs, above, below = [0], 0, 0
        for x in last:
            if x < low or x > high:
                outside += 1
            above = above + 1 if x > centre else 0
            below = below + 1 if x < centre else 0
            runs += [above, below]
        rows.append(
            {
                "signal": outside > 0 or max(runs) > 7,
                "unit": unit,
                "centre": centre,
                "low": low,
                "high": high,
                "outside": outside,
                "run": max(runs),
            }
        )
    return pd.DataFrame(rows)


# task: saved_by_easing
def saved_by_easing(weeks, start, recent):
    records = weeks.to_dict("records")
    eased = {r["unit"] for r in records if r["simplified"]}
    all_weeks = sorted({r["week"] for r in records})
    last = all_weeks[-recent:]
    counts = {}
    faulty = {}
    for r in records:
        if pd.isna(r["defects"]):
            continue
        counts.setdefault((r["unit"], r["week"] >= start), []).append(r["defects"])
        if r["week"] in last:
            faulty.setdefault(r["unit"], []).append(r["defects"] / 1000 * r["orders"])

    def mean(values):
        return sum(values) / len(values)

    units = {r["unit"] for r in records}
    ratios = {unit: mean(counts[unit, True]) / mean(counts[unit, False]) for unit in units}
    remaining = mean([ratios[u] for u in eased]) / mean([ratios[u] for u in units - eased])
    table = []
    for unit in units - eased:
        each = mean(faulty[unit])
        table.append(
            {
                "unit": unit,
                "remaining": remaining * 100,
                "faulty": each,
                "saved": (each - each * remaining) * 52,
            }
        )
    return pd.DataFrame(table)


# task: choose_words
def choose_words(messages, staff, message):
    person = {p["person_id"]: p for p in staff.to_dict("records")}
    held = {}
    for m in messages.to_dict("records"):
        if m["message"] != message or not m["understood"] or m["believed"]:
            continue
        if m["person_id"] not in person:
            continue
        value, unit = person[m["person_id"]]["value"], person[m["person_id"]]["unit"]
        if value != m["framed_as"]:
            held.setdefault(unit, []).append(value)
    table = []
    for unit, values in held.items():
        best = sorted(set(values), key=values.count)[-1]
        table.append({"unit": unit, "value": best, "doubters": len(values), "reached": values.count(best)})
    return pd.DataFrame(table)


# task: say_and_belief
def say_and_belief(messages, staff):
    boss = dict(zip(staff["person_id"], staff["manager_id"], strict=True))
    everybody = {True: [], False: []}
    under = {}
    for m in messages.to_dict("records"):
        if not m["understood"]:
            continue
        say = bool(m["took_part"])
        everybody[say].append(m["believed"])
        who = boss[m["person_id"]]
        if not pd.isna(who):
            under.setdefault(who, {True: [], False: []})[say].append(m["believed"])

    def gap(groups):
        return 100 * (sum(groups[True]) / len(groups[True]) - sum(groups[False]) / len(groups[False]))

    total, weight = 0, 0
    for groups in under.values():
        if groups[True] and groups[False]:
            total += gap(groups) * len(groups[True])
            weight += len(groups[True])
    return {"everybody": gap(everybody), "same_boss": total / weight, "answers": weight}


# task: what_adds
def what_adds(departments, outcome, known, questions):
    def link(xs, ys):
        n = len(xs)
        mx, my = sum(xs) / n, sum(ys) / n
        sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
        return sxy / (sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys)) ** 0.5

    table = []
    for question in questions:
        rows = [
            (r[outcome], r[known], r[question])
            for r in departments.to_dict("records")
            if not (pd.isna(r[outcome]) or pd.isna(r[known]) or pd.isna(r[question]))
        ]
        y, k, q = zip(*rows, strict=True)
        a, b, c = link(k, y), link(q, y), link(k, q)
        both = 100 * (a * a + b * b - 2 * a * b * c) / (1 - c * c)
        table.append({"added": both - 100 * a * a, "question": question, "alone": 100 * b * b})
    return pd.DataFrame(table)
