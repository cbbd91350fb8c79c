# Plain Python: loops and dictionaries; pandas only to make the table that is returned.

# task: count_leaders
import pandas as pd


def count_leaders(ratings, items, managers, bar):
    leading = [i["item_id"] for i in items.to_dict("records") if i["system"] == "leading"]
    scores = {}
    for r in ratings.to_dict("records"):
        if r["item_id"] not in leading:
            continue
        scores.setdefault(r["manager_id"], {}).setdefault(r["rater_id"], []).append(r["score"])
    table = {}
    for m in managers.to_dict("records"):
        row = table.setdefault(m["unit"], {"unit": m["unit"], "leads": 0, "unclear": 0, "does_not": 0})
        means = [sum(s) / len(s) for s in scores.get(m["manager_id"], {}).values()]
        n = len(means)
        if n < 2:
            row["unclear"] += 1
            continue
        mean = sum(means) / n
        s = (sum((x - mean) ** 2 for x in means) / (n - 1)) ** 0.5
        if mean - 2 * s / n**0.5 >= bar:
            row["leads"] += 1
        elif mean + 2 * s / n**0.5 < bar:
            row["does_not"] += 1
        else:
            row["unclear"] += 1
    return pd.DataFrame(table.values())


# task: people_needed
def people_needed(units, weeks, counts, quarter, each):
    change = {(u["unit"], u["quarter"]): u["change"] for u in units.to_dict("records")}
    came = changed = 0
    for w in weeks.to_dict("records"):
        day = w["week"]
        came += w["exceptions"]
        changed += change[w["unit"], f"{day.year}Q{(day.month - 1) // 3 + 1}"]
    people = {c["unit"]: c for c in counts.to_dict("records")}
    rows = []
    for (unit, its_quarter), its_change in change.items():
        if its_quarter != quarter:
            continue
        expected = came / changed * its_change
        needed = 0
        while needed * each < expected:
            needed += 1
        has = people.get(unit, {"leads": 0, "unclear": 0})
        verdict = "short"
        if has["leads"] >= needed:
            verdict = "enough"
        elif has["leads"] + has["unclear"] >= needed:
            verdict = "perhaps"
        rows.append({"unit": unit, "expected": expected, "needed": needed, "verdict": verdict})
    return pd.DataFrame(rows)


# task: two_meters
def two_meters(units, weeks, year, goal, patience):
    shares, waiting, coming = {}, {}, {}
    for u in units.to_dict("records"):
        if u["quarter"].startswith(f"{year}"):
            shares.setdefault(u["unit"], []).append(u["actual"] / u["plan"] * 100)
    for w in weeks.to_dict("records"):
        if w["week"].year == year:
            waiting.setdefault(w["unit"], []).append(w["waiting"])
            coming.setdefault(w["unit"], []).append(w["exceptions"])
    rows = []
    for unit in shares:
        if unit not in waiting:
            continue
        values = sorted(shares[unit])
        half = len(values) // 2
        order = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
        delay = (sum(waiting[unit]) / len(waiting[unit])) / (sum(coming[unit]) / len(coming[unit]))
        if order >= goal:
            verdict = "a good year" if delay <= patience else "orderly, and late"
        else:
            verdict = "out of breath" if delay <= patience else "neither"
        rows.append((unit, order, delay, verdict))
    return pd.DataFrame(rows, columns=["unit", "order", "delay", "verdict"])


# task: name_deciders
def name_deciders(people, units, bar, each, places):
    left = {u["unit"]: u["expected"] for u in units.to_dict("records")}
    candidates = []
    for p in people.to_dict("records"):
        if pd.isna(p["leading"]) or pd.isna(p["believed"]) or not p["believed"]:
            continue
        if p["leading"] >= bar and p["unit"] in left:
            candidates.append(p)
    rows = []
    for place in range(1, places + 1):
        best = None
        for p in candidates:
            if left[p["unit"]] <= 0:
                continue
            if best is None:
                best = p
            elif left[p["unit"]] != left[best["unit"]]:
                best = p if left[p["unit"]] > left[best["unit"]] else best
            elif p["unit"] != best["unit"]:
                best = p if p["unit"] < best["unit"] else best
            elif (p["leading"], p["managing"]) > (best["leading"], best["managing"]):
                best = p
        if best is None:
            break
        candidates.remove(best)
        left[best["unit"]] -= each
        rows.append({"manager_id": best["manager_id"], "unit": best["unit"], "place": place})
    return pd.DataFrame(rows)
