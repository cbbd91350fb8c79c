# Merges and long tables; keys stay in the index, named or not, further columns stay in, people may be
# categories, numbers have two decimals.

# task: where_people_are_lost
from itertools import combinations, permutations

import pandas as pd

import leadermanager as lm


def where_people_are_lost(messages, people, by, message):
    table = messages.query("message == @message").merge(people, on="person_id").dropna(subset=[by])
    steps = ["heard", "understood", "believed", "acted"]
    long = table.assign(sent=True).melt(
        [by, "person_id"], ["sent", *steps], var_name="step", value_name="came"
    )
    came = long.pivot_table(index=by, columns="step", values="came", aggfunc="sum")[["sent", *steps]]
    shares = pd.DataFrame(
        {step: 1 - came[step] / came[before] for before, step in zip(["sent", *steps], steps, strict=False)}
    )
    order = shares.stack().dropna().rename("lost").rename_axis([by, "step"]).reset_index("step")
    order = order.sort_values("lost", ascending=False, kind="stable")
    return order[~order.index.duplicated()].round(2)


# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    lines = staff[["person_id", "manager_id"]].dropna()
    trust = ties.query("kind == 'trusts'").rename(columns={"other_id": "manager_id"})
    marked = lines.merge(trust, on=["person_id", "manager_id"], how="left")
    trusted = marked["kind"].eq("trusts").groupby(marked["manager_id"]).mean().rename("trusted")
    rows = messages[messages["heard"]].merge(lines, on="person_id")
    rows["gap"] = rows["says_understood"].astype(int) - rows["understood"].astype(int)
    return rows.groupby("manager_id")[["gap"]].mean().join(trusted).round(2)


# task: fill_posts
def fill_posts(people, posts):
    scores = people.set_index("person_id")
    best, table = -1, None
    for some in permutations(scores.index, len(posts)):
        given = posts.assign(person_id=some)
        points = [
            scores.at[person, skill] for person, skill in zip(given["person_id"], given["skill"], strict=True)
        ]
        if sum(points) > best:
            best, table = sum(points), given
    return table.astype("category").set_index("post").rename_axis(None)


# task: who_believes
def who_believes(ties, carriers, against):
    trust = ties.query("kind == 'trusts'")
    begun = pd.Series(0, index=pd.Index(carriers, name="person_id"), name="step", dtype=int)
    while True:
        sign = trust["other_id"].isin(begun.index).astype(int) - trust["other_id"].isin(against).astype(int)
        total = sign.groupby(trust["person_id"]).sum()
        new = total[(total >= 2) & ~total.index.isin(begun.index) & ~total.index.isin(against)].index
        if new.empty:
            return begun.to_frame()
        begun = pd.concat([begun, pd.Series(begun.max() + 1, index=new, name="step")]).rename_axis(
            "person_id"
        )


# task: choose_carriers
def choose_carriers(ties, already, number):
    people = pd.unique(ties[["person_id", "other_id"]].to_numpy().ravel())
    free = sorted(set(people).difference(already))

    def reached(chosen):
        return lm.models.spread(ties, list(already) + list(chosen)).dropna(subset="believed").shape[0]

    pairs = pd.Series({pair: reached(pair) for pair in combinations(free, 2)})
    chosen = list(pairs.idxmax())
    while len(chosen) < number:
        each = pd.Series({one: reached([*chosen, one]) for one in free if one not in chosen})
        chosen.append(each.idxmax())
    return chosen
