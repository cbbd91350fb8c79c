"""What lesson 05 says in words is so, by what its cells make when they run."""

import re
from pathlib import Path

import pytest

import leadermanager as lm
from leadermanager.widgets.kinds import exercise
from leadermanager_instructor.company.rules import RULES

from .conftest import ends_of_the_year

EXERCISES = Path(__file__).parents[2] / "course" / "exercises"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("05")


@pytest.fixture(scope="module")
def case():
    return exercise("05-year", EXERCISES)


@pytest.fixture(scope="module")
def ends():
    return ends_of_the_year()


@pytest.fixture(scope="module")
def weeks(lesson):
    return lesson.names["weeks"]


@pytest.fixture(scope="module")
def strengths(lesson):
    return lesson.names["strengths"]


@pytest.fixture(scope="module")
def desks(lesson):
    return lesson.names["desks"]


@pytest.fixture(scope="module")
def performance(lesson):
    """Every unit's performance (100 = plan): a row for each quarter, a column for each unit."""
    return lesson.names["units"].pivot(index="quarter", columns="unit", values="performance")


# ------------------------------------------------------------------------------------------------- the case


def test_every_path_of_the_case_reaches_an_end_after_four_quarters_of_three_choices_or_more(case):
    content = case.content
    assert len(content["quarters"]) == 4
    assert {scene["quarter"] for scene in content["scenes"].values()} == {1, 2, 3, 4}
    stack: list[tuple[str, ...]] = [()]
    seen = 0
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


def test_what_came_of_the_first_move_and_of_one_way_only_is_told_with_the_numbers_of_the_case(verdicts, ends):
    good = ends[ends["good"]].groupby("first").size()
    counts = {"one": 1, "three": 3, "none": 0}
    starts = {"none": "A bad start", "one": "A hard start", "three": "A good start"}
    said = dict(zip(("keep", "go", "trial", "course"), verdicts("05-side", "first").values(), strict=True))
    for first, verdict in said.items():
        ((start, count),) = re.findall(r"^(.+?): (\w+) of the seven good years begins? with", verdict)
        assert (counts[count], starts[count]) == (good.get(first, 0), start)
    assert good.sum() == 7
    mean = ends.groupby("first")[["order", "change"]].mean().round()
    assert f"change ends at {mean.loc['keep', 'change']:.0f} on average" in said["keep"]
    assert f"ends at {mean.loc['go', 'order']:.0f} on average" in said["go"]
    assert (
        f"ends at {mean.loc['trial', 'order']:.0f}, and not at {mean.loc['go', 'order']:.0f}" in said["trial"]
    )
    always = ends[ends["always"] != "mixed"].set_index("always")
    *one_way, none = verdicts("05-side", "always").values()
    for kind, verdict in zip(("managing", "leading", "both"), one_way, strict=True):
        reached, missed = re.findall(r"(order|change)(?: ends)? at (\d+)", verdict.lower())
        assert {meter: int(end) for meter, end in (reached, missed)} == dict(
            always.loc[kind, ["order", "change"]]
        )
        assert int(missed[1]) < 60 <= int(reached[1])
        assert verdict.startswith("No. ")
    assert "each good year mixes them" in none
    assert not always["good"].any()


def test_both_come_back_only_to_those_who_have_played_twice(lesson):
    (source,) = (cell.source for cell in lesson.notebook.cells if cell.id == "first-move")
    assert source.count('after="05-year"') == source.count("lm.you_said(") == 2


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


def test_nobody_who_has_seen_theos_cooler_is_told_that_there_is_nothing_to_look_at(case):
    turns = case.content["turns"]
    told = {first: turns[f"{first}/aim-first"]["outcome"] for first in ("keep", "go", "trial", "course")}
    assert told == {"keep": "wide", "go": "late-first", "trial": "short", "course": "wide"}


def test_judiths_calendar_saves_the_year_only_where_people_share_an_aim(ends):
    with_calendar = ends[ends["path"].str.contains("calendar")]
    assert with_calendar["good"].any()
    assert with_calendar.loc[with_calendar["good"], "path"].str.contains("aim-first").all()


def test_the_meters_and_their_goals_are_as_the_lesson_and_the_quizzes_say(lesson, case):
    assert [(m["start"], m["goal"]) for m in case.content["meters"]] == [(65, 60), (30, 60)]
    assert "**Order** stands at 65" in lesson.text["predict"]
    assert "**Change** stands at 30" in lesson.text["predict"]
    firsts = [choice["id"] for choice in case.content["scenes"]["two-sheets"]["choices"]]
    side, _ = exercise("05-side", EXERCISES).content["questions"]
    assert [option["id"] for option in side["options"]] == firsts


