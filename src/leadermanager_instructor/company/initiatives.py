"""Proposals: what the sponsor promised, what was objected, what was decided and what came of it."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import People
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream
from leadermanager_instructor.company.units import QUARTERS

N_INITIATIVES = 160
N_OBJECTORS = 12
OBJECTIONS = ("cost", "capacity", "customers", "timing", "rules")


def simulate_initiatives(seed: int, people: People, rules: Rules) -> pd.DataFrame:
    """Simulate 160 proposals.

    Sponsors hope and objectors fear, and most of both know something, so their average beats either. What
    was turned down mostly has no outcome (a selection effect), unless a rival tried it.
    """
    rng = stream(seed, "initiatives")
    n = N_INITIATIVES
    ids, units = people.managers["manager_id"].to_numpy(), people.managers["unit"].to_numpy()
    caution = people.managing - people.leading + rng.gumbel(size=len(ids))
    objectors = np.argsort(-caution, kind="stable")[:N_OBJECTORS]
    objectors = rng.permutation(objectors)
    reflex = objectors[: rules.reflex_objectors]
    drive = np.where(
        np.isin(np.arange(len(ids)), objectors), -np.inf, people.leading + rng.gumbel(size=len(ids))
    )
    sponsors = np.argsort(-drive, kind="stable")[:60]
    sponsor, objector = rng.choice(sponsors, n), rng.permutation(np.resize(objectors, n))

    reach, grounding = np.round(rng.uniform(0, 10, n), 1), np.round(rng.uniform(0, 10, n), 1)
    cost = np.round(rng.lognormal(np.log(200), 0.5, n) / 5) * 5
    gain = cost * (0.6 + rules.reward_of_reach * reach) * rng.lognormal(0, 0.2, n)
    gain = np.maximum(np.round(gain / 5) * 5, 5)
    odds = 0.2 + rules.grounding * (grounding - 5) + rules.reaching * (reach - 5) + rng.normal(0, 0.5, n)
    hope = _estimate(odds + rules.sponsor_bias + rng.normal(0, rules.estimate_noise, n))
    known = odds + rules.objector_bias + rng.normal(0, rules.estimate_noise, n)
    fear = _estimate(np.where(np.isin(objector, reflex), -1.2 + rng.normal(0, 0.5, n), known))

    standing = (hope + fear) / 2 + rng.normal(0, 0.1, n)
    decision = np.select([standing > 0.55, standing > 0.43], ["yes", "yes, if"], default="no")
    ours = decision != "no"
    rivals = ~ours & (rng.random(n) < 0.4)
    succeeds = rng.random(n) < 1 / (1 + np.exp(-odds))
    staged = decision == "yes, if"
    lost = np.where(staged, rules.staged_loss * cost, cost)
    result = np.round(np.where(succeeds, gain - 0.1 * cost * staged, -lost))
    return pd.DataFrame(
        {
            "initiative_id": [f"P{i:03d}" for i in range(1, n + 1)],
            "quarter": np.array(QUARTERS)[np.sort(rng.integers(0, 10, n))],
            "unit": units[sponsor],
            "sponsor_id": ids[sponsor],
            "objector_id": ids[objector],
            "objection": rng.choice(np.array(OBJECTIONS), n),
            "reach": reach,
            "grounding": grounding,
            "cost": cost.astype(int),
            "gain": gain.astype(int),
            "sponsor_estimate": hope,
            "objector_estimate": fear,
            "decision": decision,
            "tried_by": pd.Series(np.where(ours, "us", "a rival")).mask(~ours & ~rivals),
            "succeeded": pd.Series(succeeds, dtype="boolean").mask(~ours & ~rivals),
            "result": pd.Series(result).astype("Int64").mask(~ours),
        }
    )


def _estimate(odds: np.ndarray) -> np.ndarray:
    """Return probabilities as people state them: two decimals, never certain."""
    stated: np.ndarray = np.round(np.clip(1 / (1 + np.exp(-odds)), 0.02, 0.98), 2)
    return stated
