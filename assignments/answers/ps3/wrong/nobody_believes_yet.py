# Those who believe already are left alone, but not counted as carriers.
# loses: choose_carriers_already_tests 1

# task: choose_carriers
from itertools import combinations

import leadermanager as lm


def choose_carriers(ties, already, number):
    free = sorted({*ties["person_id"], *ties["other_id"]} - set(already))

    def believers(some):
        return lm.models.spread(ties, some)["believed"].count()

    chosen = list(max(combinations(free, 2), key=believers))
    while len(chosen) < number:
        chosen.append(
            max((one for one in free if one not in chosen), key=lambda one: believers([*chosen, one]))
        )
    return chosen
