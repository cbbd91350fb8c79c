"""Truths about proposals and diaries: who is right about risks, and where the hours go."""

import pandas as pd

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import managers_with_strengths, slopes, strengths, truth


def _tried(company: Company) -> pd.DataFrame:
    """Return the proposals that somebody tried, with both estimates' squared errors (Brier)."""
    tried = company.initiatives.dropna(subset="succeeded").copy()
    tried["succeeded"] = tried["succeeded"].astype(float)
    tried["average"] = (tried["sponsor_estimate"] + tried["objector_estimate"]) / 2
    for who in ("sponsor_estimate", "objector_estimate", "average"):
        tried[f"{who}_error"] = (tried[who] - tried["succeeded"]) ** 2
    return tried


@truth(0.03, 0.3, sponsor_bias=-1.0)
def sponsors_hope(company: Company) -> float:
    """Sponsors' mean estimate less the share that succeeded."""
    tried = _tried(company)
    return float((tried["sponsor_estimate"] - tried["succeeded"]).mean())


@truth(-0.38, -0.1, objector_bias=1.5)
def objectors_fear(company: Company) -> float:
    """Objectors' mean estimate less the share that succeeded."""
    tried = _tried(company)
    return float((tried["objector_estimate"] - tried["succeeded"]).mean())


@truth(0.0, 0.12, sponsor_bias=0.0, estimate_noise=0.0)
def the_average_beats_the_better_of_the_two(company: Company) -> float:
    """Mean squared error of the better of sponsors and objectors, less that of their average."""
    errors = _tried(company)[["sponsor_estimate_error", "objector_estimate_error", "average_error"]].mean()
    return float(errors.iloc[:2].min() - errors.iloc[2])


@truth(0.12, 0.7, grounding=0.0, reaching=0.0, estimate_noise=3.0)
def what_we_tried_was_chosen(company: Company) -> float:
    """Success of what we tried less success of what we turned down and a rival tried (selection)."""
    tried = _tried(company)
    means = tried.groupby("tried_by")["succeeded"].mean()
    return float(means["us"] - means["a rival"])


@truth(0.03, 0.13, grounding=0.0)
def grounding_makes_for_success(company: Company) -> float:
    """Probability of success per point of grounding, at equal reach."""
    tried = _tried(company)
    return float(slopes(tried["succeeded"], tried["grounding"], tried["reach"])[0])


@truth(-0.09, 0.0, reaching=0.4)
def reach_alone_is_a_pipe_dream(company: Company) -> float:
    """Probability of success per point of reach, at equal grounding."""
    tried = _tried(company)
    return float(slopes(tried["succeeded"], tried["grounding"], tried["reach"])[1])


@truth(0.18, 0.34, reward_of_reach=0.0)
def reach_is_where_the_gain_is(company: Company) -> float:
    """Gain, in multiples of the cost, per point of reach."""
    proposals = company.initiatives
    return float(slopes(proposals["gain"] / proposals["cost"], proposals["reach"])[0])


@truth(0.6, 0.8, staged_loss=1.0)
def a_staged_bet_loses_less(company: Company) -> float:
    """Share of the cost that a failed "yes, if" kept, beside a failed "yes"."""
    failed = company.initiatives.query("tried_by == 'us' and not succeeded")
    lost = (-failed["result"].astype(float) / failed["cost"]).groupby(failed["decision"]).mean()
    return float(lost["yes"] - lost["yes, if"])


@truth(-0.6, 0.3, reflex_objectors=0)
def some_objectors_know_nothing(company: Company) -> float:
    """Correlation of objectors' with sponsors' estimates: mean of the three objectors with the lowest."""
    agreement = company.initiatives.groupby("objector_id")[["objector_estimate", "sponsor_estimate"]].apply(
        lambda own: own["objector_estimate"].corr(own["sponsor_estimate"])
    )
    return float(agreement.nsmallest(3).mean())


def _hours(company: Company) -> pd.DataFrame:
    """Return mean weekly hours by manager and activity, with the managers' columns and strengths."""
    hours = company.time_use.groupby(["manager_id", "activity"])["hours"].mean().unstack()
    return managers_with_strengths(company).join(hours, on="manager_id", how="inner").dropna()


@truth(0.35, 0.45, managing_habit=-0.5)
def most_hours_go_to_managing(company: Company) -> float:
    """Share of all reported hours that goes to the three leading activities."""
    hours = company.time_use.groupby("system")["hours"].sum()
    return float(hours["leading"] / hours.sum())


@truth(1.0, 4.5, networking_level=0.0)
def those_who_rose_network_more(company: Company) -> float:
    """Hours a week of aligning people, per level, at equal leading."""
    people = _hours(company)
    return float(slopes(people["aligning"], people["level"], people["leading"])[0])


@truth(0.03, 0.2, motivating_leading=-0.3)
def those_who_motivate_have_people_who_try(company: Company) -> float:
    """Effort of a manager's people per hour a week of motivating, at equal level."""
    effort = company.staff.groupby("manager_id")["effort"].mean()
    people = _hours(company).join(effort, on="manager_id").dropna()
    return float(slopes(people["effort"], people["motivating"], people["level"])[0])


@truth(0.02, 0.12, hours_leading=0.0, hours_managing=0.0)
def hours_follow_strength(company: Company) -> float:
    """Share of leading in a week per point of leading less managing."""
    hours = company.time_use.groupby(["manager_id", "system"])["hours"].sum().unstack()
    share = hours["leading"] / hours.sum(axis=1)
    both = strengths(company).join(share.rename("share"), how="inner").dropna()
    return float(slopes(both["share"], both["leading"] - both["managing"])[0])


@truth(0.02, 0.3, unreturned_base=-20.0)
def some_diaries_are_missing(company: Company) -> float:
    """Share of diary weeks that were not returned; the longest weeks, so not at random."""
    return float(company.time_use["hours"].isna().mean())
