"""Truths about units: performance follows the fit of strength to what the market asks for, and late."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import managers_with_strengths, slopes, truth


def _panel(company: Company) -> pd.DataFrame:
    """Return units by quarter with performance, strengths, and the change of four quarters ago."""
    people = managers_with_strengths(company)
    head = people[people["level"] == 3].set_index("unit")[["leading", "managing"]]
    others = people[people["level"] < 3].groupby("unit")[["leading", "managing"]].mean()
    units = company.units.join(0.4 * head + 0.6 * others, on="unit")
    units["performance"] = 100 * units["actual"] / units["plan"]
    units["change_before"] = units.groupby("unit")["change"].shift(4)
    units["unmet_change"] = (units["change"] - units["leading"]).clip(lower=0)
    units["unmet_complexity"] = (units["complexity"] - units["managing"]).clip(lower=0)
    units["unmet_change_before"] = (units["change_before"] - units["leading"]).clip(lower=0)
    return units[units["performance"] < 300]  # the wrong entry


@truth(-1.9, -0.25, unmet_complexity=0.0)
def unmet_complexity_costs(company: Company) -> float:
    """Points of performance per squared point of complexity above managing."""
    known = _panel(company).dropna()
    both = slopes(known["performance"], known["unmet_complexity"] ** 2, known["unmet_change_before"] ** 2)
    return float(both[0])


@truth(-1.6, -0.4, unmet_change=0.0)
def unmet_change_costs_a_year_later(company: Company) -> float:
    """Points of performance per squared point of change, four quarters ago, above leading."""
    known = _panel(company).dropna()
    both = slopes(known["performance"], known["unmet_complexity"] ** 2, known["unmet_change_before"] ** 2)
    return float(both[1])


@truth(3, 5, change_lag=0)
def the_cost_of_change_comes_late(company: Company) -> float:
    """Lag, in quarters, at which unmet change explains performance best within units."""
    panel = _panel(company)
    quarters = company.units["quarter"].unique()
    panel = panel[panel["quarter"] >= quarters[6]]
    steady = panel["performance"] - panel.groupby("unit")["performance"].transform("mean")
    errors = {}
    for lag in range(7):
        then = company.units.groupby("unit")["change"].shift(lag)[panel.index]
        gap = (then - panel["leading"]).clip(lower=0) ** 2
        gap = gap - gap.groupby(panel["unit"]).transform("mean")
        errors[lag] = float(((steady - gap * slopes(steady, gap)[0]) ** 2).sum())
    return min(errors, key=lambda lag: errors[lag])


def _fit_and_leading(company: Company) -> tuple[float, float]:
    """Return the correlations over units of performance since 2024 with squared misfit and with leading."""
    known = _panel(company).dropna()
    known["misfit"] = known["unmet_complexity"] ** 2 + known["unmet_change_before"] ** 2
    means = known.groupby("unit")[["performance", "misfit", "leading"]].mean()
    correlations = means.corr()["performance"]
    return float(correlations["misfit"]), float(correlations["leading"])


@truth(-1.0, -0.55, unmet_change=0.0, unmet_complexity=0.0)
def performance_follows_fit(company: Company) -> float:
    """Correlation, over units, of performance with the squared unmet change and complexity."""
    return _fit_and_leading(company)[0]


@truth(0.02, 1.0, unmet_change=0.0, unmet_complexity=0.0, surplus=-6.0)
def more_than_leading_as_such(company: Company) -> float:
    """Size of that correlation less the size of the one with leading alone."""
    fit, leading = _fit_and_leading(company)
    return abs(fit) - abs(leading)


@truth(0.2, 0.55, chance_gain=3.0)
def over_managed_and_under_led(company: Company) -> float:
    """Share of units that, in the last year, manage more than is asked for and lead less."""
    last = _panel(company).query("quarter >= '2025Q1'")
    means = last.groupby("unit")[["change", "complexity", "leading", "managing"]].mean()
    return float(((means["managing"] > means["complexity"]) & (means["leading"] < means["change"])).mean())


@truth(-18.0, -8.0, unmet_change=0.0)
def calibration_sags(company: Company) -> float:
    """Calibration's mean performance in the last three quarters, less the mean of its first six."""
    performance = _panel(company).query("unit == 'Calibration'")["performance"]
    return float(performance.iloc[-3:].mean() - performance.iloc[:6].mean())


@truth(2.5, 6.5, engagement_leading=0.0)
def engagement_follows_leading(company: Company) -> float:
    """Points of engagement per point of a unit's leading."""
    means = _panel(company).groupby("unit")[["engagement", "leading", "unmet_complexity"]].mean()
    return float(slopes(means["engagement"], means["leading"], means["unmet_complexity"])[0])


@truth(7.0, 13.0, wrong_factor=1)
def one_entry_is_ten_times_too_big(company: Company) -> float:
    """Largest performance of all, over the median."""
    performance = company.units["actual"] / company.units["plan"]
    return float(performance.max() / np.median(performance))
