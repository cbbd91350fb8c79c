"""What lesson 03 says in words is so, by what its cells make when they run."""

import itertools

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
    return lesson.names["staff"].set_index("person_id")


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
def ring(course):
    return exercise("03-ring", course / "exercises")


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


def test_what_is_drawn_over_is_how_far_the_message_came_in_cryogenics(lesson):
    content = lesson.exercises["draw-way"].content
    assert content["known"] == [[1, 25], [2, 23], [3, 18]]
    assert content["came"] == [[4, 16], [5, 1], [6, 1]]
    for number in (25, 23, 18):
        assert f" {number} " in content["instructions"]


def test_the_choice_is_answered_by_what_the_two_units_did(lesson):
    printed = lesson.printed["your-choice"]
    assert "6 people begin in Weather Stations, and 1 in Cryogenics" in printed
    assert "(16 against 12)" in printed


def test_each_choice_of_a_unit_has_its_own_answer(verdicts):
    answers = verdicts("03-start", "start")
    assert len(set(answers.values())) == len(answers)
    assert answers["Weather Stations"].startswith("The better choice")
    assert all("better choice" in answer for answer in answers.values())


def test_the_units_stay_as_they_are_so_that_their_losses_can_be_counted_again(units):
    assert units.columns.tolist() == ["sent", "heard", "understood", "believed", "acted"]


def test_most_units_lose_most_people_between_understanding_and_believing(lesson, units):
    assert (units["sent"] == 75).all()
    (most,) = lesson.outputs["count-losses"].to_dict().values()
    assert {step: count for step, count in most.items() if count} == {
        "heard, not understood": 6,
        "understood, not believed": 18,
    }


def test_understanding_goes_with_managing_and_believing_with_leading(lesson):
    together = lesson.outputs["what-goes-with-what"]
    understood, believed = together.index
    lead, manage = together.columns
    assert (lead, manage) == ("how strongly managers lead", "how strongly managers manage")
    assert together.loc[understood, manage] > 0.7
    assert together.loc[believed, lead] > 0.7
    assert abs(together.loc[understood, lead]) < 0.3
    assert abs(together.loc[believed, manage]) < 0.3


def test_those_who_had_a_say_believe_more_often_and_their_bosses_lead_more(lesson, messages, staff):
    share = messages[messages["understood"]].groupby("took_part")["believed"].mean().round(2)
    assert share.to_dict() == {False: 0.28, True: 0.51}
    boss = messages["person_id"].map(staff["manager_id"]).map(lesson.names["scores"]["leading"])
    by_say = boss.astype(float).groupby(messages["took_part"]).mean()
    assert by_say[True] > by_say[False] + 0.1


def test_trust_runs_along_a_third_of_the_lines_and_seldom_to_those_who_are_asked(ties):
    trusted = ties[ties["kind"] == "trusts"][["person_id", "other_id"]].assign(trusts=True)
    both = ties.merge(trusted, on=["person_id", "other_id"], how="left")
    share = both["trusts"].notna().groupby(both["kind"].astype(str)).mean().mul(100).round()
    assert (share["reports to"], share["asks"]) == (36, 3)


def test_in_cryogenics_seven_of_24_trust_their_boss_and_one_of_49_whom_they_ask(inside):
    trusted = inside[inside["kind"] == "trusts"][["person_id", "other_id"]].assign(trusts=True)
    both = inside.merge(trusted, on=["person_id", "other_id"], how="left")
    along = both["trusts"].notna().groupby(both["kind"].astype(str)).agg(["sum", "size"])
    assert along.loc["reports to"].tolist() == [7, 24]
    assert along.loc["asks"].tolist() == [1, 49]


def test_rania_trusts_edita_and_edita_does_not_trust_rania(staff, inside):
    rania, edita = people_called(staff, "Rania Esposito", "Edita Novotny")
    trust = inside[inside["kind"] == "trusts"]
    pairs = set(zip(trust["person_id"], trust["other_id"], strict=True))
    assert (rania, edita) in pairs
    assert (edita, rania) not in pairs


def test_one_trusted_believer_changes_little_and_two_change_a_lot(lesson):
    share = lesson.names["share"].set_index("trusts")["believed"].round()
    assert share.to_dict() == {"no believer": 32, "one": 34, "two or more": 81}


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


