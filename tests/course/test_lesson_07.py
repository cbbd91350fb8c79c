"""What lesson 07 says in words about its data and its model is so."""

import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.company.truths import TRUTHS

PETRA, MAGNUS = "M049", "M167"


@pytest.fixture(scope="module")
def careers():
    return lm.load_careers()


@pytest.fixture(scope="module")
def early(careers):
    return careers[careers["career_year"] <= 3]


@pytest.fixture(scope="module")
def people(early):
    ratings = lm.load_ratings().merge(lm.load_items(), on="item_id")
    today = ratings.pivot_table(index="manager_id", columns="system", values="score").astype(float)
    table = lm.load_managers().set_index("manager_id").join(today)
    failed = early[early["setback"]].set_index("manager_id")["feedback"]
    table["after"] = failed.map({True: "talked over", False: "alone"}).reindex(table.index).fillna("none")
    table["lean"] = table["leading"] - table["managing"]
    table["lean"] -= table.groupby("unit")["lean"].transform("mean")
    return table


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


def test_chances_half_a_point_of_which_two_fifths_go_within_functions(people):
    few, many = people["early_chances"] <= 1, people["early_chances"] >= 3
    kind = people["function"].isin(["development", "sales"])

    def gap(some):
        return people.loc[some & many, "leading"].mean() - people.loc[some & few, "leading"].mean()

    assert (few | many).sum() == 180
    assert gap(kind | ~kind) == pytest.approx(0.5, abs=0.05)
    for within in (gap(kind), gap(~kind)):
        assert within == pytest.approx(0.3, abs=0.04)
        assert 1 - within / gap(kind | ~kind) == pytest.approx(0.4, abs=0.05)
    assert (kind & few).sum() == 4


def test_failing_the_one_bar_and_the_two_that_hardly_differ(people):
    leans = people.groupby("after")["lean"].mean()
    assert leans["talked over"] > 0.3
    assert leans.drop("talked over").abs().max() < 0.15


def test_failing_alone_takes_away_later_risks(people):
    risks = people.groupby("after")["later_risks"].mean()
    assert risks["alone"] < risks["none"] < risks["talked over"]


def test_ten_years_on_the_share_of_managing(careers, people):
    whole = careers.groupby("career_year")[["leading_feats", "managing_feats"]].sum()
    share = 100 * whole["managing_feats"] / whole.sum(axis=1)
    assert (round(share[1]), round(share[10])) == (63, 80)
    years = careers.join(people["after"], on="manager_id")
    years["period"] = pd.cut(years["career_year"], [0, 3, 6, 10], labels=[1, 2, 3]).astype(int)
    feats = years.groupby(["after", "period"])[["leading_feats", "managing_feats"]].sum()
    by = (100 * feats["managing_feats"] / feats.sum(axis=1)).unstack("after")
    assert (by.diff().dropna() > 0).all(axis=None)
    rises = by.loc[2] - by.loc[1]
    assert rises.idxmax() == "alone"
    assert rises["alone"] > rises.drop("alone").max() + 10


def test_your_change_leading_earns_less_and_quality_hides_part_of_it(careers):
    two = careers[careers["leading_feats"] + careers["managing_feats"] == 2]

    def gap(some):
        by = some.groupby("leading_feats")["recognition"].mean()
        return by[0] - by[2]

    assert gap(two) > 0.2
    quality = two.groupby("leading_feats")["quality"].mean()
    assert quality[2] > quality[0] + 0.4
    assert gap(two[two["quality"].between(4.5, 5.5)]) > gap(two) + 0.15
    assert abs(gap(two[two["career_year"] <= 8]) - gap(two)) < 0.15


def test_your_change_a_feat_of_leading_brings_half(careers):
    company = type("Company", (), {"careers": careers})
    difference = TRUTHS["managing_is_rewarded_more"].estimate(company)
    assert difference == pytest.approx(0.5, abs=0.05)


def test_reflection_about_an_hour_and_three_times_as_much_with_feedback(early):
    hours = early.groupby(["feedback", "setback"])["reflection"].agg(["mean", "size"])
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