# ------------------------------------------------------------------------------------------------- the data


def test_you_stand_in_for_the_head_of_cryogenics(strengths, lesson):
    heads = strengths[strengths["level"] == 3].set_index("unit")["name"]
    assert heads["Cryogenics"] == "Wei Ramaswamy"
    assert heads["Cryogenics"] in lesson.text["situation"]


def test_cryogenics_beat_its_plan_in_2023(performance):
    assert (performance.loc["2023Q1":"2023Q4", "Cryogenics"] > 100).all()


def test_the_pile_of_cryogenics_rises_until_august_and_then_grows_no_more(weeks):
    """What is to be drawn: the year of 2024, of which the first quarter is known."""
    pile = weeks[(weeks["unit"] == "Cryogenics") & (weeks["number"] <= 52)].set_index("week")
    assert pile.index[12].quarter == 1
    assert pile.index[13].quarter == 2
    assert pile["waiting"].idxmax().month in (8, 9)
    assert pile.loc["2024-08":"2024-12", "waiting"].between(50, 80).all()
    assert pile.loc["2024-01":"2024-03", "waiting"].max() < 20
    came = pile["exceptions"]
    assert round(came["2024-01":"2024-03"].mean()) == 8
    assert round(came["2024-07":"2024-08"].mean()) == 14
    assert 2 * RULES.settled_per_leader == 6
    assert RULES.exceptions_dropped == 0.1
    drawing = exercise("05-draw", EXERCISES)
    assert "two of the ten managers lead (a manager with 5 or more" in drawing.content["instructions"]
    told = "about 8 came up each week; in July and August, about 14. Two people settle six at most"
    assert told in drawing.labels["low"]
    for label in ("high", "low", "even"):
        assert "a tenth of what waits is given up" in drawing.labels[label]


def test_most_comes_up_in_weather_stations_and_less_than_one_waits_there(desks, strengths, performance):
    assert desks["exceptions"].idxmax() == "Weather Stations"
    assert 0 < desks.loc["Weather Stations", "waiting"] < 1
    there = strengths[strengths["unit"] == "Weather Stations"]
    assert (len(there), there["leads"].sum()) == (10, 7)
    assert there.loc[there["leads"], "manages"].all()
    assert (performance["Weather Stations"] < 100).all()


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


def test_the_unit_without_a_queue_misses_its_plan_and_the_full_desk_meets_it_but_for_the_last_quarter(
    lesson, performance
):
    assert (performance["Field Service"] < 100).all()
    assert (performance["Cryogenics"].iloc[:-1] > 100).all()
    assert round(performance["Cryogenics"].iloc[-1]) == 94
    assert "the last quarter falls to 94" in lesson.text["order-too"]


def test_field_service_leads_cryogenics_manages_and_optics_does_both(lesson, strengths, performance, desks):
    does = lesson.outputs["does"]
    assert desks.loc["Field Service", "waiting"] == 0
    assert (strengths.groupby("unit").size() == 10).all()
    assert does.loc["Field Service", ["leads", "manages"]].tolist() == [6, 2]
    assert does.loc["Cryogenics", ["leads", "manages"]].tolist() == [2, 8]
    assert does.loc["Optics", "both"] == 7
    assert desks.loc["Cryogenics", "exceptions"] - desks.loc["Optics", "exceptions"] < 1
    assert desks.loc["Optics", "waiting"] < 2
    assert (performance["Optics"] > 100).all()
    assert does.loc["Weather Stations", "both"] == 7


def test_there_is_a_gap_in_decisions_for_each_and_it_stays_where_a_little_less_is_asked(lesson, desks):
    full = ["Calibration", "Cryogenics"]
    assert desks["come up for each"].drop(full).max() == 1.9
    assert desks.loc[full, "come up for each"].min() == 4.0
    less = lesson.changed('counted = strengths["leading"] >= 4.5', "your-change")["desks"]
    assert (less["people"] > desks["people"]).sum() == 3
    assert less.loc[full, "come up for each"].min() > 1.5 * less["come up for each"].drop(full).max()


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ('counted = strengths["leading"] >= 5', True),
        ('counted = strengths["leading"] >= 4.5', True),
        ('counted = strengths["leading"] >= 6', False),
        ('counted = strengths["managing"] >= 5', False),
    ],
)
def test_the_rule_of_more_than_three_for_each_holds_with_two_of_the_four_lines(lesson, line, holds):
    desks = lesson.changed(line, "your-change")["desks"]
    assert (desks.loc[desks["come up for each"] > 3, "waiting"] > 10).all() == holds
    assert "more than three come up in a week for each" in lesson.text["your-change-text"]


