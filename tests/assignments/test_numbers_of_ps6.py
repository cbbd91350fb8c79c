"""What the model answers of ps6 say in words is what its solution gives on the course's tables."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from nbseal.assignments.release import read_source
from nbseal.assignments.soundness.trials import tasks_of
from nbseal.course import open_course

COURSE = open_course(Path(__file__).parents[2] / "assignments")


@cache
def cells() -> dict[str, str]:
    (path,) = COURSE.source_notebooks("ps6")
    return {cell.id: " ".join(cell.source.split()) for cell in read_source(path).cells}


@pytest.fixture(scope="module")
def solved() -> SimpleNamespace:
    """Give the names that a student has who ran the first cell and the solution of each task."""
    (path,) = COURSE.source_notebooks("ps6")
    source = read_source(path)
    names: dict[str, object] = {}
    exec(next(cell.source for cell in source.cells if cell.id == "tables"), names)
    for task in tasks_of("ps6", source):
        exec(task.solution, names)
    return SimpleNamespace(**names)


def says(cell: str, *sentences: str) -> None:
    for sentence in sentences:
        assert sentence in cells()[cell], sentence


def test_objectors_who_are_close_and_the_others(solved: SimpleNamespace) -> None:
    scores = solved.score_people(solved.initiatives, "objector", 5).set_index("person_id")
    close = scores[scores["lean"].abs() < 2]
    *some, last = sorted(close.index)
    used = f"over {close['used'].min()} to {close['used'].max()} proposals each"
    low = -scores["lean"].drop(close.index)
    assert len(low) == 9
    says("people-in-words", f"{', '.join(some)} and {last}", used, "within 2 points")
    says("people-in-words", f"The other nine are {low.min():.0f} to {low.max():.0f} points too low")
    says("score-people-try", f"M137 has a `lean` of {scores.loc['M137', 'lean']:.2f}")


def test_refusals_because_of_cost(solved: SimpleNamespace) -> None:
    cost = solved.judge_noes(solved.initiatives, "objection").set_index("objection").loc["cost"]
    says("judge-noes-try", f"of {cost['noes']:.0f} refusals because of cost, {cost['tried']:.0f} were tried")


def test_stories_of_real_companies(solved: SimpleNamespace) -> None:
    stories = solved.cases.drop_duplicates(["company", "part"])
    assert stories["ended"].value_counts()[["success", "failure"]].to_list() == [9, 2]
    says("winners-in-words", f"Nine of the {len(stories)} points are successes and two are failures")


def test_choices_with_a_better_and_a_worse_pilot(solved: SimpleNamespace) -> None:
    estimates = solved.initiatives[["sponsor_estimate", "objector_estimate"]]
    asked = solved.initiatives.assign(chance=estimates.mean(axis=1))
    good, bad = (solved.weigh_pilots(asked, 0.1, right)["choice"].value_counts() for right in (0.8, 0.7))
    says("pilots-in-words", f"best for {good['yes, if']} of our {len(asked)}", f"for {bad['yes, if']}.")
    says("pilots-in-words", f"Of the {good['yes, if'] - bad['yes, if']} between")
    says("pilots-in-words", f"{bad['yes'] - good['yes']} then deserve a yes at once")
    says("pilots-in-words", f"the other {bad['no'] - good['no']} deserve a no")


def test_the_no(solved: SimpleNamespace) -> None:
    before, this_round = solved.before, solved.this_round
    says("tables-in-words", f"has the {len(before)} proposals")
    bets = solved.choose_bets(before, this_round, 1000)
    p149, p155 = (bets.set_index("initiative_id").loc[name] for name in ("P149", "P155"))
    says("choose-bets-try", f"a chance of {p149['chance']:.2f} and a worth of {p149['worth']:.2f}")

    row = this_round.set_index("initiative_id").loc["P155"]
    known = before.dropna(subset="succeeded")
    errors = [known[f"{who}_estimate"].mean() - known["succeeded"].mean() for who in ("sponsor", "objector")]
    said = [
        100 * (row[f"{who}_estimate"] - error)
        for who, error in zip(("sponsor", "objector"), errors, strict=True)
    ]
    left = 1000 - this_round.loc[bets["fund"].to_numpy(), "cost"].sum()
    says("no", f"said {100 * errors[0]:.0f} too much and objectors {-100 * errors[1]:.0f} too little")
    says("no", f"you come to {said[0]:.0f} and he to {said[1]:.0f}, so I take {100 * p155['chance']:.0f}")
    says("no", f"it loses {-p155['worth']:.0f} thousand", f"We have {left} thousand left")
    says("no", f"from a chance of {100 * row['cost'] / (row['cost'] + row['gain']):.0f} on")

    asked = this_round.assign(chance=bets["chance"].to_numpy())
    pilot = solved.weigh_pilots(asked, 0.1, 0.8).set_index("initiative_id").loc["P155"]
    says(
        "no", f"more than {100 * pilot['needed']:.0f} times in 100", f"brings {pilot['yes_if']:.0f} thousand"
    )
    begum = solved.score_people(before, "objector", 5).set_index("person_id").loc[row["objector_id"]]
    says("no", f"{-begum['lean']:.0f} points too low over seven", f"Brier score of {begum['brier']:.2f}")
    assert begum["used"] == 7
    noes = solved.judge_noes(before.assign(all="all"), "all").iloc[0]
    assert noes["tried"] - noes["right"] == 9
    says("no", f"of the {noes['tried']:.0f} refusals that a rival tried, nine worked")
    says("no", f"the {noes['noes'] - noes['tried']:.0f} that nobody tried")
    says(
        "no",
        f"between {noes['least']:.0f} and {noes['most']:.0f} per cent of our {noes['noes']:.0f} refusals",
    )
