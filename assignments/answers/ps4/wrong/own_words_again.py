# People whose value the message spoke to count as doubters as well.
# loses: choose_words_doubters_tests 1

# task: choose_words
import pandas as pd


def choose_words(messages, staff, message):
    people = messages[messages["message"] == message].merge(staff, on="person_id")
    doubters = people[people["understood"] & ~people["believed"]]
    counts = pd.crosstab(doubters["unit"], doubters["value"])
    return pd.DataFrame(
        {"value": counts.idxmax(axis=1), "doubters": counts.sum(axis=1), "reached": counts.max(axis=1)}
    )
