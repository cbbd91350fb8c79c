"""What lesson 07 says in words is so, by what its cells make when they run."""

import re
import tomllib
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

import leadermanager as lm
from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths import TRUTHS

PETRA, MAGNUS = "M049", "M167"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("07")


@pytest.fixture(scope="module")
def careers(lesson):
    return lesson.names["careers"]


@pytest.fixture(scope="module")
def early(careers):
    return careers[careers["career_year"] <= 3]


@pytest.fixture(scope="module")
def people(lesson):
    return lesson.names["people"].set_index("manager_id")


def content_of(course, name):
    return tomllib.loads((course / "exercises" / f"{name}.toml").read_text("utf-8"))


def test_situation_weather_stations_is_below_its_plan_for_three_years():
    quarters = lm.load_units().query("unit == 'Weather Stations'")
    assert len(quarters) == 12
    assert (quarters["actual"] < quarters["plan"]).all()


def test_situation_the_two_files(careers, early, people):
    assert list(people.loc[[PETRA, MAGNUS], "name"]) == ["Petra Chowdhury", "Magnus Novotny"]
    assert set(people.loc[[PETRA, MAGNUS], "unit"]) == {"Weather Stations"}
    assert set(people.loc[[PETRA, MAGNUS], "function"]) == {"development"}
    assert set(people.loc[[PETRA, MAGNUS], "tenure_years"]) == {5}
    files = early.set_index(["manager_id", "career_year"])
    assert (files.loc[MAGNUS, "recognition"] > files.loc[PETRA, "recognition"]).all()
    sums = early.groupby("manager_id")[["setback", "recognition", "chances"]].sum()
    assert sums.loc[PETRA, "recognition"] / sums.loc[MAGNUS, "recognition"] == pytest.approx(0.5, abs=0.06)
    assert (sums.loc[PETRA, "setback"], sums.loc[MAGNUS, "setback"]) == (1, 0)
    assert (sums.loc[PETRA, "chances"], sums.loc[MAGNUS, "chances"]) == (4, 0)
    assert files.loc[(PETRA, 1), ["setback", "feedback"]].all()


def test_see_petra_leads_the_unit_and_magnus_is_near_the_bottom(lesson, people):
    unit = people[people["unit"] == "Weather Stations"]
    assert unit["leading"].idxmax() == PETRA
    assert unit["leading"].rank()[MAGNUS] <= 2
    assert unit["managing"].rank()[MAGNUS] <= 2
    assert f"Petra Chowdhury is rated {unit['leading'][PETRA]:.1f} at leading" in lesson.printed["two-today"]


def test_see_the_two_are_an_exception(early, people):
    recognised = early.groupby("manager_id")["recognition"].sum()
    assert recognised.corr(people["leading"]) > 0.2
    assert recognised.corr(people["managing"]) > 0.2


def test_see_the_share_of_managing(lesson):
    slide = lesson.names["slide"]
    assert slide.round()[[1, 10]].to_dict() == {1: 63, 10: 80}
    assert slide.between(30, 100).all()


def test_failing_how_many_and_who_slides(lesson, people):
    counts = people["after"].value_counts().to_dict()
    assert counts == {"did not fail badly": 170, "failed, left alone": 40, "failed, talked over": 30}
    by = lesson.names["feats"].pivot(index="period", columns="after", values="managing")
    assert (by.diff().dropna() > 0).all(axis=None)
    assert by["failed, left alone"].round()[["1 to 3", "4 to 6"]].to_list() == [63, 78]
    rises = by.loc["4 to 6"] - by.loc["1 to 3"]
    assert rises.idxmax() == "failed, left alone"
    assert rises.max() > rises.drop("failed, left alone").max() + 10
    risks = people.groupby("after")["later_risks"].mean()
    assert risks.idxmin() == "failed, left alone"
    for group, mean in risks.items():
        assert f"{mean:.1f} ({group})" in lesson.printed["setbacks"]


def test_failing_who_leads_today_and_who_had_the_fewest_chances(lesson, people):
    levels = lesson.names["levels"].pivot(index="after", columns="system", values="rating")
    assert levels["leading"].round(1).to_list() == [2.9, 3.1, 3.5]
    assert levels["managing"].max() - levels["managing"].min() < 0.2
    assert people.groupby("after")["early_chances"].mean().idxmin() == "did not fail badly"


def test_chances_half_a_point_of_which_two_fifths_go_within_functions(lesson, people):
    assert len(lesson.names["ends"]) == 180
    means = lesson.names["overall"].set_index("chances")["leading"]
    overall = means["three chances or more"] - means["none or one chance"]
    assert overall == pytest.approx(0.5, abs=0.05)
    means = lesson.names["within"].pivot(index="kind", columns="chances", values="leading")
    for within in means["three chances or more"] - means["none or one chance"]:
        assert within == pytest.approx(0.3, abs=0.04)
        assert 1 - within / overall == pytest.approx(0.4, abs=0.05)
    assert len(people.query("kind == 'development, sales' and chances == 'none or one chance'")) == 4


def gap(shown):
    by = shown["recognition", "mean"]
    return by[0] - by[2]


