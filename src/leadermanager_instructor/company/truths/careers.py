"""Truths about careers: where the inclination to lead comes from, and what is rewarded."""

import pandas as pd

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import managers_with_strengths, slopes, truth


def _starts(company: Company) -> pd.DataFrame:
    """Return managers with strengths and what their first three years held."""
    years = company.careers[company.careers["career_year"] <= 3]
    talked_over = (years["setback"] & years["feedback"]).groupby(years["manager_id"]).any()
    early = pd.DataFrame(
        {"feedback": years.groupby("manager_id")["feedback"].mean(), "talked_over": talked_over}
    )
    people = managers_with_strengths(company).join(early, on="manager_id")
    people["venturing"] = people["function"].isin(["development", "sales"])
    # What people share, and what their unit is like, would drown what a career added.
    tilt = people["leading"] - people["managing"]
    people["tilt"] = tilt - tilt.groupby(people["unit"]).transform("mean")
    return people


@truth(0.2, 0.8, chance_gain=0.0)
def early_chances_and_leading(company: Company) -> float:
    """Points of leading per early chance, as a plain chart shows it (too high: the trap)."""
    people = _starts(company)
    return float(slopes(people["leading"], people["early_chances"])[0])


@truth(0.02, 0.22, function_leading=0.0, function_chances=0.0)
def the_function_explains_part_of_it(company: Company) -> float:
    """Points of leading less managing per early chance, within units: plain less at equal function."""
    people = _starts(company)
    plain = slopes(people["tilt"], people["early_chances"])[0]
    return float(plain - slopes(people["tilt"], people["early_chances"], people["venturing"])[0])


@truth(0.0, 0.7, chance_fading=-0.06)
def chances_fade_without_feedback(company: Company) -> float:
    """Points of leading less managing per early chance, within units: with full feedback less with none."""
    people = _starts(company)
    kept = people["feedback"] * people["early_chances"]
    return float(
        slopes(people["tilt"], people["early_chances"], people["venturing"], people["feedback"], kept)[3]
    )


@truth(0.4, 2.1, setback_lesson=-1.5)
def a_setback_teaches_if_talked_over(company: Company) -> float:
    """Points of leading less managing after a setback, within units: talked over less not talked over."""
    had = _starts(company).query("early_setback")
    return float(slopes(had["tilt"], had["talked_over"])[0])


@truth(-1.6, -0.3, setback_caution=0.0)
def a_setback_not_talked_over_ends_risks(company: Company) -> float:
    """Later risks after a setback that nobody talked over, less those of others, at equal chances."""
    people = _starts(company)
    burned = people["early_setback"] & ~people["talked_over"]
    return float(slopes(people["later_risks"], people["early_chances"], burned)[1])


@truth(0.15, 0.6, risk_per_chance=0.0)
def early_chances_make_for_later_risks(company: Company) -> float:
    """Later risks taken per early chance."""
    people = _starts(company)
    return float(slopes(people["later_risks"], people["early_chances"])[0])


@truth(0.35, 0.65, recognition_leading=1.0)
def managing_is_rewarded_more(company: Company) -> float:
    """Recognition per feat of managing less recognition per feat of leading, at equal quality."""
    years = company.careers
    managing, leading, _ = slopes(
        years["recognition"], years["managing_feats"], years["leading_feats"], years["quality"]
    )
    return float(managing - leading)


@truth(0.05, 0.25, quality_leading=0.0)
def quality_hides_part_of_it(company: Company) -> float:
    """How much smaller that difference looks if quality is left out (a second confounder)."""
    years = company.careers
    managing, leading = slopes(years["recognition"], years["managing_feats"], years["leading_feats"])
    return float(managing_is_rewarded_more(company) - (managing - leading))


@truth(0.08, 0.25, imitation=0.0, safe_route=0.0)
def people_slide_into_managing(company: Company) -> float:
    """Share of feats that are of managing: years 9 and 10 less years 1 and 2."""
    feats = company.careers.groupby("career_year")[["managing_feats", "leading_feats"]].sum()
    late, early = feats.loc[[9, 10]].sum(), feats.loc[[1, 2]].sum()
    return float(late["managing_feats"] / late.sum() - early["managing_feats"] / early.sum())


@truth(0.01, 0.22, safe_route=0.0)
def most_of_all_after_a_setback_not_talked_over(company: Company) -> float:
    """Share of feats of managing, years 4 to 6 less 1 to 3: after such a setback, less for everybody else."""
    people = _starts(company).set_index("manager_id")
    burned = people["early_setback"] & ~people["talked_over"]
    years = company.careers.query("career_year <= 6").join(burned.rename("burned"), on="manager_id")
    years["later"] = years["career_year"] > 3
    feats = years.groupby(["burned", "later"])[["managing_feats", "leading_feats"]].sum()
    share = (feats["managing_feats"] / feats.sum(axis=1)).unstack()
    slide = share[True] - share[False]
    return float(slide[True] - slide[False])


@truth(1.8, 3.2, feedback_reflection=0.0)
def feedback_brings_reflection(company: Company) -> float:
    """Hours of reflection a month in early years with feedback less those without, setbacks apart."""
    years = company.careers.query("career_year <= 3 and not setback")
    means = years.groupby("feedback")["reflection"].mean()
    return float(means[True] - means[False])
