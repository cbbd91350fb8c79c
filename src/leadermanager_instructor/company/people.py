"""The managers: where they came from, how strongly they lead and manage, and who was promoted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadermanager_instructor.company.names import FAMILY, FIXED_UNITS, GIVEN, OTHER_UNITS
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

N_UNITS = 24
PER_UNIT = 10
EARLY_YEARS = 3
LATER_YEARS = 6
FUNCTIONS = ("operations", "finance", "people", "service", "development", "sales")
VENTURING = ("development", "sales")  # the functions that lead more and offer more early chances

# What a unit was drawn to be like: leading, managing, and the change and complexity it faces at the end.
# Nearly half are over-managed and under-led, as the article says of many organizations; that is our choice.
CORNERS: dict[str, tuple[int, float, float, float, float]] = {
    #               units  leads  manages  change  complexity
    "over-managed": (9, 4.0, 6.9, 8.0, 6.0),
    "well fitted": (6, 5.6, 6.4, 6.2, 7.2),
    "over-led": (4, 6.3, 4.9, 5.6, 7.6),
    "under-managed": (2, 4.6, 4.2, 3.2, 7.0),
    "stretched": (3, 7.0, 6.9, 8.6, 8.6),
}


@dataclass(frozen=True)
class People:
    """The managers' table, and what only the simulation knows about them (arrays in the table's order)."""

    managers: pd.DataFrame
    leading: np.ndarray  # 240 strengths, 0 to 10
    managing: np.ndarray
    chances: np.ndarray  # 240 by 3: chances to lead in each early year (0, 1 or 2)
    feedback: np.ndarray  # 240 by 3: frank feedback in that year
    setback: np.ndarray  # 240 by 3: a setback in that year (at most one)
    risks: np.ndarray  # 240 by 6: a risk taken in each later year
    corners: dict[str, str]  # unit -> corner


def simulate_people(seed: int, rules: Rules) -> People:
    """Simulate the managers of one company.

    Early chances build leading, with diminishing returns unless there was feedback; the function a person
    started in raises both the chances and the leading (the confounder); strength in managing decides most
    promotions (the selection effect).
    """
    rng = stream(seed, "people")
    corners = _draw_units(stream(seed, "units"))
    units = np.repeat(np.array(list(corners)), PER_UNIT)
    n = len(units)

    function = np.array(FUNCTIONS)[rng.choice(len(FUNCTIONS), size=n, p=[0.3, 0.1, 0.1, 0.15, 0.2, 0.15])]
    venturing = np.isin(function, VENTURING)
    chance_probability = 0.34 + rules.function_chances * venturing
    chances = rng.binomial(2, chance_probability[:, None], size=(n, EARLY_YEARS))
    feedback = rng.random((n, EARLY_YEARS)) < 0.4
    setback = (rng.random((n, EARLY_YEARS)) < 0.2 + 0.12 * chances) & _at_most_one(rng, n)
    early, had_setback = chances.sum(axis=1), setback.any(axis=1)
    frank = feedback.mean(axis=1)
    learned = (setback & feedback).any(axis=1)  # a setback that somebody talked over with them
    burned = had_setback & ~learned
    risk_probability = rules.risk_base + rules.risk_per_chance * early - rules.setback_caution * burned
    risks = rng.random((n, LATER_YEARS)) < np.clip(risk_probability, 0.03, 0.9)[:, None]

    shared = rng.normal(0, rules.shared_strength, n)
    grown = (
        rules.chance_gain * early
        - rules.chance_fading * (1 - frank) * early**2
        + rules.function_leading * venturing
        + rules.setback_lesson * learned
        + rules.setback_scar * burned
        + rules.risk_gain * risks.sum(axis=1)
        - 1.7  # about the mean of the terms above, so that a unit leads as its corner says
    )
    target_leading = np.repeat([CORNERS[c][1] for c in corners.values()], PER_UNIT)
    target_managing = np.repeat([CORNERS[c][2] for c in corners.values()], PER_UNIT)
    leading = target_leading + shared + grown + rng.normal(0, rules.own_leading, n)
    managing = target_managing + shared + rng.normal(0, rules.own_managing, n)
    level = _promote(rng, units, leading, managing, rules)
    for unit in FIXED_UNITS:  # lesson 01 needs these two to be what their corner says, whoever works there
        here = units == unit
        leading[here] += CORNERS[corners[unit]][1] - unit_strength(leading[here], level[here], rules)
        managing[here] += CORNERS[corners[unit]][2] - unit_strength(managing[here], level[here], rules)
    leading, managing = np.clip(leading, 0, 10), np.clip(managing, 0, 10)

    order = rng.permutation(n)  # so that a number says nothing of unit or level
    tenure = np.round(1 + rng.gamma(2.2, 3.0, n) + 1.5 * (level - 1)).clip(1, 38).astype(int)
    managers = pd.DataFrame(
        {
            "manager_id": [f"M{i:03d}" for i in range(1, n + 1)],
            "name": draw_names(rng, n),
            "unit": units[order],
            "function": function[order],
            "level": level[order],
            "tenure_years": tenure[order],
            "early_chances": early[order],
            "early_setback": had_setback[order],
            "later_risks": risks.sum(axis=1)[order],
        }
    )
    return People(
        managers=managers,
        leading=leading[order],
        managing=managing[order],
        chances=chances[order],
        feedback=feedback[order],
        setback=setback[order],
        risks=risks[order],
        corners=corners,
    )


def unit_strength(strengths: np.ndarray, level: np.ndarray, rules: Rules) -> float:
    """Return a unit's strength (0 to 10): the head's and the mean of the others', by the head's weight."""
    head = level == 3
    return float(
        rules.head_weight * strengths[head].mean() + (1 - rules.head_weight) * strengths[~head].mean()
    )


def draw_names(rng: np.random.Generator, n: int) -> list[str]:
    """Return `n` different names of people."""
    pairs = rng.choice(len(GIVEN) * len(FAMILY), size=n, replace=False)
    return [f"{GIVEN[pair % len(GIVEN)]} {FAMILY[pair // len(GIVEN)]}" for pair in pairs]


def _draw_units(rng: np.random.Generator) -> dict[str, str]:
    """Return the company's units in alphabetical order, each with its corner."""
    others = [OTHER_UNITS[i] for i in rng.choice(len(OTHER_UNITS), size=N_UNITS - 2, replace=False)]
    free = [corner for corner, (count, *_) in CORNERS.items() for _ in range(count)]
    free.remove("over-managed")
    free.remove("under-managed")
    drawn = [free[i] for i in rng.permutation(len(free))]
    corners = dict(zip(others, drawn, strict=True)) | {
        "Calibration": "over-managed",
        "Sensors": "under-managed",
    }
    return dict(sorted(corners.items()))


def _at_most_one(rng: np.random.Generator, n: int) -> np.ndarray:
    """Return n by 3 flags with one year open to a setback in each row."""
    flags: np.ndarray = np.arange(EARLY_YEARS) == rng.integers(0, EARLY_YEARS, size=n)[:, None]
    return flags


def _promote(
    rng: np.random.Generator, units: np.ndarray, leading: np.ndarray, managing: np.ndarray, rules: Rules
) -> np.ndarray:
    """Return each manager's level: in a unit the best seen becomes its head (3), the next three level 2."""
    seen = (
        rules.promotion_managing * managing
        + rules.promotion_leading * leading
        + rng.normal(0, rules.promotion_luck, len(units))
    )
    rank = pd.Series(seen).groupby(units).rank(ascending=False, method="first").to_numpy()
    return np.select([rank <= 1, rank <= 4], [3, 2], default=1)
