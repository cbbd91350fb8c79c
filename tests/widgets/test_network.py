import json
from copy import deepcopy
from itertools import combinations

import pytest

import leadermanager as lm
from leadermanager.errors import ContentError
from leadermanager.widgets.network import Network
from leadermanager.widgets.network_layout import COLUMNS, by_rank, by_trust
from leadermanager.widgets.network_people import Person

from .conftest import exercise

CRYOGENICS = {
    **{key: value for key, value in exercise("network").items() if key not in ("people", "says")},
    "choose": 5,
    "units": ["Cryogenics"],
    "solution": ["M041", "E054", "M052"],
    "says": [{"id": "any", "say": "Try others."}],
}


@pytest.fixture
def workshop():
    return exercise("network")


def sent(network, *carriers):
    """Send a message as the browser does, and return what comes back."""
    network.state = {"value": {"carriers": list(carriers)}, "draft": list(carriers), "step": 0}
    return network.run


def test_it_says_who_hears_and_believes_and_when(workshop):
    run = sent(Network(workshop), "ann", "al")
    assert run["believed"] == {"ann": 0, "al": 0, "bo": 1, "cy": 2, "dee": 3}
    assert run["heard"]["head"] == 1
    assert len(run["heard"]) == 7
    assert run["reached"]
    assert run["say"] == "Two whom the same people trust."


def test_somebody_may_need_more_believers_than_the_others(workshop):
    network = Network(workshop)
    assert "eve" not in sent(network, "ann", "al")["believed"]
    workshop["people"][6].pop("needs")
    assert sent(Network(workshop), "ann", "al")["believed"]["eve"] == 1
    shown = {person["id"]: person["needs"] for person in network.content["people"]}
    assert shown["eve"] == 3
    assert shown["bo"] == 0, "what everybody needs is not said of each"


def test_the_numbers_of_a_choice_worked_out_by_hand(workshop):
    network = Network(workshop)
    assert network.judge(["ann", "al"]) == {
        "people": 7,
        "carriers": 2,
        "heard": 7,
        "believed": 5,
        "won": 3,
        "first": 1,
        "onward": 2,
        "steps": 3,
        "bosses": 2,
        "teams": 1,
        "units": 2,
        "untrusted": 0,
        "asked": 0,
        "listeners": 3,
    }
    other = network.judge(["head", "dee"])
    assert {name: other[name] for name in ("won", "bosses", "teams", "untrusted", "asked", "listeners")} == {
        "won": 0,
        "bosses": 1,
        "teams": 2,
        "untrusted": 2,
        "asked": 1,
        "listeners": 0,
    }


@pytest.mark.parametrize(
    ("carriers", "say"),
    [
        (["head", "al"], "Rank is not trust."),
        (["dee", "eve"], "Nobody trusts them."),
        (["bo", "cy"], "All from one unit."),
        (["bo", "dee"], "Look for people who trust both."),
    ],
)
def test_each_kind_of_choice_is_told_what_is_wrong_with_it(workshop, carriers, say):
    run = sent(Network(workshop), *carriers)
    assert not run["reached"]
    assert run["say"] == say


def test_nothing_is_sent_before_anybody_chose(workshop):
    network = Network(workshop)
    assert (network.value, network.score, network.run) == ({}, {}, {})
    sent(network, "ann")
    assert network.score["believed"] == 1
    network.state = {}
    assert (network.value, network.run) == ({}, {})


def test_running_the_cell_again_shows_the_same_message(workshop):
    run = sent(Network(workshop), "ann", "al")
    assert Network(workshop).run == run


@pytest.mark.parametrize(
    ("kept", "value"),
    [
        (["ann", "gone", "ann", "bo"], {"carriers": ["ann", "bo"]}),
        (["ann", "bo", "cy"], {"carriers": ["ann", "bo"]}),
        (["gone"], {}),
        ("ann", {}),
        (None, {}),
    ],
)
def test_carriers_of_an_older_edition_are_dropped(workshop, kept, value):
    network = Network(workshop)
    network.state = {"value": {"carriers": kept}}
    assert network.value == value


def test_carriers_who_reach_the_goal_are_not_sent_to_the_browser(workshop):
    assert "solution" not in json.dumps(Network(workshop).content)


def test_the_people_of_a_unit_come_with_the_ties_of_the_tables():
    network = Network(deepcopy(CRYOGENICS))
    staff, ties = lm.load_staff(), lm.load_ties()
    ids = set(staff.loc[staff["unit"] == "Cryogenics", "person_id"])
    shown = {person["id"]: person for person in network.content["people"]}
    assert set(shown) == ids
    for key, kind in [("asks", "asks"), ("trusts", "trusts")]:
        inside = ties[(ties["kind"] == kind) & ties["person_id"].isin(ids) & ties["other_id"].isin(ids)]
        pairs = {(one, other) for one in ids for other in shown[one][key]}
        assert pairs == set(zip(inside["person_id"], inside["other_id"], strict=True))
    bosses = staff[staff["person_id"].isin(ids)].set_index("person_id")["manager_id"].fillna("")
    assert {one: person["boss"] for one, person in shown.items()} == bosses.to_dict()


def test_the_spread_is_that_of_the_model():
    network = Network(deepcopy(CRYOGENICS))
    staff, ties = lm.load_staff(), lm.load_ties()
    ids = staff.loc[staff["unit"] == "Cryogenics", "person_id"]
    inside = ties[ties["person_id"].isin(ids) & ties["other_id"].isin(ids)]
    carriers = ["M028", "M052", "E054"]
    expected = lm.models.spread(inside, carriers).set_index("person_id")
    run = sent(network, *carriers)
    assert run["believed"] == expected["believed"].dropna().to_dict()
    assert run["heard"] == expected["heard"].dropna().to_dict()


