"""Four weeks of diaries: how 58 managers spent their hours, in six kinds of work."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import People
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

# Activity -> system, and the log of its usual weight. One for each system and task, in the tasks' order.
ACTIVITIES = {
    "direction": ("leading", -0.3),
    "aligning": ("leading", -0.2),
    "motivating": ("leading", -0.2),
    "planning": ("managing", 0.0),
    "organizing": ("managing", -0.2),
    "controlling": ("managing", 0.3),
}
N_OTHERS = 34  # who keep a diary beside the 24 heads
N_WEEKS = 4
BUDGET_WEEK = 2


def simulate_time_use(seed: int, people: People, rules: Rules) -> pd.DataFrame:
    """Simulate the diaries; `hours` is missing for a whole week where no diary came back.

    Managers spend more time on what they are strong in, motivating most of all. Those who rose spend more on
    aligning people outside their line and less on motivating. The longest weeks go unreported.
    """
    rng = stream(seed, "diaries")
    level = people.managers["level"].to_numpy()
    others = rng.choice(np.flatnonzero(level < 3), N_OTHERS, replace=False)
    who = np.sort(np.r_[np.flatnonzero(level == 3), others])
    n, names = len(who), list(ACTIVITIES)
    system = np.array([its for its, _ in ACTIVITIES.values()])

    usual = np.array([weight for _, weight in ACTIVITIES.values()])[None, :] + np.where(
        system == "leading",
        rules.hours_leading * (people.leading[who] - 5)[:, None],
        rules.managing_habit + rules.hours_managing * (people.managing[who] - 6)[:, None],
    )
    usual[:, names.index("aligning")] += rules.networking_level * (level[who] - 1)
    usual[:, names.index("motivating")] += rules.motivating_level * (
        level[who] - 1
    ) + rules.motivating_leading * (people.leading[who] - 5)
    usual = usual + rng.normal(0, 0.2, usual.shape)
    weekly = usual[:, None, :] + rng.normal(0, 0.2, (n, N_WEEKS, len(names)))
    weekly[:, BUDGET_WEEK, names.index("planning")] += 0.6
    share = np.exp(weekly) / np.exp(weekly).sum(axis=2, keepdims=True)
    total = 45 + 3 * level[who][:, None] + rng.normal(0, 4, (n, N_WEEKS))
    unreturned = rng.random((n, N_WEEKS)) < 1 / (
        1 + np.exp(-rules.unreturned_base - rules.unreturned_slope * (total - 52))
    )
    hours = np.where(unreturned[:, :, None], np.nan, np.round(share * total[:, :, None] * 2) / 2)

    weeks = pd.date_range("2025-10-06", periods=N_WEEKS, freq="7D")
    ids = people.managers["manager_id"].to_numpy()[who]
    return pd.DataFrame(
        {
            "manager_id": np.repeat(ids, N_WEEKS * len(names)),
            "week": np.tile(np.repeat(weeks, len(names)), n),
            "activity": np.tile(names, n * N_WEEKS),
            "system": np.tile(system, n * N_WEEKS),
            "hours": hours.ravel(),
        }
    )
