"""What the `capstone` says in numbers in its model answers is what its solution finds."""

import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("capstone")
RUN = (
    "tables",
    *("scores-of-managers", "scores-of-managers-try", "ways-of-working", "ways-of-working-try"),
    *("pick-three", "pick-three-try", "pick-three-places"),
    *("steadiness", "steadiness-try", "steadiness-kinds"),
    *("portrait-chart", "portrait-chart-try"),
)
THREE = {"over-managed": "M212", "under-led": "M156", "leader-manager": "M139"}


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


@pytest.fixture(scope="module")
def found(run):
    """Give, for each model answer, the numbers that it may say."""
    ways = run["ways"].set_index("manager_id")
    units = ways.groupby("unit")[["change", "complexity"]].first()
    mikael, layla = ways.loc["M212"], ways.loc["M156"]
    leads, manages = ways["leading"] >= 7, ways["managing"] >= 7
    kinds = run["seen"][run["seen"]["manager_id"] == "M212"].groupby("rater")["leading"].mean()
    steady = run["steadiness"](run["seen"].dropna(subset="case"), draws=1000, seed=1)
    both = run["findings"].set_index("finding_id").loc["week-both", "estimate"]
    return {
        "ways-of-working-reading": [
            *((leads & manages).sum(), len(ways), 7, 10, leads.sum(), manages.sum()),
            *(leads.sum() * manages.sum() / len(ways), both, 100 / 9),
        ],
        "pick-three-reading": [
            *mikael[["leading", "managing"]],
            *units.loc["Weighing"],
            *units.loc["Sensors"],
        ],
        "steadiness-reading": [steady["share"], mikael["change"], *kinds, 5],
        "portrait-chart-reading": [
            *(8, mikael["leading"], mikael["managing"], mikael["complexity"]),
            *layla[["leading", "managing"]],
        ],
    }


@pytest.mark.parametrize(
    "cell",
    ["ways-of-working-reading", "pick-three-reading", "steadiness-reading", "portrait-chart-reading"],
)
def test_a_model_reading_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=4)


def test_the_three_of_the_model_answers_are_those_of_the_solution(run):
    picks = run["picks"].set_index("way")["manager_id"].to_dict()
    assert picks == THREE
    names = run["ways"].set_index("manager_id")["name"]
    for one in THREE.values():
        assert names[one] in CELLS["portraits"]


def test_the_pick_would_be_a_leader_manager_in_the_other_unit(run):
    moved = run["managers"].assign(unit="Sensors")
    ways = run["ways_of_working"](run["strengths"], moved, run["units"], 1).set_index("manager_id")
    assert ways.loc["M212", "way"] == "leader-manager"
    assert run["ways"].set_index("manager_id").loc["M212", "unit"] == "Weighing"


def test_what_sways_the_picks_is_what_the_model_answers_say(run):
    steady = run["steadiness"](run["seen"].dropna(subset="case"), draws=1, seed=1)
    assert (steady["first"], steady["swayed_by"]) == ("M212", ["boss"])
    scores = run["scores_of_managers"](run["views"], {"peer": 1, "report": 1})
    ways = run["ways_of_working"](scores, run["managers"], run["units"], 1)
    picks = run["pick_three"](ways).set_index("way")["manager_id"]
    names = run["managers"].set_index("manager_id")["name"]
    assert names[picks["over-managed"]] == "Omar Baxendale"
    assert names[picks["leader-manager"]] == "Viktor Uzun"


@pytest.mark.parametrize(
    ("cell", "least", "most"), [("rule", 120, 200), ("portraits", 250, 400), ("mind", 100, 200)]
)
def test_a_long_model_answer_keeps_to_the_words_that_are_asked_for(cell, least, most):
    assert f"**{least} to {most} words**" in CELLS[f"{cell}-prompt"]
    assert least <= len(CELLS[cell].split()) <= most
