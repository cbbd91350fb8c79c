"""What lesson 05 says in words about its case, its data and its model is so.

A change of the simulated company's rules, or of the case, may be right and still make a sentence of the
lesson wrong; these tests name the sentence.
"""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.company.rules import RULES
from leadermanager.widgets.kinds import exercise

EXERCISES = Path(__file__).parents[2] / "course" / "exercises"
TWINS = ["Cryogenics", "Optics"]


@pytest.fixture(scope="module")
def case():
    return exercise("05-year", EXERCISES)


@pytest.fixture(scope="module")
def ends(case):
    ends = pd.DataFrame(case.ends())
    ends["good"] = (ends["order"] >= 60) & (ends["change"] >= 60)
    ends["first"] = ends["path"].str.split(", ").str[0]
    return ends


@pytest.fixture(scope="module")
def weeks():
    weeks = lm.load_weeks()
    weeks["number"] = weeks.groupby("unit").cumcount() + 1
    return weeks


@pytest.fixture(scope="module")
def strengths():
    ratings = lm.load_ratings().merge(lm.load_items(), on="item_id")
    scores = ratings.pivot_table(index="manager_id", columns="system", values="score", aggfunc="mean")
    return lm.load_managers().merge((scores - 1) * 2.5, on="manager_id")


@pytest.fixture(scope="module")
def desks(weeks, strengths):
    desks = weeks.groupby("unit")[["exceptions", "waiting"]].mean().round(1)
    desks["people"] = strengths[strengths["leading"] >= 5].groupby("unit").size()
    return desks


def counted(desks, strengths, who):
    """Return how many are counted in each unit, and decisions a week for each of them."""
    people = strengths[who].groupby("unit").size()
    return people.reindex(desks.index), (desks["exceptions"] / people).round(1)


def text_of(course):
    lesson = nbformat.read(course / "05-conflict-and-overlap.ipynb", as_version=4)
    return {cell.id: cell.source for cell in lesson.cells}


# ------------------------------------------------------------------------------------------------- the case


def test_every_path_of_the_case_reaches_an_end_after_four_quarters_of_three_choices_or_more(case):
    content = case.content
    assert len(content["quarters"]) == 4
    assert {scene["quarter"] for scene in content["scenes"].values()} == {1, 2, 3, 4}
    stack, seen = [()], 0
    while stack:
        path = stack.pop()
        turn = content["turns"]["/".join(path)]
        if turn["scene"] == "end":
            seen += 1
            assert len(path) == 4
            assert content["endings"][turn["ending"]]["text"]
        else:
            choices = content["scenes"][turn["scene"]]["choices"]
            assert len(choices) >= 3
            stack += [(*path, choice["id"]) for choice in choices]
    assert seen == len(case.ends()) == 144


def test_no_path_wins_on_both_meters_by_always_choosing_the_same_kind_of_move(ends):
    always = ends[ends["always"] != "mixed"].set_index("always")
    assert set(always.index) == {"leading", "managing", "both"}
    assert not always["good"].any()
    numbers = {kind: tuple(always.loc[kind, ["order", "change"]].astype(int)) for kind in always.index}
    assert numbers == {"managing": (97, 12), "leading": (7, 76), "both": (51, 67)}


def test_sensible_mixtures_do_well_whichever_sheet_came_first(ends):
    good = ends.groupby("first")["good"].sum().to_dict()
    assert good == {"keep": 1, "go": 3, "trial": 3, "course": 0}
    winners = ends[ends["good"]]
    assert (winners["managing"] > 0).all()
    assert (winners["leading"] + winners["both"] > 0).all()
    assert (winners["neither"] == 0).all()


def test_consequences_depend_on_earlier_choices(case):
    turns = case.content["turns"]
    after = {
        (turn["outcome"], *case.content["turns"][path]["meters"])
        for path, turn in turns.items()
        if path.count("/") == 2 and path.endswith("/calendar")
    }
    assert {outcome for outcome, *_ in after} == {"signed", "loudest"}


