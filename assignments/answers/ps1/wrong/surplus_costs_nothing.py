# More than a unit needs is taken to cost nothing, so that any lack at all gets a place.
# loses: give_places_surplus_tests 1

# task: give_places
import pandas as pd


def give_places(fit, places):
    def loss(lack):
        return max(lack, 0) ** 2

    lacks = {}
    for row in fit.itertuples():
        lacks[row.unit, "leading_places"] = row.change - row.leading
        lacks[row.unit, "managing_places"] = row.complexity - row.managing
    given = dict.fromkeys(lacks, 0)
    for _ in range(places):
        rest = {spot: lack - given[spot] for spot, lack in lacks.items()}
        gains = {spot: loss(lack) - loss(lack - 1) for spot, lack in rest.items()}
        best = max(gains, key=gains.get)
        if gains[best] <= 0:
            break
        given[best] += 1
    return pd.Series(given).unstack().rename_axis("unit").reset_index()
