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
    sums = early.groupby("manager_id")[["setback", "recognition", "chances", "leading_feats"]].sum()
    assert sums.loc[PETRA, "recognition"] / sums.loc[MAGNUS, "recognition"] == pytest.approx(0.5, abs=0.06)
    assert (sums.loc[PETRA, "setback"], sums.loc[MAGNUS, "setback"]) == (1, 0)
    assert (sums.loc[PETRA, "chances"], sums.loc[MAGNUS, "chances"]) == (4, 0)
    assert sums.loc[MAGNUS, "leading_feats"] == 4
    assert early.query("manager_id == @PETRA and setback")["feedback"].to_list() == [True]


def test_see_petra_is_one_of_the_two_strongest_and_magnus_is_near_the_bottom(lesson, people):
    unit = people[people["unit"] == "Weather Stations"]
    assert len(unit) == 10
    assert PETRA in unit["leading"].nlargest(2)
    assert unit["leading"].rank()[MAGNUS] <= 2
    assert unit["managing"].rank()[MAGNUS] <= 2
    assert f"Petra Chowdhury is rated {unit['leading'][PETRA]:.1f} at leading" in lesson.printed["two-today"]


def test_see_each_answer_to_the_first_question_is_told_who_the_better_choice_was(verdicts):
    judged = verdicts("07-send", "send")
    assert judged["Petra Chowdhury"].startswith("A good choice")
    assert judged["Magnus Novotny"].startswith("Not a good choice")


def test_see_the_two_are_an_exception(lesson):
    found = re.findall(
        r"(more|less) early recognition: (.+) at leading, (.+) at managing", lesson.printed["two-today"]
    )
    (more, *strong), (less, *weak) = found
    assert (more, less) == ("more", "less")
    assert all(float(one) > float(other) + 0.3 for one, other in zip(strong, weak, strict=True))


def test_see_the_share_of_managing_rises_within_the_axes_of_the_drawing(lesson):
    slide = lesson.names["slide"]
    assert slide[10] > slide[1] + 10
    assert slide.between(30, 100).all()


def test_failing_how_many_and_who_slides(lesson, people):
    counts = people["after"].value_counts().to_dict()
    assert counts == {"no bad failure": 170, "failed, left alone": 40, "failed, talked over": 30}
    by = lesson.names["feats"].pivot(index="period", columns="after", values="managing")
    assert (by.diff().dropna() > 0).all(axis=None)
    rises = by.loc["4 to 6"] - by.loc["1 to 3"]
    assert rises["failed, left alone"].round() == 15
    assert rises.idxmax() == "failed, left alone"
    assert rises.max() > rises.drop("failed, left alone").max() + 10
    risks = people.groupby("after")["later_risks"].mean()
    assert risks.idxmin() == "failed, left alone"
    for group, mean in risks.items():
        assert f"{mean:.1f} ({group})" in lesson.printed["setbacks"]


def test_failing_who_leads_today_and_who_had_the_fewest_chances(lesson, people):
    leading = lesson.names["levels"].set_index("after")["leading"]
    assert leading.idxmin() == "no bad failure"
    said = lesson.outputs["setbacks-read"].data
    assert re.findall(r"\d\.\d", said) == ["2.9", "3.1", "3.5"]
    assert people.groupby("after")["early_chances"].mean().idxmin() == "no bad failure"


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
    by = shown["recognition"]
    return by["two of managing"] - by["two of leading"]


def test_your_change_leading_earns_less_and_more_so_at_equal_quality(lesson):
    shown = lesson.outputs["your-change"]
    assert gap(shown) > 0.2
    assert shown["quality"]["two of leading"] > shown["quality"]["two of managing"] + 0.4
    at_equal_quality = lesson.changed('some = two[two["quality"].between(4.5, 5.5)]', "your-change")["_"]
    assert gap(at_equal_quality) > gap(shown) + 0.15
    said = lesson.outputs["your-change-read"].data
    assert f"earn {gap(shown):.1f} points less" in said
    assert f"the gap is wider: {gap(at_equal_quality):.1f}." in said
    assert f"only {at_equal_quality['years']['two of leading']} years of leading" in said


def test_your_change_the_first_years_are_few_and_unusually_good(lesson):
    first = lesson.changed('some = two[two["career_year"] <= 3]', "your-change")["_"]
    assert gap(first) == pytest.approx(0, abs=0.1)
    assert first["years"]["two of leading"] == 19
    assert "and 19 in the first three years" in lesson.outputs["your-change-read"].data
    usual = lesson.outputs["your-change"]["quality"]["two of leading"]
    assert first["quality"]["two of leading"] > usual + 0.3


