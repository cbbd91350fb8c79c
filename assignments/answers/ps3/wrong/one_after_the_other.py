# Whoever begins to believe counts at once, for others at the same step.
# loses: who_believes_tests 1

# task: who_believes
import pandas as pd


def who_believes(ties, carriers, against):
    trusts = ties[ties["kind"] == "trusts"].groupby("person_id")["other_id"].agg(set)
    begun, step, grew = dict.fromkeys(carriers, 0), 0, True
    while grew:
        step, grew = step + 1, False
        for one, trusted in trusts.items():
            voices = len(trusted & set(begun)) - len(trusted & set(against))
            if one not in begun and one not in against and voices >= 2:
                begun[one], grew = step, True
    return pd.DataFrame({"person_id": list(begun), "step": list(begun.values())})