def test_your_change_leading_earns_less_and_more_so_at_equal_quality(lesson):
    shown = lesson.outputs["your-change"]
    assert gap(shown) > 0.2
    assert shown["quality", "mean"][2] > shown["quality", "mean"][0] + 0.4
    at_equal_quality = lesson.changed('some = two[two["quality"].between(4.5, 5.5)]', "your-change")["_"]
    assert gap(at_equal_quality) > gap(shown) + 0.15


def test_your_change_the_first_years_are_few_and_unusually_good(lesson):
    first = lesson.changed('some = two[two["career_year"] <= 3]', "your-change")["_"]
    assert gap(first) == pytest.approx(0, abs=0.1)
    assert first["quality", "size"][2] == 19
    assert first["quality", "mean"][2] > lesson.outputs["your-change"]["quality", "mean"][2] + 0.3


def test_your_change_a_feat_of_leading_brings_half(careers):
    company = cast(Company, SimpleNamespace(careers=careers))
    difference = TRUTHS["managing_is_rewarded_more"].estimate(company)
    assert difference == pytest.approx(0.5, abs=0.05)


def test_both_true_an_hour_a_month_and_three_times_as_much_with_feedback(early):
    hours = early.groupby(["feedback", "setback"])["reflection"].agg(["mean", "size"])
    assert hours.loc[(False, False), "mean"] == pytest.approx(1.2, abs=0.1)
    assert hours.loc[(True, False), "mean"] / hours.loc[(False, False), "mean"] == pytest.approx(3, abs=0.3)
    assert hours.loc[(False, False), "size"] > len(early) / 2


def test_the_picture_both_kinds_of_act_bring_about_the_same_and_begin_as_the_texts_say(course):
    made = lm.exercise("07-stove", course / "exercises")
    for career, begins in zip(made.content["careers"], ("bad", "good"), strict=True):
        assert sum(career["leading"]) == pytest.approx(sum(career["managing"]), abs=0.5)
        assert all((throw < 0) == (begins == "bad") for throw in career["leading"][:2])


@pytest.mark.parametrize(
    ("career", "acts", "said"),
    [
        ("burned", "MMMMMMMMMM", "You never led."),
        ("burned", "LLMMMMMMMM", "the last time in year 2. We chose a career that begins with bad luck"),
        ("burned", "LMLMLMLMLM", "were still leading in year 9"),
        ("lucky", "LLLMMLLLLL", "begins with good luck, and you led in 8 of ten years"),
    ],
)
def test_the_picture_tells_each_career_apart(course, career, acts, said):
    made = lm.exercise("07-stove", course / "exercises")
    assert said in made.says(made.results({"career": career, "acts": acts}))


def test_the_picture_what_is_said_of_the_firms(course):
    firms = {firm["id"]: firm for firm in content_of(course, "07-stove")["firms"]}
    takes = ("early_years", "talked_over", "taught")
    lived = {
        name: lm.models.hundred_lives(94, **{key: firm[key] for key in takes if key in firm}).summary
        for name, firm in firms.items()
    }
    assert lived["alone"]["first"] == 50
    assert lived["alone"]["last"] < 40 < lived["colleague"]["last"]
    assert lived["teacher"]["first"] < 5 < 20 < lived["teacher"]["last"]
    assert lived["colleague"]["last"] - 6 < lived["both"]["last"] < lived["colleague"]["last"]
    assert lived["alone"]["below"] > 60


def test_the_picture_few_go_on_after_two_bad_years_of_leading():
    run = lm.models.hundred_lives(94).run
    led = run[run["leads"]].groupby("person")["believes"].agg(list)
    burned = [beliefs for beliefs in led if len(beliefs) > 1 and beliefs[0] < 0.5 and beliefs[1] < 0.5]
    assert sum(len(beliefs) == 2 for beliefs in burned) > len(burned) / 2


def test_hot_stove_what_is_said_of_teacher_luck_and_talk(course):
    content = content_of(course, "07-learn")
    (line,) = content["lines"]
    luck = lm.models.learn(**line["set"]).summary
    taught = lm.models.learn(luck=0, **content["challenges"][0]["solution"])
    assert luck["first"] == pytest.approx(50)
    assert taught.summary["last"] == pytest.approx(luck["last"], abs=3)
    assert taught.summary["first"] < 10
    assert (taught.run["leading"].diff().dropna() > -1).all()
    undo = content["challenges"][1]
    hard = lm.models.learn(luck=2).summary["last"]
    talked = lm.models.learn(**undo["solution"]).summary["last"]
    assert re.findall(r"falls to (\d+) per cent", undo["text"]) == [f"{hard:.0f}"]
    assert (talked - hard) / (50 - hard) > 0.5
    assert lm.models.learn(luck=2, early_years=8).summary["last"] >= 41
    assert lm.models.learn(luck=2, early_years=5).summary["last"] < 41


def test_argue_the_studies_are_those_that_the_text_describes():
    findings = lm.load_findings().set_index("finding_id")
    assert pd.notna(findings.loc["promotion-2", "estimate"])
    assert findings.loc["promotion-2", "estimate"] < 0 < findings.loc["promotion-1", "estimate"]
    assert "offset by feedback" in findings.loc["challenge-1", "unit"]
    assert "no group to compare" in findings.loc["authentic-1", "note"]
