"""What lesson 03 says in words is so, by what its cells make when they run."""

import itertools
import tomllib

import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.widgets.kinds import exercise

STEPS = ["heard", "says_understood", "understood", "believed", "acted"]


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("03")


@pytest.fixture(scope="module")
def staff(lesson):
    return lesson.names["people"]


@pytest.fixture(scope="module")
def messages(lesson):
    return lesson.names["messages"]


@pytest.fixture(scope="module")
def ties(lesson):
    return lesson.names["ties"]


@pytest.fixture(scope="module")
def inside(lesson):
    """The ties within Cryogenics."""
    return lesson.names["inside"]


@pytest.fixture(scope="module")
def units(lesson):
    return lesson.names["units"]


@pytest.fixture
def network(course):
    return exercise("03-carriers", course / "exercises")


@pytest.fixture
def jobs(course):
    return tomllib.loads((course / "exercises" / "03-jobs.toml").read_text("utf-8"))


def believers(inside, carriers):
    return lm.models.spread(inside, list(carriers))["believed"].count()


def people_called(staff, *names):
    return [staff.index[staff["name"] == name].item() for name in names]


def test_both_units_heard_the_message_and_say_alike_that_it_is_clear(lesson):
    two = lesson.names["two"].groupby("unit")[STEPS].sum()
    assert two["heard"].tolist() == [23, 23]
    assert two["says_understood"].tolist() == [18, 19]


def test_cryogenics_understands_more_and_believes_and_acts_less(lesson):
    two = lesson.names["two"].groupby("unit")[STEPS].sum()
    assert two["understood"].tolist() == [16, 12]
    assert two["believed"].tolist() == [1, 6]
    assert two["acted"].tolist() == [1, 6]


def test_over_all_three_messages_the_two_units_differ_in_the_same_way(units):
    two = units.loc[["Cryogenics", "Weather Stations"]]
    assert two["understood"].tolist() == [46, 43]
    assert two["believed"].tolist() == [10, 22]
    assert two["acted"].tolist() == [5, 19]


def test_most_units_lose_most_people_between_understanding_and_believing(lesson, units):
    assert (units["sent"] == 75).all()
    assert lesson.outputs["count-losses"].to_dict() == {"believed": 18, "understood": 6}


def test_the_two_named_units_stand_in_opposite_corners(units):
    middle = units[["understood it", "believed it"]].median()
    assert units.loc["Cryogenics", "understood it"] > middle["understood it"]
    assert units.loc["Cryogenics", "believed it"] < middle["believed it"] - 10
    assert units.loc["Field Service", "understood it"] < middle["understood it"] - 20
    assert round(units.loc["Field Service", "believed it"]) == pytest.approx(50, abs=3)
    assert abs(units["understood it"].corr(units["believed it"])) < 0.3


def test_understanding_goes_with_managing_and_believing_with_leading(lesson):
    together = lesson.outputs["what-goes-with-what"]
    assert together.loc["understood it", "managing"] > 0.7
    assert together.loc["believed it", "leading"] > 0.7
    assert abs(together.loc["understood it", "leading"]) < 0.3
    assert abs(together.loc["believed it", "managing"]) < 0.3


def test_those_who_had_a_say_believe_more_often_and_their_bosses_lead_more(lesson, messages, staff):
    assert lesson.outputs["had-a-say"].to_dict() == {False: 0.28, True: 0.51}
    boss = messages["person_id"].map(staff["manager_id"]).map(lesson.names["scores"]["leading"])
    by_say = boss.astype(float).groupby(messages["took_part"]).mean()
    assert by_say[True] > by_say[False] + 0.1


def test_a_point_of_the_skill_that_fits_goes_with_about_four_points_of_output(lesson, staff):
    workers = staff[staff["job"] != "manager"]
    needs = workers["job"].astype(str).map(lesson.names["needs"])
    fit = pd.Series([workers.at[one, need] for one, need in needs.items()], workers.index)
    assert fit.cov(workers["output"]) / fit.var() == pytest.approx(4, abs=0.5)


def test_the_cards_say_what_the_table_says_of_nine_people(jobs, staff):
    assert len(jobs["cards"]) == 9
    for card in jobs["cards"]:
        one = staff.loc[card["id"]]
        years = f"{one['tenure_years']} {'year' if one['tenure_years'] == 1 else 'years'} at Ardenmoor"
        tests = f"Craft {one['craft']}, numbers {one['numbers']}, people {one['people']}."
        assert one["unit"] == "Cryogenics"
        assert card["text"] == f"{one['name']}, {one['job']}, {years}. {tests}"