def test_your_change_a_feat_of_leading_brings_half(careers):
    company = cast(Company, SimpleNamespace(careers=careers))
    difference = TRUTHS["managing_is_rewarded_more"].estimate(company)
    assert difference == pytest.approx(0.5, abs=0.05)


def test_both_true_little_more_than_an_hour_a_month_and_nearly_three_times_as_long_with_feedback(lesson):
    without, frank = map(float, re.findall(r"\d+\.\d", lesson.printed["hours"]))
    assert 1 < without < 1.5
    assert 2.7 < frank / without < 3


def test_the_picture_both_kinds_of_act_bring_about_the_same_and_begin_as_the_texts_say(course):
    made = lm.exercise("07-stove", course / "exercises")
    for career, begins in zip(made.content["careers"], ("bad", "good") * 2, strict=True):
        assert sum(career["leading"]) == pytest.approx(sum(career["managing"]), abs=0.5)
        assert all((throw < 0) == (begins == "bad") for throw in career["leading"][:2])


@pytest.mark.parametrize(
    ("career", "acts", "said"),
    [
        ("burned", "MMMMMMMMMM", "You never led."),
        ("burned", "LLMMMMMMMM", "the last time in year 2. We chose a career that begins with bad luck"),
        ("burned", "LMLMLMLMLM", "were still leading in year 9"),
        ("lucky", "LLLMMLLLLL", "begins with good luck, and you led in 8 of ten years"),
        ("burned", "LLMMMMMMMM", "Your ten years brought 7.1 points"),
        ("burned-again", "LLMMMMMMMM", "begins with bad luck"),
        ("lucky-again", "LLLLLLLLLL", "begins with good luck"),
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
    assert lived["alone"]["last"] == pytest.approx(100 / 3, abs=2)
    assert lived["teacher"]["last"] < lived["both"]["last"] < lived["colleague"]["last"]
    assert lived["alone"]["below"] > 60
    assert 40 < lived["colleague"]["below"] < lived["alone"]["below"] - 10


def test_the_picture_few_go_on_after_two_bad_years_of_leading():
    run = lm.models.hundred_lives(94).run
    led = run[run["leads"]].groupby("person")["believes"].agg(list)
    burned = [beliefs for beliefs in led if len(beliefs) > 1 and beliefs[0] < 0.5 and beliefs[1] < 0.5]
    assert sum(len(beliefs) == 2 for beliefs in burned) > len(burned) / 2


@pytest.fixture
def ends(lesson):
    """Write something between the brackets, and give the first and the last share."""

    def run(taken):
        names = lesson.changed(f"firm = lm.models.learn({taken})", "undo")
        return round(names["first"]), round(names["last"])

    return run


def test_hot_stove_leading_falls_from_half_to_a_third(lesson):
    assert lesson.printed["undo"] == "Of 100 acts, 50 lead in year 1 and 33 in year 20: 17 are lost.\n"


def test_hot_stove_pay_alone_is_dear(ends):
    assert ends("reward_leading=1.1")[1] < 40
    reached = [pay for pay in (1.1, 1.2, 1.3, 1.4) if abs(ends(f"reward_leading={pay}")[1] - 50) <= 1]
    assert reached == [1.3]


def test_hot_stove_chances_do_more_than_the_talk(ends):
    (first, alone), (_, chances), (_, talk) = map(
        ends, ["", "early_years=5", "early_years=5, talked_over=90"]
    )
    assert (first - alone, chances - alone, talk - chances) == (17, 8, 4)


def test_hot_stove_the_teacher_ends_where_luck_does_and_begins_elsewhere(ends):
    first, last = ends("taught=0.5, luck=0")
    assert first < 10
    assert last == pytest.approx(100 / 3, abs=3)
    assert ends("")[1] == pytest.approx(100 / 3, abs=3)


def test_argue_the_studies_are_those_that_the_text_describes():
    findings = lm.load_findings().set_index("finding_id")
    assert pd.notna(findings.loc["promotion-2", "estimate"])
    assert findings.loc["promotion-2", "estimate"] < 0 < findings.loc["promotion-1", "estimate"]
    assert "offset by feedback" in findings.loc["challenge-1", "unit"]
    assert "no group to compare" in findings.loc["authentic-1", "note"]
    shown = findings.loc[["promotion-1", "promotion-2", "challenge-1", "authentic-1"]]
    assert (shown["checked"] == "seen").all()


def test_argue_each_study_is_a_line_with_its_figure_and_its_source(lesson):
    lines = lesson.outputs["finding"].data.splitlines()
    findings = lm.load_findings().set_index("finding_id").loc[lesson.names["ids"]]
    assert len(lines) == 4
    for line, row in zip(lines, findings.itertuples(), strict=True):
        assert row.source in line
        assert f"{row.n:,} {row.n_unit}" in line
        assert row.unit in line
