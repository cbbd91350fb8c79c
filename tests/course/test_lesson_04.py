"""What lesson 04 says in words is so, by what its cells make when they run."""

import numpy as np
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.models import aims_by_rule, drop
from leadermanager.widgets.kinds import exercise

RESETTERS = {"Calibration", "Cryogenics", "Vacuum"}
SIMPLIFIED = {"Sensors", "Thermal"}


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("04")


@pytest.fixture(scope="module")
def weeks(lesson):
    return lesson.names["weeks"]


@pytest.fixture(scope="module")
def calibration(lesson):
    return lesson.names["calibration"].set_index("number")


@pytest.fixture(scope="module")
def judged(lesson):
    """The results in the chart of four units, each with its unit's limits as the chart draws them."""
    (rows,) = lesson.outputs["chart-four"].to_dict()["datasets"].values()
    return pd.DataFrame(rows).rename(columns={"panel": "unit", "x": "number", "y": "defects"})


@pytest.fixture(scope="module")
def limits(judged):
    """Mean, lower and upper limit of each unit."""
    return judged.dropna(subset=["mean"]).set_index("unit")[["mean", "low", "high"]]


@pytest.fixture(scope="module")
def outside(judged):
    """The results that have the mark of those outside their unit's limits."""
    return judged[judged["out"] == True]  # noqa: E712


@pytest.fixture(scope="module")
def people(lesson):
    return lesson.names["people"]


@pytest.fixture(scope="module")
def bosses(lesson):
    """Effort and output of the staff, by whether their boss leads and manages above 3."""
    return lesson.names["bosses"]


# The situation


def test_on_the_monday_calibration_had_its_worst_week_together_with_week_14(calibration):
    assert calibration.loc[42, "week"] == pd.Timestamp("2024-10-14")
    so_far = calibration.loc[:41, "defects"]
    assert so_far[41] == 28.8
    assert list(so_far.index[so_far == so_far.max()]) == [14, 41]


def test_about_22_faults_are_usual_in_calibration_and_it_resets_after_every_week(calibration):
    assert round(calibration.loc[:41, "defects"].mean()) == 22
    assert round(calibration["defects"].median()) == 22
    assert calibration["corrected"].all()


def test_head_office_came_that_week_which_was_calibrations_best_of_two_years(calibration):
    assert calibration.loc[42, "visited"]
    assert calibration.loc[42, "defects"] == 11.9 == calibration["defects"].min()
    assert len(calibration) == 104
    assert (calibration.loc[43:44, "defects"] > 24).all(), "look at the two weeks after it"


def test_the_reset_of_that_monday_took_almost_7_off(calibration):
    assert 6.5 < calibration.loc[41, "defects"] - 22 < 7


def test_each_answer_of_the_monday_is_judged_and_one_is_good(verdicts):
    judged = verdicts("04-monday", "monday")
    good = [answer for answer, verdict in judged.items() if verdict.startswith("Good")]
    assert good == ["Nothing about this one number"]


# Visits and resets


def test_fifty_visits_were_followed_by_a_better_week_44_times(weeks):
    before = weeks.groupby("unit")["defects"].shift(1)
    assert weeks["visited"].sum() == 50
    assert (weeks["visited"] & (weeks["defects"] < before)).sum() == 44
    followed = weeks["visited"].groupby(weeks["unit"]).shift(-1).eq(True)
    assert (followed & (weeks["above"] < 2.5)).sum() == 11, "the other eleven visits"


def test_just_as_bad_weeks_got_better_as_often_without_a_visit(lesson):
    better = lesson.outputs["after-bad"]
    assert better.loc["visited"].tolist() == [36, 39]
    assert better.loc["nobody came"].tolist() == [104, 107]


def test_when_nobody_came_the_next_week_was_at_the_usual_and_a_little_below_because_of_resets(lesson):
    came = dict(lesson.exercises["bad-weeks"].content["came"])
    assert came[1.0] == -0.6, "a little below"
    assert all(abs(above) <= 0.8 for above in came.values()), "back at the usual in a week"
    after = lesson.names["bad"].groupby("corrected")["next"].mean()
    assert after[True] < -1.5, "below the usual because of the three that reset"
    assert after[False] > 0


def test_after_the_best_tenth_of_weeks_faults_rose_86_times_in_91(weeks):
    tenth = weeks.groupby(["unit", "simplified"])["defects"].transform(lambda all_: all_.quantile(0.1))
    best = weeks[(weeks["defects"] <= tenth) & (weeks["number"] < 104)]
    next_week = weeks.groupby("unit")["defects"].shift(-1).loc[best.index]
    assert (len(best), (next_week > best["defects"]).sum()) == (91, 86)