def test_three_people_of_cryogenics_win_nine_at_most(staff, inside):
    # Somebody whom nobody there trusts wins nobody, and adds one believer.
    trusted = set(inside.loc[inside["kind"] == "trusts", "other_id"])
    unit = staff.index[staff["unit"] == "Cryogenics"]
    others = [one for one in unit if one not in trusted]
    tried = [*trusted, *others[:1]]
    assert max(believers(inside, three) for three in itertools.combinations(tried, 3)) == 9


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
            "Close. Does one",
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


def test_twenty_who_sit_apart_win_nobody_and_two_side_by_side_win_all(ring):
    assert lm.models.contagion(carriers=20, apart=5).summary["won"] == 0
    assert ring.results({"carriers": [1, 2], "moved": {}})["believed"] == 100


def test_the_picture_asks_for_no_more_than_the_lesson_says(lesson):
    content = lesson.exercises["ring"].content
    assert (content["people"], content["choose"]) == (100, 5)
    assert [goal["id"] for goal in content["goals"]] == ["win", "stop", "again"]


@pytest.mark.parametrize(
    ("goal", "carriers", "moved", "begins"),
    [
        ("win", [1], {}, "One person convinces nobody"),
        ("win", [1, 21, 41, 61, 81], {}, "The dots with a thin orange edge"),
        ("win", [1, 2, 3], {"50": 10}, "First put all ties back"),
        ("stop", [1, 21, 41], {"10": 60}, "These carriers win nobody"),
        ("stop", [1, 2, 3], {}, "No tie was moved"),
        ("stop", [1, 2, 3], {"15": 65}, "With one gap"),
        ("stop", [1, 2, 3], {"1": 50, "2": 30}, "Still more than half"),
        ("again", [1, 2, 3], {"15": 65}, "Leave two ties moved"),
        ("again", [1, 2, 3], {"1": 50, "2": 30}, "All hundred, but it took longer"),
        ("again", [1, 2, 3], {"15": 65, "90": 40}, "Part of the ring hears"),
    ],
)
def test_each_way_to_miss_a_goal_of_the_ring_has_its_own_answer(ring, goal, carriers, moved, begins):
    assert ring.answer_to(goal, {"carriers": carriers, "moved": moved}).startswith(begins)


def test_three_far_ties_that_end_side_by_side_carry_belief_across(ring):
    bridge = {"carriers": [1, 2, 3, 4, 5], "moved": {"1": 51, "2": 52, "3": 51}}
    assert ring.results(bridge)["weeks"] <= 40 < ring.results({**bridge, "moved": {}})["weeks"]
    done = next(goal["done"] for goal in ring.content["goals"] if goal["id"] == "again")
    assert ring.answer_to("again", bridge) == done


def test_two_far_ties_speed_the_news(ring):
    five = {"carriers": [1, 2, 3, 4, 5], "moved": {}}
    assert ring.results({**five, "moved": {"15": 65, "90": 40}})["news"] < ring.results(five)["news"]


def test_far_ties_slow_belief_unless_a_single_voice_wins_somebody_now_and_then(lesson):
    offered = "".join(cell.source for cell in lesson.notebook.cells if cell.id.startswith("your-change"))

    def after_half_a_year(far, alone):
        line = f"message = lm.models.contagion(carriers=5, apart=1, far={far}{alone})"
        assert line in offered
        return lesson.changed(line, "your-change")["_"].loc[26]

    assert (after_half_a_year(20, ""), after_half_a_year(0, "")) == (10, 57)
    assert (after_half_a_year(20, ", alone=5"), after_half_a_year(0, ", alone=5")) == (95, 60)


def test_two_thirds_of_the_ties_of_trust_stay_inside_units(staff, ties):
    trust = ties[ties["kind"] == "trusts"]
    same = trust["person_id"].map(staff["unit"]) == trust["other_id"].map(staff["unit"])
    assert round(100 * same.mean()) == 65


def test_what_the_lesson_says_of_the_published_findings_stands_in_the_table():
    findings = lm.load_findings().set_index("finding_id")
    assert "97 per cent said the strategy was clear" in findings.loc["understood-1", "note"]
    assert (findings.loc[["understood-1", "rely-1", "rely-2"], "checked"] == "seen").all()
    assert findings.loc["rely-1", "claim"].endswith("all or most of the time")
    assert findings.loc["rely-2", "claim"].endswith("all of the time")
