# A place is given wherever anything is lacking, even where it overshoots and costs more than it saves.
# loses: give_places_surplus_tests 1

# task: give_places
import pandas as pd


def give_places(fit, places):
    lacks = {}
    for row in fit.itertuples():
        lacks[row.unit, "leading_places"] = row.change - row.leading
        lacks[row.unit, "managing_places"] = row.complexity - row.managing
    given = dict.fromkeys(lacks, 0)
    for _ in range(places):
        best = max(lacks, key=lambda spot: lacks[spot] - given[spot])
        if lacks[best] - given[best] <= 0:
            break
        given[best] += 1
    return pd.Series(given).unstack().rename_axis("unit").reset_index()
