"""The 360-degree survey: twelve items, and what seven raters said of each manager."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import People
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

RATERS = ("self", "boss", "peer", "peer", "report", "report", "report")

# Two items for each system and each of the three tasks that both systems do.
ITEMS = (
    ("I01", "leading", "decide", "Says where we should be in three years, and why."),
    ("I02", "leading", "decide", "Sees patterns in what customers and rivals do before others see them."),
    ("I03", "leading", "connect", "Explains the direction until people outside the team can repeat it."),
    ("I04", "leading", "connect", "Wins the support of people who do not report to them."),
    ("I05", "leading", "deliver", "Shows people how their work serves something they care about."),
    ("I06", "leading", "deliver", "Lets people take part in deciding how to get there."),
    ("I07", "managing", "decide", "Breaks a goal into steps with dates and a budget."),
    ("I08", "managing", "decide", "Sets targets that turn out to be about right."),
    ("I09", "managing", "connect", "Puts the right person in each job."),
    ("I10", "managing", "connect", "Makes clear who decides what."),
    ("I11", "managing", "deliver", "Notices early when results leave the plan."),
    ("I12", "managing", "deliver", "Solves problems so that they stay solved."),
)


def list_items() -> pd.DataFrame:
    """Return the twelve behaviours that the survey asks about."""
    return pd.DataFrame(ITEMS, columns=["item_id", "system", "task", "text"])


def simulate_ratings(seed: int, people: People, rules: Rules) -> pd.DataFrame:
    """Simulate every rater's score of every manager on every item.

    Self-ratings are too high, most of all for leading. Reports of weak managers often do not answer, so
    the missing scores are not missing at random.
    """
    rng = stream(seed, "ratings")
    n, raters, items = len(people.managers), len(RATERS), len(ITEMS)
    rater = np.array(RATERS)
    system = np.array([system for _, system, _, _ in ITEMS])
    strength = np.where(system == "leading", people.leading[:, None], people.managing[:, None])

    answer = 1 + rules.score_slope * strength[:, None, :]
    answer = answer + rng.normal(0, rules.reputation, n)[:, None, None]
    answer = answer + rng.normal(0, rules.rater_leniency, (n, raters))[:, :, None]
    answer = answer + rng.normal(0, 0.15, items)  # some behaviours are simply rarer
    inflation = np.where(system == "leading", rules.self_leading, rules.self_managing)
    answer = answer + np.where(rater[:, None] == "self", inflation, 0.0)
    answer = answer + rng.normal(0, rules.score_noise, (n, raters, items))
    score = np.clip(np.floor(answer + 0.5), 1, 5).astype(int)

    weak = 5.5 - (people.leading + people.managing) / 2
    silence = np.clip(rules.silence_base + rules.silence_slope * weak, 0.01, 0.6)
    silent = (rng.random((n, raters)) < silence[:, None]) & (rater == "report")
    missing = silent[:, :, None] | (rng.random((n, raters, items)) < rules.skipped_item)

    ids = people.managers["manager_id"].to_numpy()
    rater_ids = np.array([f"{manager}-{i}" for manager in ids for i in range(1, raters + 1)])
    return pd.DataFrame(
        {
            "manager_id": np.repeat(ids, raters * items),
            "rater_id": np.repeat(rater_ids, items),
            "rater": np.tile(np.repeat(rater, items), n),
            "item_id": np.tile([item[0] for item in ITEMS], n * raters),
            "score": pd.array(np.where(missing, -1, score).ravel(), dtype="Int64"),
        }
    ).assign(score=lambda frame: frame["score"].mask(frame["score"] == -1))
