"""Eight units week by week: orders and plans before and after a break in the market, defects, exceptions."""

from typing import Any

import numpy as np
import pandas as pd

from leadermanager_instructor.company.people import People
from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.streams import stream

N_WEEKS = 104
SIMPLIFIED_FROM = 70
LEADS_FROM = 5.0  # a manager with this much leading settles decisions that no rule covers
# Corners of the six units beside Calibration and Sensors; then the weeks between plans of all eight.
OTHERS = ("over-managed", "over-managed", "well fitted", "over-led", "over-led", "stretched")
INTERVALS = (26, 13, 26, 26, 4, 4, 13, 4)
CORRECTORS = (0, 2, 6)  # positions in that list of those who correct the process after every miss
SIMPLIFIERS = (1, 4)  # … of those who make the routine job easier, from week `SIMPLIFIED_FROM`
TROUBLED = 5  # … of the one with a real disturbance


def simulate_weeks(seed: int, people: People, units: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Simulate eight units for 104 weeks.

    Sensors' orders move some weeks before everybody else's, so whoever looks for patterns sees the break
    come. Units that replan seldom miss it longest. Correcting every miss doubles the variance of defects; a
    visit after a bad week changes nothing.
    """
    rng = stream(seed, "weeks")
    chosen = _choose_units(rng, people.corners)
    noise = rng.normal(0, 0.02, N_WEEKS + rules.head_start)
    cycle = np.zeros(len(noise))
    for t in range(1, len(noise)):
        cycle[t] = 0.93 * cycle[t - 1] + noise[t]

    frames = []
    for place, unit in enumerate(chosen):
        early = rules.head_start if unit == "Sensors" else 0
        orders = _orders(rng, cycle[early : early + N_WEEKS], rules.break_week - early, rules)
        plan, replanned = _plan(orders, INTERVALS[place], rules)
        columns: dict[str, Any] = {
            "unit": unit,
            "week": pd.date_range("2024-01-01", periods=N_WEEKS, freq="7D"),
            "orders": orders,
            "plan": plan,
            "replanned": replanned,
        }
        columns |= _defects(rng, place, replanned, rules)
        columns |= _exceptions(rng, unit, people, units, rules)
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames).sort_values(["unit", "week"], kind="stable").reset_index(drop=True)


def _choose_units(rng: np.random.Generator, corners: dict[str, str]) -> list[str]:
    chosen = ["Calibration", "Sensors"]
    for corner in OTHERS:
        free = [unit for unit, its in corners.items() if its == corner and unit not in chosen]
        chosen.append(free[rng.integers(len(free))])
    return chosen


def _orders(rng: np.random.Generator, cycle: np.ndarray, breaks: int, rules: Rules) -> np.ndarray:
    t = np.arange(N_WEEKS)
    level = rng.lognormal(np.log(300), 0.35)
    season = 0.04 * np.sin(2 * np.pi * (t + rng.integers(52)) / 52)
    kept = np.where(t >= breaks, rules.market_break * rng.normal(1, 0.04), 1.0)
    orders = level * kept * np.exp(cycle + season + rng.normal(0, 0.03, N_WEEKS))
    return np.round(orders).astype(int)


def _plan(orders: np.ndarray, interval: int, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Plan the mean of recent orders, and keep to it until the next replanning."""
    replanned = np.arange(N_WEEKS) % interval == 0
    plan = np.zeros(N_WEEKS, dtype=int)
    for t in range(N_WEEKS):
        if replanned[t]:
            recent = orders[max(t - rules.planning_memory, 0) : t] if t else orders[:1]
            plan[t] = round(float(recent.mean()))
        else:
            plan[t] = plan[t - 1]
    return plan, replanned


def _defects(
    rng: np.random.Generator, place: int, replanned: np.ndarray, rules: Rules
) -> dict[str, np.ndarray | bool]:
    """Simulate defects per thousand: corrected after every miss or not, visited after bad weeks or not."""
    t = np.arange(N_WEEKS)
    level = rng.uniform(20, 28)
    luck = rng.normal(0, rules.defect_noise, N_WEEKS)
    before = np.concatenate([[0.0], luck[:-1]])
    simplified = (t >= SIMPLIFIED_FROM) & (place in SIMPLIFIERS)
    expected = (
        level * np.where(simplified, rules.simplified_share, 1.0) + rules.replan_disturbance * replanned
    )
    start = rng.integers(20, 50)
    expected = expected + rules.batch_trouble * ((place == TROUBLED) & (t >= start) & (t < start + 6))
    corrects = place in CORRECTORS
    deviation = luck - rules.correction * before * corrects
    # The worst tenth of weeks, by luck; half of them bring a visit in the week after.
    bad = deviation > 1.28 * rules.defect_noise * (2**0.5 if corrects else 1)
    visited = np.concatenate([[False], bad[:-1]]) & (rng.random(N_WEEKS) < 0.5)
    defects = np.round(np.maximum(expected + deviation + rules.visit_effect * visited, 0), 1)
    return {"defects": defects, "corrected": corrects, "visited": visited, "simplified": simplified}


def _exceptions(
    rng: np.random.Generator, unit: str, people: People, units: pd.DataFrame, rules: Rules
) -> dict[str, np.ndarray]:
    """Simulate the decisions that no rule covers: how many arise, and how many wait at the week's end."""
    change = units.loc[units["unit"] == unit, "change"].to_numpy()[-8:]
    arise = rng.poisson(rules.exceptions_per_change * np.repeat(change, 13))
    leaders = int((people.leading[(people.managers["unit"] == unit).to_numpy()] >= LEADS_FROM).sum())
    settled = rng.poisson(rules.settled_per_leader * max(leaders, 1), N_WEEKS)
    waiting = np.zeros(N_WEEKS, dtype=int)
    left = 0
    for t in range(N_WEEKS):
        left = max(round(left * (1 - rules.exceptions_dropped)) + int(arise[t]) - int(settled[t]), 0)
        waiting[t] = left
    return {"exceptions": arise, "waiting": waiting}