def people_of(units):
    network = Network({**deepcopy(CRYOGENICS), "units": units, "goal": 1, "solution": [first_of(units)]})
    return list(network._people.values()), network.content


def first_of(units):
    staff = lm.load_staff()
    return staff.loc[staff["unit"] == units[0], "person_id"].iloc[0]


@pytest.mark.parametrize("units", [["Cryogenics"], ["Level Gauges", "Vacuum"]])
def test_in_neither_picture_does_anybody_hide_another_and_a_boss_stands_above(units):
    people, content = people_of(units)
    for view in ("reports", "trusts"):
        grid, columns, rows = by_rank(people) if view == "reports" else by_trust(people)
        assert columns <= COLUMNS
        assert max(row for _, row in grid.values()) < rows
        for one, other in combinations(grid.values(), 2):
            assert abs(one[0] - other[0]) >= 1 or abs(one[1] - other[1]) >= 1
        for person in content["people"]:
            assert all(0 < share < 1 for share in person["at"][view])
    row = {person["id"]: person["at"]["reports"][1] for person in content["people"]}
    assert all(row[person.boss] < row[person.id] for person in people if person.boss)


def test_those_who_trust_each_other_stand_nearer_than_others():
    people, _ = people_of(["Cryogenics"])
    spots, _, _ = by_trust(people)

    def apart(one, other):
        return ((spots[one][0] - spots[other][0]) ** 2 + (spots[one][1] - spots[other][1]) ** 2) ** 0.5

    tied = [apart(person.id, other) for person in people for other in person.trusts]
    everybody = [apart(one, other) for one, other in combinations(spots, 2)]
    assert sum(tied) / len(tied) < 0.7 * sum(everybody) / len(everybody)


def test_no_arrow_of_trust_runs_behind_somebody_whom_it_does_not_tie():
    people, _ = people_of(["Cryogenics"])
    spots, _, _ = by_trust(people)
    for person, trusted in ((one.id, other) for one in people for other in one.trusts):
        (x, y), (to_x, to_y) = spots[person], spots[trusted]
        for other in set(spots) - {person, trusted}:
            for part in (number / 50 for number in range(51)):
                across = abs(x + (to_x - x) * part - spots[other][0])
                down = abs(y + (to_y - y) * part - spots[other][1])
                assert max(across / 0.34, down / 0.27) > 1, f"{person} to {trusted} is behind {other}"


def test_a_firm_with_many_teams_or_one_flat_team_still_fits_the_page():
    def person(name, boss=""):
        return Person(name, name, "", "", boss, (), (), 2)

    teams = [person("head"), *(person(f"t{n}", "head") for n in range(12))]
    teams += [person(f"t{n}-{k}", f"t{n}") for n in range(12) for k in range(2)]
    flat = [person("head"), *(person(f"p{n}", "head") for n in range(59))]
    for people in (teams, flat):
        spots, columns, _ = by_rank(people)
        assert columns <= COLUMNS
        assert len(set(spots.values())) == len(people)
        assert all(spots[one.boss][1] < spots[one.id][1] for one in people if one.boss)


def test_people_with_the_same_first_name_are_shown_with_both(workshop):
    workshop["people"][2]["name"] = "Ann Other"
    shown = {person["id"]: person["short"] for person in Network(workshop).content["people"]}
    assert (shown["ann"], shown["al"], shown["bo"]) == ("Ann Abel", "Ann Other", "Bo")


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(units=["Cryogenics"]), r"write either \[\[people\]\] or units"),
        (lambda c: c.pop("people"), r"write either \[\[people\]\] or units"),
        (
            lambda c: (c.pop("people"), c.update(units=["Cryogen"])),
            "'units' names 'Cryogen'; the company has",
        ),
        (
            lambda c: (c.pop("people"), c.update(units=["Rail", "Marine", "Vacuum"])),
            "there are 75 people; one picture can show 60",
        ),
        (lambda c: c["people"][3].update(boss="zoe"), "person 'bo': 'boss' names 'zoe', who is none"),
        (lambda c: c["people"][3].update(trusts=["bo"]), "person 'bo': 'trusts' names the person herself"),
        (lambda c: c["people"][3].update(asks=["al", "al"]), "person 'bo': 'asks' names somebody twice"),
        (lambda c: c["people"][0].update(boss="bo"), "going up from boss to boss never ends"),
        (lambda c: c["people"][3].update(needs=0), "person 'bo': 'needs' is 0"),
        (lambda c: c["people"][3].update(trust=["al"]), "person 'bo': there is no key 'trust'"),
        (lambda c: c["people"][3].update(id="al"), "two persons have the id 'al'"),
        (lambda c: c.update(choose=7), "'choose' is 7, and there are 7 people"),
        (lambda c: c.update(choose=1.5), "'choose' is 1.5; write a whole number"),
        (lambda c: c.update(solution=["ann", "zoe"]), "'solution' names 'zoe'"),
        (lambda c: c.update(solution=["ann", "al", "bo"]), "'solution' names 3 people; write one to 2"),
        (lambda c: c.update(solution=["ann", "bo"]), "the solution makes 4 people believe; the goal is 5"),
        (lambda c: c.pop("goal"), "'goal' is missing"),
        (lambda c: c["says"][0].update(when=["heads > 1"]), "hint 'bosses': 'when' speaks of 'heads'"),
        (lambda c: c["says"].pop(), "the last hint has to go without 'when'"),
        (lambda c: c["says"][1].pop("when"), "only the last hint may go without 'when'"),
        (lambda c: c.pop("done"), "'done' is missing"),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(workshop, break_it, message):
    break_it(workshop)
    with pytest.raises(ContentError, match=message):
        Network(workshop)
