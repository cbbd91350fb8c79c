# Coaching in leading only.
# loses: give_places_tests 1

# task: give_places
import pandas as pd


def give_places(fit, places):
    def loss(lack):
        return lack**2 if lack > 0 else 0.1 * lack**2

    lack = dict(zip(fit["unit"], fit["change"] - fit["leading"], strict=True))
    given = dict.fromkeys(lack, 0)
    for _ in range(places):
        unit = max(lack, key=lack.get)
        if loss(lack[unit]) <= loss(lack[unit] - 1):
            break
        lack[unit] -= 1
        given[unit] += 1
    return pd.DataFrame({"unit": list(given), "leading_places": list(given.values()), "managing_places": 0})
