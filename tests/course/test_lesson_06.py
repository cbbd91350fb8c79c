"""What lesson 06 says in words about its data and its model is so."""

import re
import tomllib

import pytest

import leadermanager as lm

FOUR = {"Astrid Zaman", "Camila Bodnar", "Daan Cordero", "Yusuf Hegarty"}


@pytest.fixture(scope="module")
def proposals():
    names = lm.load_managers().set_index("manager_id")["name"]
    table = lm.load_initiatives()
    table["sponsor"], table["objector"] = table["sponsor_id"].map(names), table["objector_id"].map(names)
    return table.set_index("initiative_id")


@pytest.fixture(scope="module")
def tried(proposals):
    known = proposals.dropna(subset="succeeded").copy()
    known["success"] = known["succeeded"].astype(float)
    return known


def brier(tried, weight):
    mixed = weight * tried["sponsor_estimate"] + (1 - weight) * tried["objector_estimate"]
    return ((mixed - tried["success"]) ** 2).mean()


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


def test_see_more_than_half_of_what_was_doubted_worked(tried):
    assert len(tried) == 133
    doubted = tried[tried["objector_estimate"] < 0.3]
    assert doubted["success"].mean() > 0.5
    assert round(100 * doubted["objector_estimate"].mean()) == 16


def test_situation_a_success_brings_the_money_back_and_the_gain_on_top(proposals):
    whole = proposals[(proposals["decision"] == "yes") & proposals["succeeded"].fillna(False)]
    assert (whole["result"] == whole["gain"]).all()


def test_see_chart_both_lines_rise_and_lie_on_their_side(tried):
    for who, hopes in [("sponsor_estimate", True), ("objector_estimate", False)]:
        height = (100 * tried[who]) // 20
        happened = 100 * tried.groupby(height)["success"].mean()
        assert happened.iloc[-1] > happened.iloc[0] + 40
        gaps = happened - (20 * happened.index + 10)
        assert (gaps < 5).all() if hopes else (gaps > -5).all()
        assert (height.value_counts() < 10).any()


def test_see_the_average_beats_both_and_objectors_are_worse_than_one_number_for_all(tried):
    always = ((tried["success"].mean() - tried["success"]) ** 2).mean()
    assert brier(tried, 0.5) < brier(tried, 1) < always < brier(tried, 0)


def test_your_change_the_exact_weight_matters_little_and_the_ends_matter_much(tried):
    assert abs(brier(tried, 0.6) - brier(tried, 0.5)) < 0.01
    assert brier(tried, 1) > brier(tried, 0.5) + 0.02
    assert brier(tried, 0) > brier(tried, 0.5) + 0.1


def test_see_the_firm_s_own_record_flatters_it(proposals):
    share = proposals.groupby("tried_by", observed=True)["succeeded"].mean()
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


def test_whose_no_one_in_seventeen_worked_when_one_of_the_eight_said_less_than_ten(tried):
    warned = tried[tried["objector_estimate"] < 0.1]
    assert not warned["objector"].isin(FOUR).any()
    assert (len(warned), warned["success"].sum()) == (17, 1)


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
        low, high = map(int, re.search(r"(?:anything )?between (\d+) and (\d+)", text).groups())
        assert (low, high) == tuple(spread.loc[row["objector"]].round())
        assert ("to everything" in text) == (row["objector"] in FOUR)
        assert item["good"] is bool(row["succeeded"])
        assert set(item.get("helps", [])) <= {kinds[row["objection"]]}
        said = {"no": "We said no", "yes": "We said yes,", "yes, if": "We said yes, if"}[row["decision"]]
        assert item["outcome"].startswith(said)


def test_argue_the_interval_is_some_eleven_points(course):
    silence = lm.load_findings().set_index("finding_id").loc["silence-1"]
    share, people = silence["estimate"] / 100, silence["n"]
    assert people == 40
    margin = 100 * 1.96 * (share * (1 - share) / people) ** 0.5
    assert 10.5 <= margin < 11.5
    assert 100 * share - margin > 60


def test_argue_nobody_sponsors_one_proposal_and_objects_to_another(proposals):
    assert not set(proposals["sponsor_id"]) & set(proposals["objector_id"])
