# Plain loops, dictionaries and sets; pandas only to read and to return.

# task: where_people_are_lost
import pandas as pd


def where_people_are_lost(messages, people, by, message):
    group_of = {}
    for _, row in people.iterrows():
        if not pd.isna(row[by]):
            group_of[row["person_id"]] = row[by]
    steps = ["heard", "understood", "believed", "acted"]
    counts = {}
    for _, row in messages.iterrows():
        if row["message"] == message and row["person_id"] in group_of:
            count = counts.setdefault(group_of[row["person_id"]], [0] * 5)
            count[0] += 1
            for i, step in enumerate(steps):
                count[i + 1] += int(row[step])
    result = []
    for group, count in counts.items():
        best_step, best = None, -1
        for i, step in enumerate(steps):
            if count[i] == 0:
                break
            share = (count[i] - count[i + 1]) / count[i]
            if share > best:
                best_step, best = step, share
        result.append({by: group, "step": best_step, "lost": best})
    return pd.DataFrame(result)


# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    boss_of = {row["person_id"]: row["manager_id"] for _, row in staff.iterrows()}
    trusts = {(t["person_id"], t["other_id"]) for _, t in ties.iterrows() if t["kind"] == "trusts"}
    heard_by = {}
    for _, row in messages.iterrows():
        if row["heard"]:
            heard_by.setdefault(row["person_id"], []).append(row)
    result = []
    for boss in set(staff["manager_id"].dropna()):
        own = [person for person, its in boss_of.items() if its == boss]
        heard = [m for person in own for m in heard_by.get(person, [])]
        if heard:
            said = sum(m["says_understood"] for m in heard)
            could = sum(m["understood"] for m in heard)
            trusted = sum((person, boss) in trusts for person in own) / len(own)
            result.append({"manager_id": boss, "gap": (said - could) / len(heard), "trusted": trusted})
    return pd.DataFrame(result)


# task: fill_posts
def fill_posts(people, posts):
    rows = people.to_dict("records")
    needs = posts["skill"].tolist()

    def fill(place, free):
        """Give the best (sum, people) for the posts from this place on."""
        if place == len(needs):
            return 0, []
        best = -1, []
        for one in free:
            total, rest = fill(place + 1, free - {one})
            total += rows[one][needs[place]]
            if total > best[0]:
                best = total, [rows[one]["person_id"], *rest]
        return best

    return pd.DataFrame({"post": posts["post"].tolist(), "person_id": fill(0, set(range(len(rows))))[1]})


# task: who_believes
def who_believes(ties, carriers, against):
    trusted = {}
    for _, tie in ties.iterrows():
        if tie["kind"] == "trusts":
            trusted.setdefault(tie["person_id"], []).append(tie["other_id"])
    step_of = dict.fromkeys(carriers, 0)
    step = 1
    while True:
        begin = []
        for person, whom in trusted.items():
            if person in step_of or person in against:
                continue
            score = 0
            for other in whom:
                if other in step_of:
                    score += 1
                elif other in against:
                    score -= 1
            if score >= 2:
                begin.append(person)
        if not begin:
            break
        for person in begin:
            step_of[person] = step
        step += 1
    return pd.DataFrame([{"person_id": person, "step": at} for person, at in step_of.items()])


# task: choose_carriers
def choose_carriers(ties, already, number):
    trusted, people = {}, set()
    for _, tie in ties.iterrows():
        people |= {tie["person_id"], tie["other_id"]}
        if tie["kind"] == "trusts":
            trusted.setdefault(tie["person_id"], set()).add(tie["other_id"])

    def spread(some):
        believing, growing = set(some) | set(already), True
        while growing:
            more = {one for one in trusted if one not in believing and len(trusted[one] & believing) > 1}
            believing |= more
            growing = bool(more)
        return len(believing)

    free = sorted(people - set(already))
    best, most = None, -1
    for i, first in enumerate(free):
        for second in free[i + 1 :]:
            if spread([first, second]) > most:
                best, most = [first, second], spread([first, second])
    while len(best) < number:
        most, addition = -1, None
        for one in free:
            if one not in best and spread([*best, one]) > most:
                most, addition = spread([*best, one]), one
        best.append(addition)
    return best
