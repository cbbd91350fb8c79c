"""What lesson 01 says in words is so, by what its cells make when they run.

A change of the simulated company's rules, or of a cell, may be right and still make a sentence of the lesson
wrong; these tests name the sentence.
"""

import tomllib

import pytest

import leadermanager as lm
from leadermanager.widgets.kinds import exercise
from leadermanager_instructor.company import PUBLISHED_SEED
from leadermanager_instructor.company.people import CORNERS, simulate_people
from leadermanager_instructor.company.rules import RULES

SPARE = ["leading_to_spare", "managing_to_spare"]


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("01")


@pytest.fixture(scope="module")
def performance(lesson):
    """The two units' performance (100 = plan): a row for each quarter, a column for each unit."""
    return lesson.names["table"]


@pytest.fixture(scope="module")
def company(lesson):
    return lesson.names["company"].set_index("unit")


@pytest.fixture
def waters(course):
    """The units of the picture, by name."""
    content = tomllib.loads((course / "exercises" / "01-waters.toml").read_text("utf-8"))
    return {unit["name"]: unit for unit in content["units"]}


def came(unit, leading, managing):
    """What becomes of a unit of the picture whose walls stay; or a list for each quarter."""
    walls = [each if isinstance(each, list) else [each] * 12 for each in (leading, managing)]
    return lm.models.two_waters(unit["change"], unit["complexity"], *walls, before=unit["leading"])


def test_calibration_beats_its_plan_for_two_years_and_sensors_in_none_of_the_first(performance):
    assert (performance.loc["2023Q1":"2024Q4", "Calibration"] > 100).all()
    first = performance.loc["2023Q1":"2023Q4"]
    assert first["Sensors"].between(98, 100).all(), "Sensors misses its plan by two at most"
    assert first["Calibration"].mean().round() in (106, 107), "Calibration is ahead by six or so"


def test_in_2025_calibration_drops_below_plan_and_below_sensors_which_stays(performance):
    year = performance.loc["2025Q1":]
    assert (year["Calibration"] < 100).all()
    assert (year["Calibration"] < year["Sensors"]).all()
    assert year["Calibration"].is_monotonic_decreasing
    assert abs(performance.loc["2025Q4", "Sensors"] - performance.loc["2023Q4", "Sensors"]) < 1


def test_each_answer_of_the_first_decision_is_told_what_came_of_it(verdicts, performance):
    went_by, went_against, waited = verdicts("01-promote", "promote").values()
    for year, ahead in {"2024Q4": "Calibration", "2025Q4": "Sensors"}.items():
        assert performance.loc[year].idxmax() == ahead
    assert "for a year, and then turned" in went_by
    assert "In 2025 Sensors was ahead" in went_against
    assert "changed places" in waited


def test_their_lines_cross_once_at_the_end_of_2024(performance):
    ahead = performance["Calibration"] > performance["Sensors"]
    assert ahead.loc[:"2024Q4"].all()
    assert not ahead.loc["2025Q1":].any()


def test_calibrations_market_moved_while_its_results_were_at_their_best(lesson):
    units = lesson.names["two"]
    change = units[units["unit"] == "Calibration"].set_index("quarter")["change"]
    assert change["2023Q4"] > change["2023Q1"] + 1
    assert change["2024Q4"] > change["2023Q4"] + 1


def test_both_heads_lead_equally_calibrations_manages_more_and_eighteen_heads_lead_more(lesson):
    shown = lesson.outputs["heads"]
    units = lesson.names["strengths"].set_index("name")["unit"]
    assert list(units[shown.index]) == ["Calibration", "Sensors"]
    for name in shown.index:
        assert f"**{name}** heads {units[name]}" in lesson.text["situation"]
    assert shown["leading"].nunique() == 1
    assert shown.loc["Astrid Barbosa", "managing"] > shown.loc["Ruth Thorne", "managing"] + 1
    assert lesson.printed["heads"].splitlines()[0].startswith("18 of the 24 heads lead more")
    assert "18 heads lead more" in lesson.text["heads-read"]


