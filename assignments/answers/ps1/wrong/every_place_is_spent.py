# Places are given even where they do harm.
# loses: give_places_surplus_tests 1

# task: give_places
import pandas as pd


def give_places(fit, places):
    def loss(lack):
        return lack**2 if lack > 0 else 0.1 * lack**2

    lacks = {}
    for row in fit.itertuples():
        lacks[row.unit, "leading_places"] = row.change - row.leading
        lacks[row.unit, "managing_places"] = row.complexity - row.managing
    given = dict.fromkeys(lacks, 0)
    for _ in range(places):
        best = max(
            lacks, key=lambda spot: loss(lacks[spot] - given[spot]) - loss(lacks[spot] - given[spot] - 1)
        )
        given[best] += 1
    return pd.Series(given).unstack().rename_axis("unit").reset_index()