def test_the_three_that_reset_swing_most_with_a_gap_to_the_others(lesson, weeks):
    step = weeks.groupby(["corrected", "unit"])["step"].mean()
    assert set(step[True].index) == RESETTERS
    assert len(step[False]) == 5
    assert step[True].min() > step[False].max() + 1
    each = weeks.groupby("corrected")["step"].mean()
    printed = lesson.printed["your-monday"]
    assert f"{each[True]:.1f} in the units that reset after every week" in printed
    assert f"{each[False]:.1f} in the units that leave machines alone" in printed


# The model


def with_each_miss(luck):
    """Hold the funnel on the side on which the last marble fell."""
    aims = [1]
    for pushed in luck[:-1]:
        aims.append(2 * int(np.sign(aims[-1] + pushed)) or aims[-1])
    return aims


@pytest.mark.parametrize(
    ("hold", "said"),
    [
        (lambda luck: [0] * 20, "You never moved the funnel"),
        (lambda luck: aims_by_rule(luck, 1), "43 per cent further from the mark. In "),
        (lambda luck: [-round(pushed / 2) for pushed in luck], "you held the funnel suited the luck"),
        (lambda luck: [0] * 19 + [1], "it brought next to nothing"),
        (lambda luck: [-1, -2, *[6] * 18], "and so did the pile. That was not luck"),
        (lambda luck: with_each_miss(luck), "None of your moves answered a miss"),
    ],
)
def test_each_way_to_hold_the_funnel_is_told_apart(course, hold, said):
    game = exercise("04-hand", course / "exercises")
    luck = game.content["lucks"][0]["luck"]
    played = {"luck": "first", "aims": [int(aim) for aim in hold(luck)]}
    assert said in game.says(game.results(played))


def test_in_each_round_the_full_correction_spreads_as_much_as_the_model_says(course):
    for luck in exercise("04-hand", course / "exercises").content["lucks"]:
        spread = {
            name: drop(luck["luck"], aims).summary["distance"]
            for name, aims in {"alone": [0] * 20, "rule": luck["rule"]}.items()
        }
        assert spread["rule"] / spread["alone"] == pytest.approx(2**0.5, abs=0.05)


# Signals, and an easier job


def test_the_limits_in_the_chart_are_from_the_first_30_weeks(lesson, weeks, limits):
    assert "its own first 30 weeks" in lesson.text["try-it"]
    first = weeks[(weeks["number"] <= 30) & weeks["unit"].isin(limits.index)].groupby("unit")
    mean, step = first["defects"].mean(), first["step"].mean()
    expected = pd.DataFrame({"mean": mean, "low": mean - 2.66 * step, "high": mean + 2.66 * step})
    pd.testing.assert_frame_equal(limits.sort_index(), expected, atol=0.001, check_names=False)


def test_two_of_the_four_units_have_no_week_outside_and_field_service_has_five_of_six(outside, limits):
    weeks_outside = outside.groupby("unit")["number"].apply(list)
    assert set(limits.index) == {"Calibration", "Field Service", "Sensors", "Optics"}
    assert set(weeks_outside.index) == {"Field Service", "Sensors"}
    assert weeks_outside["Field Service"] == [31, 32, 33, 34, 35]


def test_in_sensors_good_signals_begin_with_week_71(outside, limits):
    own = outside[outside["unit"] == "Sensors"]
    assert own["number"].min() == 71
    assert (own["defects"] < limits.loc["Sensors", "low"]).all()
    assert len(own) >= 10


def test_field_service_had_about_eight_faults_more_and_no_visit_in_those_weeks(weeks):
    batch = weeks[(weeks["unit"] == "Field Service") & weeks["number"].between(31, 36)]
    assert round(batch["above"].mean()) == 8
    assert not batch["visited"].any()


def test_such_a_batch_would_lie_between_the_limits_of_calibration_and_of_no_other(limits):
    room = limits["high"] - limits["mean"]
    assert list(room.index[room > 9]) == ["Calibration"]
    assert room.drop("Calibration").max() < 8.1


