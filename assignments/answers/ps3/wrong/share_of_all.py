# The share of everybody who got the message, not of those who came so far.
# loses: where_people_are_lost_tests 1

# task: where_people_are_lost
import pandas as pd


def where_people_are_lost(messages, people, by, message):
    sent = messages[messages["message"] == message].merge(people, on="person_id").assign(sent=True)
    came = sent.groupby(by)[["sent", "heard", "understood", "believed", "acted"]].sum()
    lost = -came.diff(axis=1).drop(columns="sent").div(came["sent"], axis=0)
    return pd.DataFrame({"step": lost.idxmax(axis=1), "lost": lost.max(axis=1)})