def test_what_calibration_lacks_is_mostly_missing_below_its_head(lesson, company):
    strengths = lesson.names["strengths"]
    here = strengths[strengths["unit"] == "Calibration"]
    head, others = here[here["level"] == 3]["leading"].item(), here[here["level"] < 3]["leading"]
    assert (len(others), round(others.mean(), 1)) == (9, 3.2)
    assert lesson.printed["heads"].splitlines()[1].endswith("lead at 3.2 on average.")
    assert round(company.loc["Calibration", "change"]) == 8
    assert 8 - others.mean() > 1.5 * (8 - head)


@pytest.mark.parametrize("name", ["Calibration", "Sensors", "Weather Stations"])
def test_units_of_the_picture_are_those_of_the_company_to_half_a_point_or_so(lesson, company, waters, name):
    unit, table = waters[name], lesson.names["units"].query("unit == @name")
    strengths = company.loc[name, ["leading", "managing"]]
    assert (strengths - [unit["leading"], unit["managing"]]).abs().max() < 0.3
    assert abs(table["complexity"].mean() - unit["complexity"][0]) < 0.4
    assert abs(table["change"].mean() - sum(unit["change"]) / 12) < 0.3


def test_calibrations_sea_is_that_of_the_table_to_half_a_point(lesson, waters):
    sea = lesson.names["two"].query("unit == 'Calibration'")["change"]
    assert [round(2 * level) / 2 for level in sea] == waters["Calibration"]["change"]


def test_as_it_was_calibration_falls_in_the_picture_when_it_fell_in_the_table(waters, performance):
    unit = waters["Calibration"]
    model = came(unit, unit["leading"], unit["managing"]).run["performance"].to_numpy()
    assert ((model > 100) == (performance["Calibration"] > 100)).all()


def test_as_it_was_sensors_stays_in_the_picture_where_it_stood_in_the_table(waters, performance):
    unit = waters["Sensors"]
    model = came(unit, unit["leading"], unit["managing"]).run["performance"]
    assert model.between(performance["Sensors"].min(), performance["Sensors"].max()).all()


def test_who_waits_for_results_finds_a_year_of_water_in_the_pipe_and_who_does_not_keeps_the_plan(waters):
    unit = waters["Calibration"]
    late = came(unit, [3.5] * 9 + [6.5] * 3, [6.5] * 9 + [5.5] * 3)
    assert late.summary["waiting"] > 50
    assert late.run["performance"].iloc[9:].max() < 95
    assert came(unit, 6.5, 5.5).summary["below_plan"] == 0


def test_the_wall_that_saves_calibration_is_no_help_for_sensors_and_another_one_is(waters):
    unit = waters["Sensors"]
    assert came(unit, 6.5, 2.5).summary["below_plan"] == 12
    assert came(unit, 2.5, 6.5).summary["below_plan"] == 0


def test_no_two_walls_from_its_purse_keep_weather_stations_on_plan_and_the_others_can_be_kept(lesson):
    units = lesson.exercises["two-waters"].content["units"]
    assert {unit["name"]: unit["possible"] > 0 for unit in units} == {
        "Calibration": False,
        "Sensors": False,
        "Weather Stations": True,
    }


def test_the_walls_that_leave_weather_stations_the_fewest_quarters_below_plan_fall_deeper_than_others(
    lesson, waters
):
    unit = waters["Weather Stations"]
    possible = lesson.exercises["two-waters"].content["units"][2]["possible"]
    heights = [(half / 2, unit["purse"] - half / 2) for half in range(4, 21)]
    tried = [came(unit, *each).summary for each in heights]
    best = [each for each in tried if each["below_plan"] == possible]
    assert best
    deepest = max(each["lowest"] for each in best)
    assert any(each["lowest"] > deepest and each["below_plan"] > possible for each in tried)


