"""What lesson 01 says in words about its data and its model is so.

A change of the simulated company's rules may be right and still make a sentence of the lesson wrong; these
tests name the sentence.
"""

import itertools
import tomllib

import numpy as np
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.company import PUBLISHED_SEED
from leadermanager.company.people import CORNERS, simulate_people
from leadermanager.company.rules import RULES


@pytest.fixture(scope="module")
def ratings():
    return lm.load_ratings().merge(lm.load_items(), on="item_id")


def scores_of(ratings):
    return ratings.pivot_table(index="manager_id", columns="system", values="score").astype(float)


def strengths_of(scores):
    """Return the managers with their ratings on the scale of change and complexity, 0 to 10."""
    return lm.load_managers().merge((scores - 1) * 2.5, on="manager_id")


def company_of(scores):
    units = lm.load_units()
    by_unit = strengths_of(scores).groupby("unit")[["leading", "managing"]].mean()
    last = units[units["quarter"] == "2025Q4"].set_index("unit").join(by_unit)
    last["lacks"] = last["change"] - last["leading"]
    last["spare"] = last["managing"] - last["complexity"]
    return last


def corner_of(company):
    return company[(company["lacks"] > 0) & (company["spare"] > 0)]


@pytest.fixture(scope="module")
def company(ratings):
    return company_of(scores_of(ratings))


@pytest.fixture(scope="module")
def moved_more(company):
    """The units that faced more change than Calibration when the student decided."""
    units = lm.load_units()
    change = units[units["quarter"] == "2023Q4"].set_index("unit")["change"]
    return company.loc[change.index[change > change["Calibration"]]]


def test_calibration_beats_its_plan_for_two_years_and_sensors_in_none_of_the_first(performance):
    assert (performance.loc["2023Q1":"2024Q4", "Calibration"] > 100).all()
    assert (performance.loc["2023Q1":"2023Q4", "Sensors"].between(95, 100)).all()


def test_in_2025_calibration_drops_below_plan_and_below_sensors_which_stays(performance):
    year = performance.loc["2025Q1":]
    assert (year["Calibration"] < 100).all()
    assert (year["Calibration"] < year["Sensors"]).all()
    assert year["Calibration"].is_monotonic_decreasing
    assert abs(performance.loc["2025Q4", "Sensors"] - performance.loc["2023Q4", "Sensors"]) < 1


def test_their_lines_cross_once_at_the_end_of_2024(performance):
    ahead = performance["Calibration"] > performance["Sensors"]
    assert ahead.loc[:"2024Q4"].all()
    assert not ahead.loc["2025Q1":].any()


def test_calibrations_market_moved_while_its_results_were_at_their_best():
    units = lm.load_units()
    change = units[units["unit"] == "Calibration"].set_index("quarter")["change"]
    assert change["2023Q4"] > change["2023Q1"] + 1
    assert change["2024Q4"] > change["2023Q4"] + 1


def test_change_alone_would_not_have_told_who_falls_behind(moved_more):
    ahead = moved_more["actual"] > moved_more["plan"]
    assert (len(moved_more), ahead.sum()) == (14, 7)


def test_those_who_kept_ahead_of_plan_where_much_moved_have_people_who_lead_more(moved_more):
    ahead = moved_more["actual"] > moved_more["plan"]
    assert round(moved_more.loc[ahead, "leading"].mean(), 1) == 6.3
    assert round(moved_more.loc[~ahead, "leading"].mean(), 1) == 4.7


def test_both_heads_lead_equally_and_what_calibration_lacks_is_missing_below_its_head(ratings, company):
    strengths = strengths_of(scores_of(ratings))
    head = strengths["level"] == 3
    heads = strengths[head].set_index("unit")["leading"]
    others = strengths[~head].groupby("unit")["leading"].mean()
    assert len(heads) == 24, "level 3 is one head for each unit"
    assert heads["Calibration"] == pytest.approx(heads["Sensors"], abs=0.1)
    assert heads[["Calibration", "Sensors"]].max() < heads.median()
    assert round(others["Calibration"], 1) == 3.2
    assert round(company.loc["Calibration", "change"]) == 8
    assert 8 - others["Calibration"] > 1.5 * (8 - heads["Calibration"])


