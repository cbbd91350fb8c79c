# A unit has a row for each of the values that are held by equally many.
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
    rows = []
    for unit, values in doubters.groupby("unit")["value"]:
        counts = values.astype(str).value_counts()
        rows += [(unit, value, len(values), counts.max()) for value in counts.index[counts == counts.max()]]
    return pd.DataFrame(rows, columns=["unit", "value", "doubters", "reached"])