@pytest.mark.parametrize(
    ("leading", "managing", "said"),
    [(4, 8, "Most was lost through the pipe"), (7, 5, "Most was lost at once")],
)
def test_in_weather_stations_each_side_that_is_left_open_is_told_apart(course, leading, managing, said):
    picture = exercise("01-waters", course / "exercises")
    played = {"unit": "weather-stations", "leading": [leading] * 12, "managing": [managing] * 12}
    assert picture.says(picture.results(played)).startswith(said)


def test_what_the_picture_says_of_low_and_of_rising_change_is_so(waters):
    change = {name: unit["change"] for name, unit in waters.items()}
    assert len(set(change["Sensors"])) == 1, "change stayed low all the time"
    wall = waters["Calibration"]["leading"]
    assert change["Calibration"][1] > wall, "change stood above it from the first year on"


def test_eight_units_are_over_managed_and_under_led_calibration_just_among_them(lesson):
    corner = lesson.names["corner"].set_index("unit")
    assert len(corner) == 8
    assert lesson.printed["count-overmanaged"].startswith("8 of 24 units")
    assert 0 < corner.loc["Calibration", "managing_to_spare"] < 0.5
    assert (corner["performance"] >= 100).sum() == 2
    asked = str(lesson.exercises["quiz-evidence"].content)
    assert "eight of 24 units are over-managed and under-led" in asked
    assert "two over-managed units are on plan" in asked


def test_weather_stations_is_short_of_both(company):
    assert (company.loc["Weather Stations", SPARE] < 0).all()


def test_sensors_lacks_managing_and_not_leading(company):
    leading, managing = company.loc["Sensors", SPARE]
    assert managing < 0 < leading


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ('counted = ratings[ratings["rater"] != "self"]', "without self-ratings it is 7"),
        ('counted = ratings[ratings["rater"] == "self"]', "by self-ratings alone 9"),
        ('counted = ratings.assign(score=ratings["score"] - 0.5)', "half a point stricter it is 3"),
    ],
)
def test_each_change_of_what_is_counted_moves_the_count_as_the_quiz_says_afterwards(lesson, line, units):
    assert f"`{line}`" in lesson.text["your-change-text"]
    assert len(lesson.changed(line, "your-change")["over"]) == int(units.split()[-1])
    assert units in str(lesson.exercises["quiz-evidence"].content)


def test_the_second_figure_makes_about_one_firm_in_six(lesson):
    assert "one firm in six" in lesson.text["finding-read"]
    assert round(100 / lesson.names["study"].loc["fit-2", "estimate"]) == 6


def test_nine_units_were_drawn_to_be_over_managed_and_the_count_finds_eight_of_them(lesson):
    assert CORNERS["over-managed"][0] == 9
    drawn = simulate_people(PUBLISHED_SEED, RULES).corners
    over_managed = {unit for unit, corner in drawn.items() if corner == "over-managed"}
    counted = set(lesson.names["corner"]["unit"])
    assert counted < over_managed
    assert len(counted) == 8
    said = str(lesson.exercises["quiz-evidence"].content)
    assert "We drew nine units to be over-managed, and the count finds eight of them" in said


def test_half_a_point_moves_the_count_more_than_any_choice_of_raters(lesson):
    def counted(what):
        return len(lesson.changed(f"counted = {what}", "your-change")["over"])

    raters = ["self", "boss", "peer", "report"]
    counts = [counted(f'ratings[ratings["rater"] == "{rater}"]') for rater in raters]
    assert max(abs(count - 8) for count in counts) == 1
    assert counted('ratings.assign(score=ratings["score"] - 0.5)') == 3
    assert counted('ratings.assign(score=ratings["score"] + 0.5)') == 10


def test_as_it_stands_the_line_to_change_changes_nothing(lesson):
    assert set(lesson.names["over"]) == set(lesson.names["corner"]["unit"])
    told = lesson.printed["your-change"].splitlines()
    assert told == [
        "8 units are over-managed and under-led.",
        "New among them: none",
        "No longer among them: none",
    ]
