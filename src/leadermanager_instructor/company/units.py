"""The business units, quarter by quarter: what their market asks of them and how they perform."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import CORNERS, People, unit_strength
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

QUARTERS = tuple(f"{year}Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4))


def simulate_units(seed: int, people: People, rules: Rules) -> pd.DataFrame:
    """Simulate every unit in every quarter.

    Performance (100 * actual / plan) falls with the square of unmet complexity at once, with the square of
    unmet change some quarters later, and slightly with leading or managing that nobody needs.
    """
    rng = stream(seed, "quarters")
    managers = people.managers
    frames = []
    for unit, corner in people.corners.items():
        here = (managers["unit"] == unit).to_numpy()
        level = managers["level"].to_numpy()[here]
        leading = unit_strength(people.leading[here], level, rules)
        managing = unit_strength(people.managing[here], level, rules)
        change, complexity = _market(rng, unit, corner, rules)
        late = change[: len(QUARTERS)]  # the change of `change_lag` quarters ago
        change = change[rules.change_lag :]
        loss = (
            rules.unmet_change * np.maximum(late - leading, 0) ** 2
            + rules.unmet_complexity * np.maximum(complexity - managing, 0) ** 2
            + rules.surplus * np.maximum(leading - change, 0)
            + rules.surplus * np.maximum(managing - complexity, 0)
        )
        luck = rng.normal(0, rules.unit_luck) + rng.normal(0, rules.quarter_luck, len(QUARTERS))
        if unit in ("Calibration", "Sensors"):
            # Lesson 01 looks at these two alone, so luck must not hide there what it shows.
            luck = 0.4 * luck + (2 if unit == "Calibration" else 0)
        performance = np.maximum(rules.best_performance - loss + luck, 40)
        size = rng.lognormal(np.log(2600), 0.5)
        plan = size * 1.008 ** np.arange(len(QUARTERS)) * np.tile([0.94, 1.0, 0.98, 1.08], 3)
        plan = np.round(plan / 5) * 5
        engagement = (
            rules.engagement_base
            + rules.engagement_leading * (leading - 5)
            - rules.engagement_disorder * np.maximum(complexity - managing, 0)
            + rng.normal(0, rules.engagement_luck, len(QUARTERS))
        )
        frames.append(
            pd.DataFrame(
                {
                    "unit": unit,
                    "quarter": QUARTERS,
                    "change": change,
                    "complexity": complexity,
                    "plan": plan.astype(int),
                    "actual": np.round(plan * performance / 100).astype(int),
                    "engagement": np.round(np.clip(engagement, 5, 98), 1),
                }
            )
        )
    units = pd.concat(frames, ignore_index=True)
    _type_one_too_big(rng, units, rules)
    return units


def _market(rng: np.random.Generator, unit: str, corner: str, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Return change (with `change_lag` quarters before the first) and complexity, one decimal, 0 to 10."""
    *_, final_change, final_complexity = CORNERS[corner]
    n, before = len(QUARTERS), rules.change_lag
    if corner == "over-managed":  # a market that was calm and began to move
        begins = 0 if unit == "Calibration" else rng.integers(-4, 4)
        moved = np.clip((np.arange(-before, n) - begins) / 7, 0, 1)
        change = 4.0 + (final_change - 4.0) * moved
    else:
        change = np.full(before + n, final_change) + rng.normal(0, 0.5)
    quiet = 0.5 if unit in ("Calibration", "Sensors") else 1.0
    change = change + rng.normal(0, 0.45 * quiet, before + n)
    complexity = final_complexity + rng.normal(0, 0.5 * quiet) + rng.normal(0, 0.3 * quiet, n)
    return np.round(np.clip(change, 0, 10), 1), np.round(np.clip(complexity, 0, 10), 1)


def _type_one_too_big(rng: np.random.Generator, units: pd.DataFrame, rules: Rules) -> None:
    """Enter one `actual` with a zero too many: the outlier that students should find."""
    row = int(rng.choice(np.flatnonzero(~units["unit"].isin(["Calibration", "Sensors"]))))
    units["actual"] = units["actual"].mask(units.index == row, units["actual"] * rules.wrong_factor)