def test_the_simpler_instruction_came_in_may_2025_and_took_off_more_than_6_of_22(lesson, weeks):
    assert set(weeks.loc[weeks["simplified"], "unit"]) == SIMPLIFIED
    assert (weeks["simplified"] == (weeks["unit"].isin(SIMPLIFIED) & (weeks["number"] > 70))).all()
    begun = weeks.loc[weeks["simplified"], "week"].min()
    assert (begun.year, begun.month) == (2025, 5)
    change = lesson.names["change"]
    assert change["change"].round(1).tolist() == [-0.2, -6.5]
    assert change["change"].diff().iloc[-1] < -6
    assert round(change.loc[True, False]) == 22
    assert change["change"].diff().iloc[-1] < -0.25 * change.loc[True, False]


# Bosses, words, a say


def test_effort_goes_with_the_bosss_leading_and_output_with_the_bosss_managing(bosses):
    assert list(bosses.index) == [(False, False), (False, True), (True, False), (True, True)]
    neither, managing, leading, both = (bosses.iloc[place] for place in range(4))
    assert min(leading["effort"], both["effort"]) > max(neither["effort"], managing["effort"]) + 0.4
    assert min(managing["output"], both["output"]) > max(neither["output"], leading["output"]) + 2
    assert bosses["output"].between(96, 105).all(), "the chart shows all four"
    assert bosses["effort"].between(2.4, 3.4).all()


def test_18_bosses_lead_and_do_not_manage(lesson):
    scores = lesson.names["scores"]
    with_people = scores[scores.index.isin(lm.load_staff()["manager_id"])]
    assert ((with_people["leading"] > 3) & (with_people["managing"] <= 3)).sum() == 18


def test_a_third_believes_a_message_to_another_value_and_a_half_one_to_its_own(people):
    understood = people[people["understood"]]
    believed = understood.groupby(understood["value"] == understood["framed_as"])["believed"].mean()
    assert believed[False] == pytest.approx(1 / 3, abs=0.03)
    assert believed[True] == pytest.approx(1 / 2, abs=0.03)


def test_those_who_had_a_say_feel_more_in_control_by_3_7_against_2_8(people):
    control = people.groupby("took_part")["control"].mean()
    assert (round(control[True], 1), round(control[False], 1)) == (3.7, 2.8)


def difference(means):
    return round((means[True] - means[False]).mean(), 2)


@pytest.mark.parametrize(
    ("same", "higher"), [("value", 0.91), ("unit", 0.79), ("manager_id", 0.52), ("person_id", 0.54)]
)
def test_the_same_boss_takes_most_of_it_away_and_one_person_no_more(lesson, same, higher):
    assert difference(lesson.names["means"]) == 0.91, "the same message"
    assert difference(lesson.changed(f'same = "{same}"', "your-change")["means"]) == higher


def test_what_is_said_to_each_change_fits_what_it_leaves(lesson):
    assert [line for line, said in lesson.names["reading"].items() if said] == ["manager_id", "person_id"]
    lost = {
        same: 1 - difference(lesson.changed(f'same = "{same}"', "your-change")["means"]) / 0.91
        for same in ("value", "unit", "manager_id")
    }
    assert lost["manager_id"] > max(lost["value"], lost["unit"]) + 0.2, "the boss is the confounder"
    own = difference(lesson.changed('same = "person_id"', "your-change")["means"])
    assert own == pytest.approx(0.5, abs=0.05), "about what the rules add"


def test_bosses_who_lead_let_more_people_have_a_say_and_the_others_feel_in_control_too(lesson, people):
    leads = people["manager_id"].map(lesson.names["scores"]["leading"] > 3)
    assert people.groupby(leads)["took_part"].mean().diff().iloc[-1] > 0.2
    without = people[~people["took_part"]]
    assert without.groupby(leads)["control"].mean().diff().iloc[-1] > 0.4


# Real data


def test_handling_complaints_comes_first_well_before_raises_and_criticism_last(lesson):
    together = lesson.names["clerks"].set_index("question")["rating"]
    assert together.idxmax() == "handles complaints"
    assert together["handles complaints"] > together["raises by performance"] + 0.2
    assert together[["too critical", "chance to advance"]].max() < 0.2
    assert len(lm.load_supervisors()) == 30


def test_the_findings_shown_say_what_the_lesson_reads_out_of_them(lesson):
    shown = lesson.names["study"]
    assert set(shown.index) == {"boss-1", "people-skills-1"}
    assert shown.loc["boss-1", "unit"] == "workers' output"
    assert shown.loc["boss-1", "estimate"] > 1, "larger than what one worker makes"
    assert "No consistent effect on productivity" in shown.loc["people-skills-1", "note"]
