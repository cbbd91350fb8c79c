# Plain loops and dictionaries; pandas only to read and to return.

# task: check_leads
from datetime import timedelta

import pandas as pd


def check_leads(weeks, follower, until, longest):
    ordered = {}
    for _, row in weeks.iterrows():
        if not pd.isna(row["orders"]):
            ordered[row["unit"], row["week"]] = row["orders"]
    until = pd.to_datetime(until)

    def link(unit, shift, later):
        pairs = []
        for (whose, week), number in ordered.items():
            before = (unit, week - timedelta(weeks=shift))
            if whose == follower and before in ordered and (week >= until) == later:
                pairs.append((ordered[before], number))
        xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
        mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
        top = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
        bottom = sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys)
        return top / bottom**0.5

    result = []
    for unit in weeks["unit"].unique():
        if unit == follower:
            continue
        best_shift, best = None, -2
        for shift in range(1, longest + 1):
            now = link(unit, shift, later=False)
            if now > best:
                best_shift, best = shift, now
        later = link(unit, best_shift, later=True)
        result.append({"unit": unit, "shift": best_shift, "link": best, "later": later})
    return pd.DataFrame(result)


# task: follow_rule
def follow_rule(orders, first, every, limit):
    rows = sorted(zip(orders["week"], orders["orders"], strict=True))
    result = []
    begun, plan, missed_before = 0, first, False
    ring = False
    for i, (week, ordered) in enumerate(rows):
        new = i == 0
        if i > 0 and (ring or i - begun >= every):
            recent = [number for _, number in rows[max(i - 8, 0) : i]]
            plan, begun, new, missed_before = sum(recent) / len(recent), i, True, False
        result.append({"week": week, "plan": plan, "replanned": new})
        missed = False
        if limit is not None:
            missed = abs(ordered - plan) / plan * 100 > limit
        ring = missed and missed_before
        missed_before = missed
    return pd.DataFrame(result)


# task: record_of_kinds
def record_of_kinds(cases, judged, lower_is_better):
    shares = {}
    for _, firm in judged.iterrows():
        better = []
        for _, row in cases[cases["company"] == firm["company"]].iterrows():
            if pd.isna(row["value_before"]):
                continue
            if row["measure"] in lower_is_better:
                better.append(row["value_after"] < row["value_before"])
            else:
                better.append(row["value_after"] > row["value_before"])
        if not better:
            continue
        if firm["reach"] >= 5 and firm["grounding"] >= 5:
            kind = "vision"
        elif firm["reach"] >= 5:
            kind = "pipe dream"
        elif firm["grounding"] >= 5:
            kind = "improvement"
        else:
            kind = "neither"
        shares.setdefault(kind, []).append(sum(better) / len(better))
    return pd.DataFrame(
        [{"kind": k, "companies": len(v), "better": sum(v) / len(v)} for k, v in shares.items()]
    )


# task: choose_strategy
def choose_strategy(proposals, budget):
    rows = proposals.to_dict("records")

    def search(place, chosen, left):
        """Give the best (gain, names) that follows from what is chosen so far."""
        if left < 0:
            return (-1, [])
        if place == len(rows):
            names = [row["proposal"] for row in chosen]
            whole = all(pd.isna(row["needs"]) or row["needs"] in names for row in chosen)
            led = any(row["kind"] == "direction" for row in chosen)
            return (sum(row["gain"] for row in chosen), names) if whole and led else (-1, [])
        row = rows[place]
        without = search(place + 1, chosen, left)
        with_it = search(place + 1, [*chosen, row], left - row["cost"])
        return max(without, with_it, key=lambda pair: pair[0])

    return search(0, [], budget)[1]
