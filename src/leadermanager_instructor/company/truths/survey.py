"""Truths about the survey: what raters see, what they hide and where the two systems meet."""

import numpy as np

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import managers_with_strengths, strengths, truth


@truth(0.45, 0.68, shared_strength=0.2)
def leading_and_managing_correlate(company: Company) -> float:
    """Leading and managing scores of a manager go together: correlation."""
    both = strengths(company)
    return float(both["leading"].corr(both["managing"]))


def _inflation(company: Company, system: str) -> float:
    """Return how much higher managers score themselves than others score them."""
    ratings = company.ratings.merge(company.items.query("system == @system"), on="item_id")
    own, score = ratings["rater"] == "self", ratings["score"].astype("float64")
    return float(score[own].mean() - score[~own].mean())


@truth(0.5, 0.75, self_leading=0.0)
def self_ratings_of_leading_are_too_high(company: Company) -> float:
    """Points of score by which managers rate their own leading higher than others do."""
    return _inflation(company, "leading")


@truth(0.1, 0.4, self_managing=0.7)
def self_ratings_of_managing_are_less_so(company: Company) -> float:
    """Points of score by which managers rate their own managing higher than others do."""
    return _inflation(company, "managing")


@truth(0.1, 0.4, silence_slope=0.0)
def reports_of_weak_managers_stay_silent(company: Company) -> float:
    """Share of missing answers of reports: the lower third of managers by score less the upper third."""
    reports = company.ratings[company.ratings["rater"] == "report"]
    missing = reports["score"].isna().groupby(reports["manager_id"]).mean()
    rank = strengths(company).mean(axis=1).rank(pct=True)
    return float(missing[rank <= 1 / 3].mean() - missing[rank > 2 / 3].mean())


@truth(1.8, 3.5, promotion_managing=0.0)
def promotion_follows_managing(company: Company) -> float:
    """Heads of units less managers of level 1, in points of managing."""
    people = managers_with_strengths(company)
    means = people.groupby("level")["managing"].mean()
    return float(means[3] - means[1])


@truth(-0.75, -0.02, promotion_managing=0.0, promotion_leading=0.0)
def those_promoted_show_less_of_the_correlation(company: Company) -> float:
    """Correlation of leading and managing among heads and level 2, less the same among all (selection)."""
    people = managers_with_strengths(company)
    chosen, everybody = (
        np.corrcoef(group["leading"], group["managing"])[0, 1]
        for group in (people[people["level"] > 1], people)
    )
    return float(chosen - everybody)