def test_the_right_posts_are_the_only_best_way_to_fill_them_three_each(lesson, jobs, staff):
    ids = [card["id"] for card in jobs["cards"]]
    skill = staff.loc[ids, ["craft", "numbers", "people"]].T.to_dict()
    sums = {}
    for craft in itertools.combinations(ids, 3):
        for numbers in itertools.combinations([one for one in ids if one not in craft], 3):
            place = {
                one: "craft" if one in craft else "numbers" if one in numbers else "people" for one in ids
            }
            sums[tuple(place.values())] = sum(skill[one][where] for one, where in place.items())
    best, second = sorted(sums, key=sums.__getitem__, reverse=True)[:2]
    assert best == tuple(card["right"][0] for card in jobs["cards"])
    assert round(sums[best], 1) == 59.6
    assert sums[second] < sums[best] - 0.5
    now = sum(skill[one][lesson.names["needs"][staff.at[one, "job"]]] for one in ids)
    assert round(now, 1) == 47.3


def test_where_they_score_best_four_want_the_bench_four_the_figures_and_one_the_customers(jobs, staff):
    nine = staff.loc[[card["id"] for card in jobs["cards"]], ["craft", "numbers", "people"]].astype(float)
    wanted = nine.idxmax(axis=1)
    assert wanted.value_counts().to_dict() == {"craft": 4, "numbers": 4, "people": 1}
    moved = {card["id"] for card in jobs["cards"] if card["right"] != [wanted[card["id"]]]}
    assert moved == set(people_called(staff, "Leila Ghosh", "Daan Oduya"))


def test_what_the_cards_say_of_highest_and_lowest_scores(jobs, staff):
    ids = [card["id"] for card in jobs["cards"]]
    tests = staff.loc[ids].set_index("name")[["craft", "numbers", "people"]].astype(float)
    lowest, best = tests.idxmin(axis=1), tests.idxmax()
    assert best.to_dict() == {
        "craft": "Svetlana Cordero",
        "numbers": "Leila Ghosh",
        "people": "Wanjiru Kruger",
    }
    assert tests.idxmin()[["craft", "people"]].tolist() == ["Helena Almeida", "Helena Almeida"]
    assert tests["craft"].nsmallest(2).index[1] == "Wanjiru Kruger"
    for skill, names in {
        "craft": ["Leila Ghosh", "Helena Almeida"],
        "numbers": ["Wanjiru Kruger", "Ruth Ishida"],
        "people": ["Bilal Mutasa", "Ingrid Horvath", "Samir Trevino"],
    }.items():
        assert (lowest[names] == skill).all()
    assert (tests["numbers"] > tests.loc["Bilal Mutasa", "numbers"]).sum() == 6
    assert (tests["craft"] > tests.loc["Bilal Mutasa", "craft"]).sum() == 1
    at_bench = tests.loc[[card for card in tests.index if tests.loc[card].idxmax() == "craft"], "craft"]
    assert at_bench.idxmin() == "Ruth Ishida"
    loss = tests.max(axis=1) - tests["people"]
    assert loss["Leila Ghosh"] == pytest.approx(1)
    assert loss["Ruth Ishida"] == pytest.approx(2)
    assert 0 < loss["Daan Oduya"] < 0.5


def test_trust_runs_along_a_third_of_the_lines_and_seldom_to_those_who_are_asked(lesson):
    said = lesson.printed["trust-along-lines"].splitlines()
    assert [line.partition(" ties, trust along ")[2] for line in said] == ["36 in 100", "3 in 100"]


def test_one_trusted_believer_changes_little_and_two_change_a_lot(lesson):
    share = lesson.names["share"].set_index("trusts")["believed"].round()
    assert share.to_dict() == {"no believer": 32, "one": 34, "two or more": 81}
    assert "32 in 100" in lesson.exercises["predict-friends"].content["questions"][0]["ask"]


def test_the_three_rules_win_one_nobody_and_four(lesson, inside):
    assert lesson.printed["compare-rules"].splitlines()[-3:] == [
        "reports to: 25 heard it, 6 believe it",
        "asks: 25 heard it, 5 believe it",
        "trusts: 25 heard it, 9 believe it",
    ]
    asked = inside.loc[inside["kind"] == "asks", "other_id"].value_counts()
    assert asked.iloc[4] > asked.iloc[5], "who the five most asked are is beyond doubt"


def test_two_come_to_six_four_to_eleven_and_ten_managers_to_eleven(staff, inside):
    head, technician = people_called(staff, "Wei Ramaswamy", "Bilal Mutasa")
    assert staff.at[technician, "job"] == "technician"
    assert technician not in set(staff["manager_id"])
    assert pd.isna(staff.at[head, "manager_id"])
    assert believers(inside, [head, technician]) == 6
    four = people_called(staff, "Wei Ramaswamy", "Bilal Mutasa", "Nadia Fairweather", "Ruth Ishida")
    assert believers(inside, four) == 11
    unit = staff[staff["unit"] == "Cryogenics"]
    managers = unit.index[unit["job"] == "manager"]
    assert (len(managers), believers(inside, managers)) == (10, 11)


