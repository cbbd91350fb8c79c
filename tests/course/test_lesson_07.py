"""What lesson 07 says in words is so, by what its cells make when they run."""

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
def early(lesson):
    return lesson.names["early"]


@pytest.fixture(scope="module")
def people(lesson):
    return lesson.names["people"].set_index("manager_id")


def test_situation_the_two_files(careers, early, people):
    assert list(people.loc[[PETRA, MAGNUS], "name"]) == ["Petra Chowdhury", "Magnus Novotny"]
    assert set(people.loc[[PETRA, MAGNUS], "unit"]) == {"Weather Stations"}
    assert set(people.loc[[PETRA, MAGNUS], "function"]) == {"development"}
    files = early.set_index(["manager_id", "career_year"])
    assert (files.loc[MAGNUS, "recognition"] > files.loc[PETRA, "recognition"]).all()
    sums = early.groupby("manager_id")[["setback", "recognition", "chances"]].sum()
    assert sums.loc[PETRA, "recognition"] / sums.loc[MAGNUS, "recognition"] == pytest.approx(0.5, abs=0.06)
    assert (sums.loc[PETRA, "setback"], sums.loc[MAGNUS, "setback"]) == (1, 0)
    assert (sums.loc[PETRA, "chances"], sums.loc[MAGNUS, "chances"]) == (4, 0)
    assert files.loc[(PETRA, 1), "setback"]


def test_see_petra_leads_the_unit_and_magnus_is_near_the_bottom(people):
    unit = people[people["unit"] == "Weather Stations"]
    assert unit["leading"].idxmax() == PETRA
    assert unit["leading"].rank()[MAGNUS] <= 2
    assert unit["managing"].rank()[MAGNUS] <= 2


def test_see_the_two_are_an_exception(early, people):
    recognised = early.groupby("manager_id")["recognition"].sum()
    assert recognised.corr(people["leading"]) > 0.2
    assert recognised.corr(people["managing"]) > 0.2


def test_chances_half_a_point_of_which_two_fifths_go_within_functions(lesson, people):
    shown = lesson.outputs["chances"]
    assert shown.loc[["none or one", "three or more"], "size"].sum() == 180
    overall = shown.loc["three or more", "mean"] - shown.loc["none or one", "mean"]
    assert overall == pytest.approx(0.5, abs=0.05)
    means = lesson.names["within"].pivot(index="kind", columns="chances", values="leading")
    for within in means["three or more"] - means["none or one"]:
        assert within == pytest.approx(0.3, abs=0.04)
        assert 1 - within / overall == pytest.approx(0.4, abs=0.05)
    assert len(people.query("kind == 'development, sales' and chances == 'none or one'")) == 4


def test_failing_the_one_bar_and_the_two_that_hardly_differ(lesson):
    leans = lesson.names["leans"].set_index("after")["mean"]
    assert leans["failed, talked over"] > 0.3
    assert leans.drop("failed, talked over").abs().max() < 0.15


def test_failing_alone_takes_away_later_risks(lesson):
    risks = lesson.outputs["setbacks-guess"]["mean"]
    assert risks["failed, not talked over"] < risks["did not fail badly"] < risks["failed, talked over"]


def test_ten_years_on_the_share_of_managing(lesson):
    assert lesson.outputs["slide"].to_dict() == {1: 63, 10: 80}
    by = lesson.names["feats"].pivot(index="period", columns="after", values="managing")
    assert (by.diff().dropna() > 0).all(axis=None)
    rises = by.loc["4 to 6"] - by.loc["1 to 3"]
    assert rises.idxmax() == "failed, not talked over"
    assert rises.max() > rises.drop("failed, not talked over").max() + 10


def test_your_change_leading_earns_less_and_quality_hides_part_of_it(lesson):
    def gap(shown):
        by = shown["recognition", "mean"]
        return by[0] - by[2]

    shown = lesson.outputs["your-change"]
    assert gap(shown) > 0.2
    assert shown["quality", "mean"][2] > shown["quality", "mean"][0] + 0.4
    at_equal_quality = lesson.changed('some = two[two["quality"].between(4.5, 5.5)]', "your-change")["_"]
    assert gap(at_equal_quality) > gap(shown) + 0.15
    earlier = lesson.changed('some = two[two["career_year"] <= 8]', "your-change")["_"]
    assert abs(gap(earlier) - gap(shown)) < 0.15


def test_your_change_a_feat_of_leading_brings_half(careers):
    company = cast(Company, SimpleNamespace(careers=careers))
    difference = TRUTHS["managing_is_rewarded_more"].estimate(company)
    assert difference == pytest.approx(0.5, abs=0.05)


def test_reflection_about_an_hour_and_three_times_as_much_with_feedback(lesson, early):
    hours = lesson.outputs["reflection"]
    assert hours.loc[(False, False), "mean"] == pytest.approx(1.2, abs=0.1)
    assert hours.loc[(True, False), "mean"] / hours.loc[(False, False), "mean"] == pytest.approx(3, abs=0.3)
    assert hours.loc[(False, False), "size"] > len(early) / 2


def test_hot_stove_a_third_of_acts_leads_and_talk_brings_it_back():
    assert lm.models.learn(luck=1.5).summary["last"] == pytest.approx(33, abs=3)
    assert lm.models.learn(luck=2, early_years=6, talked_over=80).summary["last"] > 42


def test_argue_the_studies_are_those_that_the_text_describes():
    findings = lm.load_findings().set_index("finding_id")
    assert pd.notna(findings.loc["promotion-2", "estimate"])
    assert findings.loc["promotion-2", "estimate"] < 0 < findings.loc["promotion-1", "estimate"]
    assert "offset by feedback" in findings.loc["challenge-1", "unit"]
    assert "no group to compare" in findings.loc["authentic-1", "note"]
