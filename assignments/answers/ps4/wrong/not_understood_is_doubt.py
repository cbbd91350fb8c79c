# Whoever does not believe is a doubter, understood or not.
# loses: choose_words_doubters_tests 1

# task: choose_words
import pandas as pd


def choose_words(messages, staff, message):
    people = messages[messages["message"] == message].merge(staff, on="person_id")
    doubters = people[~people["believed"] & (people["value"].astype(str) != people["framed_as"].astype(str))]
    counts = pd.crosstab(doubters["unit"], doubters["value"])
    return pd.DataFrame(
        {"value": counts.idxmax(axis=1), "doubters": counts.sum(axis=1), "reached": counts.max(axis=1)}
    )
