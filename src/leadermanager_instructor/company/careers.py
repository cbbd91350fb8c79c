"""The first ten years of every manager's career: chances, setbacks, feats, and what was recognized."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import EARLY_YEARS, People
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

YEARS = 10
FIRST_LATER_YEAR = 5  # `later_risks` in the managers' table counts the risks of years 5 to 10


def simulate_careers(seed: int, people: People, rules: Rules) -> pd.DataFrame:
    """Simulate ten years of 240 careers, in agreement with the managers' table.

    Feats of managing are recognized twice as much as feats of leading of the same quality, and people do
    more of what is recognized; a setback that nobody talked over turns people to managing, the safe route.
    """
    rng = stream(seed, "careers")
    n = len(people.managers)
    burned = (people.setback & ~people.feedback).any(axis=1) & ~(people.setback & people.feedback).any(axis=1)
    turn = np.zeros(n)  # how far a person has turned to managing
    frames = []
    for year in range(1, YEARS + 1):
        risk = _risk(rng, people, year)
        if year <= EARLY_YEARS:
            chances, setback = people.chances[:, year - 1], people.setback[:, year - 1]
            feedback = people.feedback[:, year - 1]
        else:
            chances = rng.binomial(2, 0.3, n)
            setback = rng.random(n) < 0.05 + 0.1 * risk
            feedback = rng.random(n) < 0.35
        if year == EARLY_YEARS + 1:
            turn = turn + rules.safe_route * burned
        hours = 1.2 + rules.feedback_reflection * feedback + 1.5 * setback
        reflection = np.round(rng.gamma(2.0, hours / 2.0), 1)
        leading_feats = rng.poisson(0.9 * np.exp(0.12 * (people.leading - 5) - turn) + 0.4 * risk)
        managing_feats = rng.poisson(1.6 * np.exp(0.12 * (people.managing - 6) + turn))
        strength = (people.leading + people.managing) / 2 - 5.5
        quality = 5 + 0.2 * strength + rules.quality_leading * leading_feats + rng.normal(0, 1, n)
        quality = np.round(np.clip(quality, 1, 10), 1)
        for_managing = rules.recognition_managing * managing_feats
        for_leading = rules.recognition_leading * leading_feats
        recognition = for_managing + for_leading + rules.recognition_quality * (quality - 5) + 2
        turn = np.clip(turn + rules.imitation * (for_managing - for_leading), -0.8, 0.8)
        frames.append(
            pd.DataFrame(
                {
                    "manager_id": people.managers["manager_id"],
                    "career_year": year,
                    "chances": chances,
                    "setback": setback,
                    "feedback": feedback,
                    "reflection": reflection,
                    "risk": risk,
                    "leading_feats": leading_feats,
                    "managing_feats": managing_feats,
                    "quality": quality,
                    "recognition": np.round(np.clip(recognition + rng.normal(0, 1, n), 0, None), 1),
                }
            )
        )
    return pd.concat(frames).sort_values(["manager_id", "career_year"], kind="stable").reset_index(drop=True)


def _risk(rng: np.random.Generator, people: People, year: int) -> np.ndarray:
    drawn = rng.random(len(people.managers)) < 0.12
    return drawn if year < FIRST_LATER_YEAR else people.risks[:, year - FIRST_LATER_YEAR]
