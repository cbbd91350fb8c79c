"""Who reports to whom, who asks whom for advice, and who trusts whom."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.staff import SKILLS, Staff
from leadermanager_instructor.company.streams import stream


def simulate_ties(seed: int, staff: Staff, rules: Rules) -> pd.DataFrame:
    """Simulate the ties among the staff; each goes from `person_id` to `other_id`.

    Advice goes to the skilled nearby. Trust goes to people with the same value and to a few whom many
    trust; the boss earns it by leading, whatever the chart says.
    """
    rng = stream(seed, "ties")
    table = staff.table
    n = len(table)
    rows = np.arange(n)
    unit, value = table["unit"].to_numpy(), table["value"].to_numpy()
    same_unit = unit[:, None] == unit[None, :]
    closed = rows[:, None] == rows[None, :]  # nobody trusts or asks themselves
    has_boss = staff.boss != rows

    skill = table[list(SKILLS)].max(axis=1).to_numpy()
    asks = _choose(rng, 4.0 * same_unit + 0.4 * skill[None, :], closed, rng.poisson(2.2, n))

    trusted_by_many = rng.normal(0, 0.9, n)
    closed[rows, staff.boss] = True  # trust in the boss is drawn apart
    pull = (
        3.5 * same_unit
        + rules.trust_same_value * (value[:, None] == value[None, :])
        + trusted_by_many[None, :]
    )
    trusts = _choose(rng, pull, closed, rng.poisson(1.5, n))
    odds = rules.trust_base + rules.trust_in_boss * (staff.boss_leading - 5)
    in_boss = (rng.random(n) < 1 / (1 + np.exp(-odds))) & has_boss

    reports = (rows[has_boss], staff.boss[has_boss])
    trust = (np.r_[trusts[0], rows[in_boss]], np.r_[trusts[1], staff.boss[in_boss]])
    people = table["person_id"].to_numpy()
    frames = [
        pd.DataFrame({"person_id": people[start], "other_id": people[end], "kind": kind})
        for kind, (start, end) in {"reports to": reports, "asks": asks, "trusts": trust}.items()
    ]
    ties = pd.concat(frames)
    order = pd.Categorical(ties["kind"], ["reports to", "asks", "trusts"], ordered=True)
    return (
        ties.assign(order=order)
        .sort_values(["order", "person_id", "other_id"], kind="stable")
        .drop(columns="order")
        .reset_index(drop=True)
    )


def _choose(
    rng: np.random.Generator, pull: np.ndarray, closed: np.ndarray, how_many: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Draw `how_many` others for each person, without replacement, by the exponential of `pull`."""
    keys = np.where(closed, -np.inf, pull + rng.gumbel(size=pull.shape))  # the Gumbel trick: best keys win
    best = np.argsort(-keys, axis=1, kind="stable")[:, : how_many.max()]
    chosen = np.arange(best.shape[1])[None, :] < how_many[:, None]
    start = np.broadcast_to(np.arange(len(pull))[:, None], best.shape)
    return start[chosen], best[chosen]
