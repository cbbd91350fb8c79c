# Those who are against it never believe, but take no voice away.
# loses: who_believes_against_tests 1

# task: who_believes
import pandas as pd


def who_believes(ties, carriers, against):
    trusts = ties[ties["kind"] == "trusts"].groupby("person_id")["other_id"].agg(set)
    begun, step = dict.fromkeys(carriers, 0), 0
    while True:
        step += 1
        new = [
            one
            for one, trusted in trusts.items()
            if one not in begun and one not in against and len(trusted & set(begun)) >= 2
        ]
        if not new:
            return pd.DataFrame({"person_id": list(begun), "step": list(begun.values())})
        begun |= dict.fromkeys(new, step)
