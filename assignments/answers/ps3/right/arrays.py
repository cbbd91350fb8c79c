# NumPy: matrices of people and steps, of trust, of scores.

# task: where_people_are_lost
from itertools import combinations

import numpy as np
import pandas as pd


def where_people_are_lost(messages, people, by, message):
    steps = ["heard", "understood", "believed", "acted"]
    whose = people.dropna(subset=[by]).set_index("person_id")[by]
    own = messages[(messages["message"] == message) & messages["person_id"].isin(whose.index)]
    groups = whose.loc[own["person_id"]].to_numpy()
    taken = np.column_stack([np.ones(len(own)), own[steps].to_numpy(dtype=float)])
    result = []
    for group in np.unique(groups.astype(str)):
        came = taken[groups == group].sum(axis=0)
        share = np.where(came[:-1] > 0, (came[:-1] - came[1:]) / np.maximum(came[:-1], 1), -1)
        result.append((group, steps[share.argmax()], share.max()))
    return pd.DataFrame(result, columns=[by, "step", "lost"])


# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    pairs = ties[ties["kind"] == "trusts"]
    trusting = set(pairs["person_id"] + ">" + pairs["other_id"])
    boss_of = dict(zip(staff["person_id"], staff["manager_id"], strict=True))
    heard = messages["heard"].to_numpy(dtype=bool)
    difference = messages["says_understood"].to_numpy(dtype=int) - messages["understood"].to_numpy(dtype=int)
    boss = np.array([str(boss_of[person]) for person in messages["person_id"]])
    result = {}
    for one in staff["manager_id"].dropna().unique():
        mine = heard & (boss == one)
        if mine.any():
            own = staff.loc[staff["manager_id"] == one, "person_id"]
            result[one] = (
                difference[mine].mean(),
                np.mean([f"{person}>{one}" in trusting for person in own]),
            )
    table = pd.DataFrame.from_dict(result, orient="index", columns=["gap", "trusted"])
    return table.rename_axis("manager_id")


# task: fill_posts
def fill_posts(people, posts):
    score = people[posts["skill"].tolist()].to_numpy(dtype=float).T
    sets = {0: (0.0, ())}
    for row in score:
        after = {}
        for taken, (total, some) in sets.items():
            for one, points in enumerate(row):
                if taken >> one & 1:
                    continue
                key, candidate = taken | 1 << one, (total + points, (*some, one))
                if key not in after or candidate[0] > after[key][0]:
                    after[key] = candidate
        sets = after
    _, best = max(sets.values())
    return pd.DataFrame({"person_id": people["person_id"].to_numpy()[list(best)]}, index=posts["post"])


# task: who_believes
def who_believes(ties, carriers, against):
    trust = ties[ties["kind"] == "trusts"]
    people = sorted({*trust["person_id"], *trust["other_id"], *carriers, *against})
    place = {person: i for i, person in enumerate(people)}
    matrix = np.zeros((len(people), len(people)), dtype=int)
    for person, other in zip(trust["person_id"], trust["other_id"], strict=True):
        matrix[place[person], place[other]] = 1
    never = np.isin(people, against)
    step = np.where(np.isin(people, carriers), 0, -1)
    for now in range(1, len(people) + 1):
        voices = matrix @ ((step >= 0).astype(int) - never)
        step[(step < 0) & ~never & (voices >= 2)] = now
    return pd.DataFrame({"person_id": np.array(people)[step >= 0], "step": step[step >= 0]})


# task: choose_carriers
def choose_carriers(ties, already, number):
    people = np.unique(np.concatenate([ties["person_id"].astype(str), ties["other_id"].astype(str)]))
    trust = np.zeros((len(people), len(people)), dtype=int)
    some = ties[ties["kind"] == "trusts"]
    start, end = np.searchsorted(people, some["person_id"]), np.searchsorted(people, some["other_id"])
    trust[start, end] = 1

    def count(chosen):
        believing = np.isin(people, list(already))
        believing[list(chosen)] = True
        for _ in people:
            believing |= trust @ believing.astype(int) >= 2
        return believing.sum()

    free = [i for i, person in enumerate(people) if person not in already]
    best = list(max(combinations(free, 2), key=count))
    for _ in range(number - 2):
        best.append(max((i for i in free if i not in best), key=lambda i: count([*best, i])))
    return [str(people[i]) for i in best]
