# Of equal shares, the latest step.
# loses: where_people_are_lost_edges_tests 1

# task: where_people_are_lost
import pandas as pd


def where_people_are_lost(messages, people, by, message):
    groups = (
        messages[messages["message"] == message].merge(people[["person_id", by]], on="person_id").groupby(by)
    )
    came = groups[["heard", "understood", "believed", "acted"]].sum()
    lost = 1 - came / came.shift(axis=1).assign(heard=groups.size())
    return pd.DataFrame({"step": lost.iloc[:, ::-1].idxmax(axis=1), "lost": lost.max(axis=1)})
