"""What lesson 01 says in words is so, by what its cells make when they run.

A change of the simulated company's rules, or of a cell, may be right and still make a sentence of the lesson
wrong; these tests name the sentence.
"""

import itertools
import tomllib

import numpy as np
import pytest

import leadermanager as lm
from leadermanager_instructor.company import PUBLISHED_SEED
from leadermanager_instructor.company.people import CORNERS, simulate_people
from leadermanager_instructor.company.rules import RULES


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("01")


@pytest.fixture(scope="module")
def performance(lesson):
    """The two units' performance (100 = plan): a row for each quarter, a column for each unit."""
    return lesson.names["two"].pivot(index="quarter", columns="unit", values="performance")


@pytest.fixture(scope="module")
def company(lesson):
    return lesson.names["company"].set_index("unit")


@pytest.fixture(scope="module")
def moved_more(lesson, company):
    """The units that faced more change than Calibration when the student decided."""
    units = lesson.names["units"]
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


def test_calibrations_market_moved_while_its_results_were_at_their_best(lesson):
    units = lesson.names["two"]
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


def test_both_heads_lead_equally_and_what_calibration_lacks_is_missing_below_its_head(lesson, company):
    strengths = lesson.names["strengths"]
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


def test_the_unit_that_leads_looks_like_the_worse_one_for_more_than_a_year(lesson):
    weak, strong = (lesson.names[name].set_index("quarter")["performance"] for name in ("weak", "strong"))
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


def test_most_units_face_much_of_both(lesson):
    assert len(lesson.names["both"]) / len(lesson.names["last"]) > 0.75


def test_few_managers_lead_only_and_many_manage_only(lesson):
    scores = lesson.names["scores"]
    high = scores > 3
    assert scores["leading"].corr(scores["managing"]) > 0.4
    assert len(scores) == 240
    assert (high["leading"] & ~high["managing"]).sum() == 18
    assert (high["managing"] & ~high["leading"]).sum() == 69


def test_eight_units_are_over_managed_and_under_led_calibration_just_among_them(lesson):
    corner = lesson.outputs["count-overmanaged"].set_index("unit")
    assert len(corner) == 8
    assert 0 < corner.loc["Calibration", "spare"] < 0.5
    on_plan = corner["performance"] > 100
    assert on_plan.any(), "not every one of them is below plan"
    assert not on_plan.all()


def test_sensors_stands_at_the_bottom_left(company):
    assert (company.loc["Sensors", ["lacks", "spare"]] < 0).all()


@pytest.mark.parametrize(("instead", "left"), [("scores - 0.5", 10), ("scores - 1.5", 3)])
def test_half_a_point_more_or_less_in_every_rating_changes_the_count(lesson, instead, left):
    assert f"`{instead}`" in lesson.text["count-overmanaged-read"]
    line = f"scale = (({instead}) * 2.5).reset_index()"
    corner = lesson.changed(line, "unit-fit", "count-overmanaged")["corner"]
    assert len(corner) == left
    assert ("Calibration" in set(corner["unit"])) == (left == 10)


def test_nine_units_were_drawn_to_be_over_managed_and_the_count_misses_laboratory_alone(lesson, company):
    assert CORNERS["over-managed"][0] == 9
    drawn = simulate_people(PUBLISHED_SEED, RULES).corners
    over_managed = {unit for unit, corner in drawn.items() if corner == "over-managed"}
    counted = set(lesson.names["corner"]["unit"])
    assert over_managed - counted == {"Laboratory"}
    assert counted < over_managed
    assert round(company.loc["Laboratory", "spare"], 1) == -0.2


def test_without_self_ratings_nobody_falls_by_half_a_point(lesson):
    moved = lesson.changed('counted = ratings[ratings["rater"] != "self"]', "your-change")["moved"]
    assert moved["leading"].mean() < 0
    assert moved["leading"].min() > -0.5


def test_by_self_ratings_alone_managers_look_on_average_like_better_leaders(lesson):
    moved = lesson.changed('counted = ratings[ratings["rater"] == "self"]', "your-change")["moved"]
    assert moved["leading"].mean() > 0.05


def test_as_it_stands_the_line_to_change_changes_nothing(lesson):
    assert (lesson.names["moved"] == 0).all(axis=None)


def test_answers_are_missing_more_often_for_weaker_managers(lesson):
    assert lesson.names["scores"].mean(axis=1).corr(lesson.names["silent"]) < -0.2