@pytest.mark.parametrize(
    ("names", "begins"),
    [
        (["Bilal Mutasa"], "One person convinces nobody"),
        (
            ["Daan Oduya", "Hana Garrido", "Thabo Begum", "Farah Arslan", "Leila Ghosh"],
            "You chose people who are",
        ),
        (["Helena Almeida", "Vera Tanaka", "Goran Sutar", "Wei Ramaswamy"], "Most of those you chose"),
        (["Farah Arslan", "Thabo Begum", "Ravi Achterberg"], "You chose only people with others below"),
        (["Bilal Mutasa", "Ruth Ishida", "Samir Trevino"], "Some are trusted, each by other people"),
        (["Wei Ramaswamy", "Bilal Mutasa", "Nadia Fairweather"], "Close, and you have a place left"),
        (
            ["Edita Novotny", "Nadia Fairweather", "Bilal Mutasa", "Yusuf Castellano", "Sanna Kuznetsov"],
            "Close. Is one",
        ),
        (["Wei Ramaswamy", "Bilal Mutasa", "Daan Oduya"], "It has begun to travel by itself"),
    ],
)
def test_each_way_to_choose_five_wrongly_has_its_own_answer(network, staff, names, begins):
    network.state = {"value": {"carriers": people_called(staff, *names)}}
    assert not network.run["reached"]
    assert network.run["say"].startswith(begins)


def test_to_win_somebody_can_be_better_than_to_choose_that_person(staff, inside):
    popular = people_called(staff, "Edita Novotny", "Nadia Fairweather", "Bilal Mutasa", "Yusuf Castellano")
    edita, *others = popular
    instead = [*others, *people_called(staff, "Wei Ramaswamy", "Ruth Ishida")]
    assert edita in lm.models.spread(inside, instead).dropna()["person_id"].tolist()
    assert believers(inside, instead) > believers(inside, [*popular, *people_called(staff, "Ruth Ishida")])


def test_in_the_ring_the_numbers_of_the_challenges_are_right():
    end = lambda **numbers: lm.models.contagion(**numbers).summary  # noqa: E731
    assert end(carriers=10, apart=10)["believed"] == 10
    assert end(carriers=10, apart=10, needs=1)["believed"] == 100
    assert end(carriers=20, apart=10)["won"] == 0
    assert end(carriers=21, apart=10)["believed"] == 100
    assert end(carriers=5, apart=1)["believed"] == 100
    assert end(carriers=5, apart=4)["won"] > 0
    assert end(carriers=5, apart=5)["won"] == 0


def test_a_few_far_ties_blur_the_tipping_point():
    rise = [lm.models.contagion(n, apart=10, far=5).summary["believed"] for n in range(5, 31)]
    steps = [later - before for before, later in itertools.pairwise(rise)]
    assert max(steps) < 25
    assert rise[-1] > 95


def test_as_it_stands_the_message_ends_at_ten_per_cent(lesson):
    assert lesson.outputs["your-change"].loc[52, "believed"] == 10


@pytest.mark.parametrize(
    ("line", "week", "believed"),
    [
        ("message = lm.models.contagion(carriers=6, apart=1, far=20)", 52, 11),
        ("message = lm.models.contagion(carriers=5, apart=1, far=20, alone=5)", 26, 95),
        ("message = lm.models.contagion(carriers=5, apart=1, far=0, alone=5)", 26, 60),
    ],
)
def test_the_lines_to_change_do_what_the_text_says(lesson, line, week, believed):
    assert lesson.changed(line, "your-change")["_"].loc[week, "believed"] == believed


def test_more_call_a_message_clear_than_can_say_it(messages):
    heard = messages[messages["heard"]]
    assert round(100 * heard["says_understood"].mean()) == 88
    assert round(100 * heard["understood"].mean()) == 64


def test_trust_stays_inside_units_far_more_often_than_by_chance(staff, ties):
    trust = ties[ties["kind"] == "trusts"]
    same = trust["person_id"].map(staff["unit"]) == trust["other_id"].map(staff["unit"])
    assert round(100 * same.mean()) == 65
    assert round(100 * 24 / (len(staff) - 1)) == 4


def test_what_the_lesson_says_of_the_published_findings_stands_in_the_table():
    findings = lm.load_findings().set_index("finding_id")
    assert "97 per cent said the strategy was clear" in findings.loc["understood-1", "note"]
    assert findings.loc["rely-1", "claim"].endswith("all or most of the time")
    assert findings.loc["rely-2", "claim"].endswith("all of the time")
    assert pd.isna(findings.loc["unaware-1", "n"])
    assert findings.loc["unaware-1", "checked"] == "seen"
