# The value that most of the company's doubters hold, for every unit.
# loses: choose_words_tests 1

# task: choose_words
import pandas as pd


def choose_words(messages, staff, message):
    people = messages[messages["message"] == message].merge(staff, on="person_id")
    doubters = people[
        people["understood"]
        & ~people["believed"]
        & (people["value"].astype(str) != people["framed_as"].astype(str))
    ]
    value = doubters["value"].mode().iloc[0]
    groups = doubters.groupby("unit")["value"]
    reached = groups.agg(lambda values: (values == value).sum())
    return pd.DataFrame({"value": value, "doubters": groups.size(), "reached": reached}).reset_index()
