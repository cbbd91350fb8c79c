"""What several hidden tests of one assignment share: tables for them, and a second way to the right answer.

Students have none of it. A test cell of an assignment imports it between the markers of its hidden tests.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd


def firm_with_ways(seed: int, size: int) -> pd.DataFrame:
    """Make a company for `capstone`, in which as many managers work in each way, and some in none of them.

    Parameters
    ----------
    seed
        Of its chance.
    size
        How many managers work in each way.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for way, lack, surplus in [
        ("over-managed", (1.2, 5), (1.2, 4)),
        ("under-led", (1.2, 5), (-0.9, 0.9)),
        ("leader-manager", (-4, 0.9), (-0.9, 5)),
        ("none of these", (-2, 6), (-6, -1.2)),
    ]:
        for _ in range(size):
            change, complexity = rng.uniform(5, 9), rng.uniform(3, 6)
            leading, managing = change - rng.uniform(*lack), complexity + rng.uniform(*surplus)
            unit, level = f"U{rng.integers(9)}", int(rng.integers(1, 4))
            rows.append((unit, level, change, complexity, leading, managing, way))
    names = ["unit", "level", "change", "complexity", "leading", "managing", "way"]
    table = pd.DataFrame(rows, columns=names).sample(frac=1, random_state=seed)
    table.insert(0, "manager_id", [f"M{number:03d}" for number in rng.permutation(len(table))])
    table = table.assign(name=[f"N{number}" for number in rng.permutation(len(table))])
    return table.reset_index(drop=True)


def leads_by_hand(weeks: pd.DataFrame, follower: str, until: str, longest: int) -> pd.DataFrame:
    """Find for `ps2` by how many weeks each unit's orders run ahead of one unit's, week by week.

    Parameters
    ----------
    weeks
        With `unit`, `week` and `orders`, of which some may be missing.
    follower
        The unit that may follow.
    until
        The first week that was not known when the shift was chosen.
    longest
        The largest shift, in weeks.
    """
    number: dict[str, dict[pd.Timestamp, float]] = {}
    for unit, monday, orders in weeks[["unit", "week", "orders"]].itertuples(index=False):
        if not pd.isna(orders):
            number.setdefault(unit, {})[monday] = float(orders)
    border, week = pd.Timestamp(until), pd.Timedelta(days=7)
    rows = []
    for unit in set(number) - {follower}:
        found = []
        for shift in range(1, longest + 1):
            pairs = {
                monday: (number[unit][monday - shift * week], ordered)
                for monday, ordered in number[follower].items()
                if monday - shift * week in number[unit]
            }
            known = _correlation([pair for monday, pair in pairs.items() if monday < border])
            later = _correlation([pair for monday, pair in pairs.items() if monday >= border])
            found.append((known, shift, later))
        link, shift, later = max(found)
        rows.append((unit, shift, link, later))
    return pd.DataFrame(rows, columns=["unit", "shift", "link", "later"])


def _correlation(pairs: list[tuple[float, float]]) -> float:
    n, mx, my = len(pairs), sum(x for x, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs)
    both = sum((x - mx) * (y - my) for x, y in pairs) / n
    sx, sy = (
        math.sqrt(sum((pair[place] - mean) ** 2 for pair in pairs) / n) for place, mean in ((0, mx), (1, my))
    )
    return both / (sx * sy)
