"""What lesson 08 says in words is so, by what its cells make when they run."""

import pytest

import leadermanager as lm

LEADING = ["direction", "aligning", "motivating"]
MANAGING = ["planning", "organizing", "controlling"]


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("08")


@pytest.fixture(scope="module")
def hours(lesson):
    return lesson.names["hours"]


@pytest.fixture(scope="module")
def findings(lesson):
    return lesson.names["findings"]


def test_situation_weather_stations_faces_much_of_both_and_fell_short(lesson):
    yours = lesson.names["yours"].set_index("quarter")
    assert yours.loc["2025Q4", ["change", "complexity"]].tolist() == [8.4, 8.5]
    assert yours["performance"].between(90, 98).all()


def test_see_fifty_eight_managers_kept_a_diary_for_four_weeks(hours):
    assert hours["manager_id"].nunique() == 58
    assert hours["week"].nunique() == 4


def test_see_forty_of_a_hundred_hours_lead_and_aligning_comes_near_the_managing_ones(lesson):
    mean = lesson.names["mean"].set_index("activity")["hours"]
    assert round(lesson.names["leading"]) == 40
    assert set(mean.nlargest(2).index) <= set(MANAGING)
    assert mean[LEADING].idxmax() == "aligning"
    assert mean["aligning"] > mean[MANAGING].min()


def test_see_heads_are_missing_most_often(lesson):
    missing = lesson.outputs["missing"]
    assert missing.idxmax() == 3
    assert missing[3] > 2 * missing[2]


def test_see_those_who_rose_and_those_whose_people_try(lesson):
    both, rose, tries = (lesson.names[name] for name in ("both", "rose", "tries"))
    for group in (rose, tries):
        assert group["aligning"].mean() > both["aligning"].mean() + 2
    assert tries["motivating"].mean() > both["motivating"].mean() + 0.3 > rose["motivating"].mean()
    assert tries["planning"].mean() < both["planning"].mean() - 0.5
    assert len(rose.index.intersection(tries.index)) > len(rose) / 2


def test_see_luthans_weeks_are_as_the_text_says(findings):
    share = findings["estimate"]
    assert 40 < share["week-successful-networking"] < 50
    assert 8 < share["week-effective-networking"] < 13
    assert share["week-effective-communicating"] + share["week-effective-people"] > 60
    unverified = findings[findings.index.str.startswith("week-") & (findings["checked"] == "unverified")]
    assert list(unverified.index) == ["week-effective-traditional"]


def test_name_it_nearly_twice_as_many_as_chance_are_in_both_thirds(lesson):
    def in_both(names):
        return names["best"].all(axis=1).mean() / (1 - names["cut"]) ** 2

    assert 1.7 < in_both(lesson.names) < 2
    assert 1 < in_both(lesson.changed("cut = 1 / 2", "your-change")) < 1.4
    assert 3.4 < in_both(lesson.changed("cut = 9 / 10", "your-change")) < 4.2
    scores = lesson.names["scores"]
    assert scores["leading"].corr(scores["managing"]) > 0.4


def test_try_it_five_hours_burn_and_ten_are_quiet():
    faces = {"change": 8, "complexity": 7}
    assert lm.models.firefight(**faces, protected=5).summary["last"] > 35
    assert lm.models.firefight(**faces, protected=10).summary["last"] < 5


def test_argue_what_the_study_found_is_hardly_less_than_a_ninth(findings):
    assert findings.loc["week-both", "estimate"] == pytest.approx(100 / 9, abs=1.5)
    assert "at most" in findings.loc["week-both", "unit"]
    unexplained = 1 - findings.loc["two-styles-4", "estimate"] ** 2
    assert unexplained == pytest.approx(1 / 3, abs=0.04)


def test_argue_two_successes_ended_in_trouble_and_kodak_stands_twice(lesson):
    cases = lesson.outputs["cases"]
    ended = cases["ended"].astype(str)
    assert (ended == "success, then trouble").sum() == 2
    assert set(ended[cases["company"] == "Eastman Kodak"]) == {"success", "failure"}
    assert list(cases.loc[ended == "contrast", "company"]) == ["Scott Paper"]
    assert ended.str.startswith("success").sum() > len(ended) / 2