def test_judiths_calendar_saves_the_year_only_where_people_share_an_aim(ends):
    with_calendar = ends[ends["path"].str.contains("calendar")]
    assert with_calendar["good"].any()
    assert with_calendar.loc[with_calendar["good"], "path"].str.contains("aim-first").all()


def test_the_meters_and_their_goals_are_as_the_lesson_and_the_quizzes_say(case, course):
    assert [(m["start"], m["goal"]) for m in case.content["meters"]] == [(65, 60), (30, 60)]
    assert "It stands at 65" in text_of(course)["predict"]
    assert "It stands at 30" in text_of(course)["predict"]
    ways = exercise("05-predict", EXERCISES).content["questions"][1]
    assert ways["slider"]["max"] == len(case.ends())
    firsts = [choice["id"] for choice in case.content["scenes"]["two-sheets"]["choices"]]
    (side,) = exercise("05-side", EXERCISES).content["questions"]
    assert [option["id"] for option in side["options"]] == firsts


# ------------------------------------------------------------------------------------------------- the data


def test_you_stand_in_for_the_head_of_cryogenics(strengths, course):
    heads = strengths[strengths["level"] == 3].set_index("unit")["name"]
    assert heads["Cryogenics"] == "Wei Ramaswamy"
    assert heads["Cryogenics"] in text_of(course)["situation"]


def test_cryogenics_and_optics_beat_their_plan_in_2023(performance):
    assert (performance.loc["2023Q1":"2023Q4", TWINS] > 100).all(axis=None)


def test_both_markets_begin_to_move_in_2024():
    units = lm.load_units().pivot(index="quarter", columns="unit", values="change")
    assert (units.loc["2024Q4", TWINS] - units.loc["2024Q1", TWINS] > 2).all()


def test_at_the_end_of_2024_62_decisions_wait_in_cryogenics_and_none_in_optics(weeks):
    week = weeks[weeks["number"] == 52].set_index("unit")["waiting"]
    assert (week["Cryogenics"], week["Optics"]) == (62, 0)


def test_most_comes_up_in_weather_stations_and_less_than_one_waits_there(desks):
    assert desks["exceptions"].idxmax() == "Weather Stations"
    assert round(desks.loc["Weather Stations", "exceptions"]) == 13
    assert 0 < desks.loc["Weather Stations", "waiting"] < 1
    assert round(desks.loc["Calibration", "exceptions"]) == 12
    assert round(desks.loc["Calibration", "waiting"]) == 82


def test_such_decisions_go_with_change_and_not_with_complexity(weeks):
    quarter = weeks["week"].dt.to_period("Q").astype(str)
    came_up = weeks.groupby(["unit", quarter.rename("quarter")])["exceptions"].mean().reset_index()
    came_up = came_up.merge(lm.load_units(), on=["unit", "quarter"])
    assert len(came_up) == 64
    assert came_up["exceptions"].corr(came_up["change"]) > 0.85
    assert abs(came_up["exceptions"].corr(came_up["complexity"])) < 0.1


def test_where_much_comes_up_it_waits_in_the_two_units_with_few_who_lead(desks):
    much = desks[desks["exceptions"] > 10]
    assert much["people"].to_dict() == {
        "Calibration": 3,
        "Cryogenics": 2,
        "Optics": 7,
        "Weather Stations": 7,
    }
    assert set(desks.index[desks["waiting"] > 10]) == {"Calibration", "Cryogenics"}
    assert (desks["waiting"].drop(["Calibration", "Cryogenics"]) < 2).all()