def test_sensors_faces_more_complexity_than_it_manages_and_little_change(company):
    assert company.loc["Sensors", "spare"] < -1
    assert company.loc["Sensors", "change"] < 5


def test_the_unit_that_leads_looks_like_the_worse_one_for_more_than_a_year():
    faces = {"change": 8, "complexity": 6, "managing": 7, "quarters": 12}
    weak = lm.models.fit(leading=3.5, **faces).run.set_index("quarter")["performance"]
    strong = lm.models.fit(leading=8, **faces).run.set_index("quarter")["performance"]
    assert (strong.loc[:5] < weak.loc[:5]).all()
    assert (weak.loc[:5] - strong.loc[:5]).max() < 3, "the lesson says: a little lower"
    assert strong.loc[12] > weak.loc[12]


def test_a_unit_like_sensors_is_mended_by_more_managing_and_less_leading_and_stays_so(course):
    content = tomllib.loads((course / "exercises" / "01-fit.toml").read_text("utf-8"))
    start = {slider["id"]: slider["value"] for slider in content["sliders"]}
    assert start["leading"] + start["managing"] == 8.5, "the challenge says what it spends now"
    steps = np.arange(0, 10.5, 0.5)
    faces = {"change": start["change"], "complexity": start["complexity"]}
    solved = [
        (leading, managing)
        for leading, managing in itertools.product(steps, steps)
        if leading >= 2 and leading + managing <= 8.5
        if round(lm.models.fit(leading=leading, managing=managing, **faces).summary["lowest"], 1) >= 102
    ]
    assert len(solved) == 5
    for leading, managing in solved:
        assert leading < start["leading"]
        assert managing > start["managing"]
        later = lm.models.fit(leading=leading, managing=managing, quarters=16, **faces)
        assert later.run["performance"].min() > 100


def test_most_units_face_much_of_both(company):
    assert ((company["change"] > 5) & (company["complexity"] > 5)).mean() > 0.75


def test_few_managers_lead_only_and_many_manage_only(ratings):
    scores = scores_of(ratings)
    high = scores > 3
    assert scores["leading"].corr(scores["managing"]) > 0.4
    assert len(scores) == 240
    assert (high["leading"] & ~high["managing"]).sum() == 18
    assert (high["managing"] & ~high["leading"]).sum() == 69


def test_eight_units_are_over_managed_and_under_led_calibration_just_among_them(company):
    corner = corner_of(company)
    assert len(corner) == 8
    assert 0 < corner.loc["Calibration", "spare"] < 0.5
    on_plan = corner["actual"] > corner["plan"]
    assert on_plan.any(), "not every one of them is below plan"
    assert not on_plan.all()


def test_sensors_stands_at_the_bottom_left(company):
    assert (company.loc["Sensors", ["lacks", "spare"]] < 0).all()


def test_half_a_point_more_or_less_in_every_rating_changes_the_count(ratings):
    higher = corner_of(company_of(scores_of(ratings) + 0.5))
    lower = corner_of(company_of(scores_of(ratings) - 0.5))
    assert (len(higher), len(lower)) == (10, 3)
    assert "Calibration" not in lower.index


def test_nine_units_were_drawn_to_be_over_managed_and_the_count_misses_laboratory_alone(company):
    assert CORNERS["over-managed"][0] == 9
    drawn = simulate_people(PUBLISHED_SEED, RULES).corners
    over_managed = {unit for unit, corner in drawn.items() if corner == "over-managed"}
    assert over_managed - set(corner_of(company).index) == {"Laboratory"}
    assert set(corner_of(company).index) < over_managed
    assert round(company.loc["Laboratory", "spare"], 1) == -0.2


def test_without_self_ratings_nobody_falls_by_half_a_point(ratings):
    moved = scores_of(ratings[ratings["rater"] != "self"]) - scores_of(ratings)
    assert moved["leading"].mean() < 0
    assert moved["leading"].min() > -0.5


def test_by_self_ratings_alone_managers_look_on_average_like_better_leaders(ratings):
    moved = scores_of(ratings[ratings["rater"] == "self"]) - scores_of(ratings)
    assert moved["leading"].mean() > 0.05


def test_answers_are_missing_more_often_for_weaker_managers(ratings):
    silent: pd.Series = ratings["score"].isna().groupby(ratings["manager_id"]).mean()
    assert scores_of(ratings).mean(axis=1).corr(silent) < -0.2
