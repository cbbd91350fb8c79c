# The places go to the longest list of lacks, one each, without looking again after each.
# loses: give_places_company_tests 1

# task: give_places
import pandas as pd


def give_places(fit, places):
    lacks = pd.concat(
        [
            pd.DataFrame(
                {"unit": fit["unit"], "what": "leading_places", "lack": fit["change"] - fit["leading"]}
            ),
            pd.DataFrame(
                {"unit": fit["unit"], "what": "managing_places", "lack": fit["complexity"] - fit["managing"]}
            ),
        ]
    )
    helped = lacks[(lacks["lack"] > 0) & (lacks["lack"] ** 2 > 0.1 * (lacks["lack"] - 1) ** 2)]
    worst = helped.nlargest(places, "lack")
    table = pd.DataFrame({"unit": fit["unit"], "leading_places": 0, "managing_places": 0}).set_index("unit")
    for row in worst.itertuples():
        table.loc[row.unit, row.what] += 1
    return table.reset_index()