def test_two_heads_lead_equally_and_the_same_comes_up_and_it_waits_where_few_others_lead(
    weeks, strengths, desks
):
    half = weeks[weeks["week"] < "2024-07-01"].groupby("unit")[["exceptions", "waiting"]].mean().round(1)
    heads = strengths[strengths["level"] == 3].set_index("unit")["leading"].round(1)
    assert heads["Cryogenics"] == heads["Field Service"]
    assert half.loc["Cryogenics", "exceptions"] == half.loc["Field Service", "exceptions"]
    assert round(half.loc["Cryogenics", "waiting"]) == 14
    assert half.loc["Field Service", "waiting"] == 0
    assert (desks.loc["Cryogenics", "people"], desks.loc["Field Service", "people"]) == (2, 6)
    assert (heads[["Optics", "Weather Stations"]] > 8).all(), "the heads of these two lead strongly"


def test_the_unit_without_a_queue_misses_its_plan_and_the_full_desk_meets_it_but_for_the_last_quarter(
    performance,
):
    assert (performance["Field Service"] < 100).all()
    assert (performance["Cryogenics"].iloc[:-1] > 100).all()
    assert performance["Cryogenics"].iloc[-1] < 100


def test_field_service_leads_cryogenics_manages_and_optics_does_both(strengths, performance):
    strong = strengths.assign(
        leads=strengths["leading"] >= 5,
        manages=strengths["managing"] >= 5,
        both=(strengths["leading"] >= 5) & (strengths["managing"] >= 5),
    )
    count = strong.groupby("unit")[["leads", "manages", "both"]].sum()
    assert (strong.groupby("unit").size() == 10).all()
    assert count.loc["Field Service", ["leads", "manages"]].tolist() == [6, 2]
    assert count.loc["Cryogenics", ["leads", "manages"]].tolist() == [2, 8]
    assert count.loc["Optics", "both"] > 5 > count.loc[["Cryogenics", "Field Service"], "both"].max()
    assert (performance["Optics"] > 100).all()


def test_there_is_a_gap_in_decisions_for_each_and_it_stays_where_a_little_less_is_asked(desks, strengths):
    full = ["Calibration", "Cryogenics"]
    at_five, each = counted(desks, strengths, strengths["leading"] >= 5)
    assert each.drop(full).max() == 1.9
    assert each[full].min() == 4.0
    at_less, each = counted(desks, strengths, strengths["leading"] >= 4.5)
    assert (at_less > at_five).sum() == 3
    assert each[full].min() > 1.5 * each.drop(full).max()


def test_counting_those_who_manage_puts_calibration_first_and_field_service_last(desks, strengths):
    people, each = counted(desks, strengths, strengths["managing"] >= 5)
    assert people["Calibration"] == 10
    assert each.sort_values(kind="stable").index[0] == "Calibration"
    assert each.idxmax() == "Field Service"


def test_a_rule_of_ours_lets_each_manager_who_leads_settle_three():
    assert RULES.settled_per_leader == 3
    options = exercise("05-evidence", EXERCISES).content["questions"][1]["options"]
    assert any("settles three decisions a week" in option["say"] for option in options)


def test_the_table_of_findings_has_no_row_on_how_many_people_lead():
    claims = lm.load_findings()["claim"].str.lower()
    assert not claims.str.contains("people who lead|number of leaders|how many lead").any()


# ------------------------------------------------------------------------------------------------ the model


def test_one_person_with_all_rules_bears_a_change_of_four_and_not_of_eight():
    assert lm.models.exceptions(4, 1, rules=100).summary["last"] <= 10
    assert lm.models.exceptions(8, 1, rules=100).summary["last"] > 80


def test_two_people_who_want_the_same_60_times_in_100_are_hardly_better_than_one():
    start = {
        slider["id"]: slider["value"] for slider in exercise("05-exceptions", EXERCISES).content["sliders"]
    }
    two, one = (lm.models.exceptions(**{**start, "people": n}).summary["last"] for n in (start["people"], 1))
    assert 0.7 * one < two < one


def test_no_sentence_counts_what_the_case_no_longer_has(course):
    """The number of ways and of choices is stated in several places."""
    words = " ".join(text_of(course).values())
    assert set(re.findall(r"(\d+) ways", words)) == {"144"}