def test_where_more_is_asked_of_those_who_lead_the_gap_is_gone(lesson):
    more = lesson.changed('counted = strengths["leading"] >= 6', "your-change")["desks"]
    assert more.loc["Cryogenics", ["people", "come up for each"]].tolist() == [0, float("inf")]
    assert "`inf` means that nobody is left" in lesson.text["your-change-text"]
    assert more.loc["Sensors", ["people", "come up for each"]].tolist() == [1, 6.1]
    assert more.loc["Sensors", "waiting"] < 1
    answers = {
        option["id"]: option["say"]
        for option in exercise("05-evidence", EXERCISES).content["questions"][1]["options"]
    }
    assert "up to 1.9 a week" in answers["fives"]
    assert "6.1" in answers["fives"]
    assert "6.1" in answers["all-leading"]
    for words in ("1.2 come up for each in Calibration, where most wait", "Field Service it is 4.2"):
        assert words in answers["managing"]


def test_counting_those_who_manage_puts_calibration_first_and_field_service_last(lesson):
    shown = lesson.changed('counted = strengths["managing"] >= 5', "your-change")["_"]
    assert shown.loc["Calibration", ["people", "come up for each"]].tolist() == [10, 1.2]
    assert shown.loc["Field Service", ["waiting", "come up for each"]].tolist() == [0, 4.2]
    assert (shown.index[0], shown.index[-1]) == ("Calibration", "Field Service")


def test_a_rule_of_ours_lets_each_manager_who_leads_settle_three():
    assert RULES.settled_per_leader == 3
    options = exercise("05-evidence", EXERCISES).content["questions"][2]["options"]
    assert any("settles three decisions a week" in option["say"] for option in options)


def test_the_table_of_findings_has_no_row_on_how_many_people_lead(lesson):
    claims = lesson.names["findings"]["claim"].str.lower()
    assert not claims.str.contains("people who lead|number of leaders|how many lead").any()


# ------------------------------------------------------------------------------------------------ the model


@pytest.fixture(scope="module")
def desk():
    return exercise("05-desk", EXERCISES)


def came(desk, joining=(), aim=0):
    return desk.results({"joining": list(joining), "aim": aim})


def test_at_the_desk_the_fourth_person_undoes_more_than_they_settle(desk):
    """The text has it so, and counts six pairs among four; the first three still help."""
    early = [came(desk, range(1, helpers + 1))["last"] for helpers in range(5)]
    assert early == [150, 110, 105, 130, 178]
    assert min(early) > came(desk, aim=1)["last"] == 60, "two idle weeks beat every early helper"


def test_after_the_aim_people_begin_to_lead_whom_nobody_asked(desk):
    assert came(desk, aim=1)["won"] == 5
    assert came(desk)["won"] == came(desk, [1, 2, 3])["won"] == 0


def test_the_runs_that_can_be_watched_are_what_they_are_called(desk):
    runs = {run["name"]: (run["joining"], run["aim"]) for run in desk.content["runs"]}
    assert runs == {
        "You alone": ([], 0),
        "Two helpers at once": ([1, 2], 0),
        "Three helpers at once": ([1, 2, 3], 0),
        "The aim first, and nobody let in": ([], 1),
        "The aim first, then one helper": ([3], 1),
    }


@pytest.mark.parametrize(
    ("joining", "aim", "says"),
    [
        ([], 0, "by the end fifteen came up"),
        ([1, 2, 3], 0, "You let 3 more decide, and 184 decisions came back."),
        (
            [1],
            0,
            "32 decisions came back after clashes. You settled more than that. But more and more comes up",
        ),
        ([6, 10], 13, "You agreed on an aim in week 13."),
        ([], 1, "60 wait. Still, 5 people began to lead"),
        ([20], 4, "too few people were there to settle things, or they came too late"),
        ([3], 1, "The pile is gone. You let in 1; 7 more began to lead"),
    ],
)
def test_each_way_to_play_the_desk_is_told_what_it_did(desk, joining, aim, says):
    assert says in desk.says(came(desk, joining, aim))


def test_fifteen_come_up_in_the_last_week_at_the_desk(desk):
    assert desk.content["arising"] == lm.models.exceptions(3, 8)
    assert desk.content["arising"][-1] == 15


def test_no_sentence_counts_what_the_case_no_longer_has(lesson):
    """The number of ways and of choices is stated in several places."""
    words = " ".join(cell.source for cell in lesson.notebook.cells)
    assert set(re.findall(r"(\d+) ways", words)) == {"144"}
