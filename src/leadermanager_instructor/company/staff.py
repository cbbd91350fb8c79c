"""The staff: the managers and 360 others, with their skills, values, boss and work."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import People, draw_names
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

OTHERS_PER_UNIT = 15
SKILLS = ("craft", "numbers", "people")
NEEDED = {
    "assembler": "craft",
    "technician": "craft",
    "planner": "numbers",
    "buyer": "numbers",
    "adviser": "people",
    "seller": "people",
}
VALUES = ("belonging", "ideals", "esteem", "security")


@dataclass(frozen=True)
class Staff:
    """The staff table, and each person's boss as the simulation knows him or her (arrays in its order)."""

    table: pd.DataFrame
    boss: np.ndarray  # row of the boss in the table; a head's own row, since heads report outside it
    boss_leading: np.ndarray
    boss_managing: np.ndarray


def simulate_staff(seed: int, people: People, rules: Rules) -> Staff:
    """Simulate 600 employees: the 240 managers first, then 15 others in each unit.

    Output follows the fit of skill to job and, a little, the boss's managing; effort beyond what is asked
    follows the boss's leading.
    """
    rng = stream(seed, "staff")
    managers = people.managers
    units = np.repeat(np.array(list(people.corners)), OTHERS_PER_UNIT)
    n_managers, n = len(managers), len(managers) + len(units)
    taken = set(managers["name"])
    names = [name for name in draw_names(rng, n) if name not in taken][: len(units)]
    boss = _bosses(rng, managers, units)

    skills = np.clip(5 + rng.normal(0, 0.8, n)[:, None] + rng.normal(0, 1.6, (n, len(SKILLS))), 0, 10)
    skills = np.round(skills, 1)
    jobs = np.array(list(NEEDED))
    needed = np.array([SKILLS.index(skill) for skill in NEEDED.values()])
    liking = 0.3 * skills[:, needed] + rng.gumbel(size=(n, len(jobs)))  # people drift to jobs they suit
    place = liking.argmax(axis=1)
    fit = skills[np.arange(n), needed[place]]
    output = (
        100
        + rules.job_fit * (fit - 5)
        + rules.output_managing * (people.managing[boss] - 6)
        + rng.normal(0, rules.output_luck, n)
    )
    effort = 3 + rules.effort_leading * (people.leading[boss] - 5) + rng.normal(0, 0.8, n)
    is_manager = np.arange(n) < n_managers
    value = np.array(VALUES)[rng.choice(len(VALUES), size=n, p=[0.3, 0.2, 0.2, 0.3])]
    tenure = np.round(rng.gamma(1.8, 4.0, n)).clip(0, 40).astype(int)
    tenure[:n_managers] = managers["tenure_years"]
    heads = is_manager & (boss == np.arange(n))

    ids = managers["manager_id"].tolist()
    table = pd.DataFrame(
        {
            "person_id": ids + [f"E{i:03d}" for i in range(1, len(units) + 1)],
            "name": managers["name"].tolist() + names,
            "unit": managers["unit"].tolist() + units.tolist(),
            "manager_id": pd.Series([ids[i] for i in boss]).mask(heads),
            "job": np.where(is_manager, "manager", jobs[place]),
        }
        | {skill: skills[:, i] for i, skill in enumerate(SKILLS)}
        | {
            "value": value,
            "tenure_years": tenure,
            "effort": np.clip(np.floor(effort + 0.5), 1, 5).astype(int),
            "output": pd.Series(np.round(output, 1)).mask(is_manager),
        }
    )
    return Staff(table, boss, people.leading[boss], people.managing[boss])


def _bosses(rng: np.random.Generator, managers: pd.DataFrame, units: np.ndarray) -> np.ndarray:
    """Return the row of each person's boss: six level 1 under three level 2 under the head of the unit."""
    boss = np.zeros(len(managers) + len(units), dtype=int)
    for unit in managers["unit"].unique():
        here = managers.index[managers["unit"] == unit].to_numpy()
        level = managers["level"].to_numpy()[here]
        head, second, first = here[level == 3], here[level == 2], here[level == 1]
        boss[head] = head
        boss[second] = head
        boss[first] = np.repeat(second, 2)
        others = len(managers) + np.flatnonzero(units == unit)
        boss[others] = rng.permutation(np.resize(first, len(others)))
    return boss
