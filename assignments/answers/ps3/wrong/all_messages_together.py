# All messages are counted, whichever was asked for.
# loses: where_people_are_lost_tests 1

# task: where_people_are_lost
import pandas as pd


def where_people_are_lost(messages, people, by, message):
    groups = messages.merge(people[["person_id", by]], on="person_id").groupby(by)
    came = groups[["heard", "understood", "believed", "acted"]].sum()
    lost = 1 - came / came.shift(axis=1).assign(heard=groups.size())
    return pd.DataFrame({"step": lost.idxmax(axis=1), "lost": lost.max(axis=1)})
