"""What lesson 06 says in words is so, by what its cells make when they run."""

import re
import tomllib

import pytest

import leadermanager as lm

FOUR = {"Astrid Zaman", "Camila Bodnar", "Daan Cordero", "Yusuf Hegarty"}


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("06")


@pytest.fixture(scope="module")
def proposals(lesson):
    """The lesson's table, with the names of those who gave the chances."""
    names = lesson.names["names"]
    people = {who: lesson.names["proposals"][f"{who}_id"].map(names) for who in ("sponsor", "objector")}
    return lesson.names["proposals"].assign(**people).set_index("initiative_id")


@pytest.fixture(scope="module")
def tried(lesson):
    tried = lesson.names["tried"]
    return tried.assign(objector=tried["objector_id"].map(lesson.names["names"]))


@pytest.fixture(scope="module")
def brier(lesson):
    return lesson.names["score"].set_index("who")["brier"]


def test_situation_it_is_the_table_s_own_proposal(proposals):
    row = proposals.loc["P036"]
    assert (row["cost"], row["gain"], row["sponsor_estimate"], row["objector_estimate"]) == (
        390,
        900,
        0.7,
        0.15,
    )
    assert (row["sponsor"], row["objector"], row["unit"]) == (
        "Orla Zielinski",
        "Ayodele Ogilvie",
        "Packaging Lines",
    )
    assert (row["quarter"], row["objection"]) == ("2023Q2", "customers")


def test_what_became_of_it_we_said_no_and_a_rival_succeeded(proposals):
    row = proposals.loc["P036"]
    assert (row["decision"], row["tried_by"], row["succeeded"]) == ("no", "a rival", True)
    chance = (row["sponsor_estimate"] + row["objector_estimate"]) / 2
    assert chance < 0.5
    assert chance * row["gain"] - (1 - chance) * row["cost"] > 0


def test_see_nearly_every_objector_says_less_than_the_sponsor(proposals):
    assert len(proposals) == 160
    assert proposals["quarter"].nunique() == 10
    assert (proposals["objector_estimate"] < proposals["sponsor_estimate"]).sum() == 156


def test_see_more_than_half_of_what_was_doubted_worked(lesson, tried):
    assert len(tried) == 133
    doubted = lesson.names["doubted"]
    assert doubted["success"].mean() > 0.5
    assert round(100 * doubted["objector_estimate"].mean()) == 16


def test_situation_a_success_brings_the_money_back_and_the_gain_on_top(proposals):
    whole = proposals[(proposals["decision"] == "yes") & proposals["succeeded"].fillna(False)]
    assert (whole["result"] == whole["gain"]).all()


def test_see_chart_both_lines_rise_and_lie_on_their_side(lesson):
    for who, hopes in [("sponsor", True), ("objector", False)]:
        line = lesson.names["calibration"].set_index("who").loc[who]
        assert line["happened"].iloc[-1] > line["happened"].iloc[0] + 40
        gaps = line["happened"] - line["said"]
        assert (gaps < 5).all() if hopes else (gaps > -5).all()
        assert (line["size"] < 10).any()


def test_see_the_average_beats_both_and_objectors_are_worse_than_one_number_for_all(brier):
    in_order = ["average of both", "sponsors", "always the same", "objectors"]
    assert list(brier.sort_values().index) == in_order


def test_your_change_the_exact_weight_matters_little_and_the_ends_matter_much(lesson, tried, brier):
    def changed(weight):
        mixed = lesson.changed(f"weight = {weight}", "your-change")["mixed"]
        return ((mixed - tried["success"]) ** 2).mean()

    half = brier["average of both"]
    assert str(round(half, 3)) in lesson.printed["your-change"]
    assert abs(changed(0.6) - half) < 0.01
    assert changed(1.0) > half + 0.02
    assert changed(0.0) > half + 0.1


def test_see_the_firm_s_own_record_flatters_it(lesson, proposals):
    share = lesson.outputs["selection"]["share that succeeded"]
    assert (round(100 * share["us"]), round(100 * share["a rival"])) == (72, 29)
    assert proposals["tried_by"].isna().sum() == 27


def test_whose_no_four_of_twelve_never_go_above_fifty(proposals):
    spread = proposals.groupby("objector")["objector_estimate"].agg(["min", "max", "size"])
    assert len(spread) == 12
    assert set(spread["size"]) == {13, 14}
    assert set(spread.index[spread["max"] < 0.5]) == FOUR
    others = spread[spread["max"] >= 0.5]
    assert others["min"].max() < 0.1
    assert others["max"].min() > 0.65


def test_whose_no_the_eight_tell_success_from_failure_and_the_four_do_not(tried):
    gave = tried.groupby([tried["objector"].isin(FOUR), "success"])["objector_estimate"].mean()
    assert gave[False, 1] > gave[False, 0] + 0.2
    assert gave[True, 1] <= gave[True, 0]


def test_whose_no_one_in_seventeen_worked_when_one_of_the_eight_said_less_than_ten(lesson):
    shown = lesson.outputs["warnings"]
    assert shown.loc["the other eight"].tolist() == [17, 1]
    assert list(shown.index) == ["the other eight"]


def test_try_it_at_p036_a_pilot_brings_more_than_a_yes_and_a_yes_more_than_a_no(course):
    content = tomllib.loads((course / "exercises" / "06-stage.toml").read_text("utf-8"))
    start = {slider["id"]: slider["value"] for slider in content["sliders"]}
    assert (start["gain"], start["cost"], start["accuracy"]) == (900, 390, 80)
    staged = lm.models.stage(**start).summary
    assert staged["at_chance"] > lm.models.stage(**start, pilot=0).summary["at_chance"] > 0


def test_triage_numbers_people_and_outcomes_are_those_of_the_table(course, proposals):
    items = tomllib.loads((course / "exercises" / "06-triage.toml").read_text("utf-8"))["items"]
    assert len(items) == 6
    kinds = {
        "customers": "customers",
        "capacity": "people",
        "cost": "price",
        "rules": "rules",
        "timing": "later",
    }
    spread = 100 * proposals.groupby("objector")["objector_estimate"].agg(["min", "max"])
    for item in items:
        row, text = proposals.loc[item["id"]], item["text"]
        assert text.startswith(f"{row['unit']}, {item['id']}.")
        assert f"fails {row['cost']} thousand pounds, gain if it works {row['gain']:,}." in text
        assert f"sponsor says {100 * row['sponsor_estimate']:.0f} in 100" in text
        assert f"{row['objector']} says {100 * row['objector_estimate']:.0f}: " in text
        [ends] = re.findall(r"(?:anything )?between (\d+) and (\d+)", text)
        low, high = map(int, ends)
        assert (low, high) == tuple(spread.loc[row["objector"]].round())
        assert ("to everything" in text) == (row["objector"] in FOUR)
        assert item["good"] is bool(row["succeeded"])
        assert set(item.get("helps", [])) <= {kinds[row["objection"]]}
        said = {"no": "We said no", "yes": "We said yes,", "yes, if": "We said yes, if"}[row["decision"]]
        assert item["outcome"].startswith(said)


def test_argue_the_interval_is_some_eleven_points(lesson):
    share = lesson.names["share"]
    assert lesson.names["people"] == 40
    margin = 100 * lesson.names["margin"]
    assert 10.5 <= margin < 11.5
    assert 100 * share - margin > 60


def test_argue_nobody_sponsors_one_proposal_and_objects_to_another(proposals):
    assert not set(proposals["sponsor_id"]) & set(proposals["objector_id"])
