"""What `ps1` says in numbers, in its model answers and beside its calls, is what its solution finds."""

import re

import pandas as pd
import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("ps1")
RUN = (
    "tables",
    *("rate-strengths", "rate-strengths-try", "lean-by-task", "lean-by-task-try"),
    *("fit-of-units", "fit-of-units-try", "fit-of-units-picture", "give-places", "give-places-try"),
)


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


def loss(lack: float) -> float:
    return lack**2 if lack > 0 else 0.1 * lack**2


def saved(fit: pd.DataFrame, places: pd.DataFrame) -> float:
    """Return what places take off the loss."""
    both = fit.merge(places, on="unit")
    total = 0.0
    for need, has in (("change", "leading"), ("complexity", "managing")):
        lacks = (both[need] - both[has]).astype(float)
        total += float(lacks.map(loss).sum() - (lacks - both[f"{has}_places"]).map(loss).sum())
    return total


@pytest.fixture(scope="module")
def one_place(run):
    """Give what one place takes off, by unit and system."""
    fit = run["fit"].set_index("unit").astype(float, errors="ignore")
    lacks = {"leading": fit["change"] - fit["leading"], "managing": fit["complexity"] - fit["managing"]}
    return {system: lack.map(loss) - (lack - 1).map(loss) for system, lack in lacks.items()}


@pytest.fixture(scope="module")
def found(run, one_place):
    """Give, for each model answer, the numbers that it may say."""
    heads = (
        run["lean_by_task"](run["others"], run["items"], run["managers"], "level").set_index("level").loc[3]
    )
    fit, counts = run["fit"].set_index("unit"), run["counts"]
    under_led = counts[counts["under"] == "led"].set_index("quarter")["units"]
    change = run["judged"].groupby("quarter")["change"].mean()
    leading, managing = one_place["leading"], one_place["managing"]
    findings = run["findings"].set_index("finding_id")
    styles = findings.loc[["two-styles-1", "two-styles-2"]]
    ours = saved(run["fit"], run["give_places"](run["fit"], 6))
    return {
        "lean-by-task-reading": [
            *(heads["decide"], heads["deliver"], heads["deliver"] - heads["decide"]),
            (run["managers"]["level"] == 3).sum(),
        ],
        "fit-of-units-reading": [
            *(under_led["2023Q4"], under_led["2025Q4"], 2023, 2025),
            *(change["2023Q4"], change["2025Q4"], 10),
        ],
        "give-places-reading": [
            *(managing["Field Service"], leading["Data Logging"], leading["Marine"]),
            *(leading.nlargest(6).sum(), ours),
        ],
        "defence": [
            *(
                fit.loc["Food Safety", "change"],
                10,
                fit.loc["Food Safety", "leading"],
                leading["Food Safety"],
            ),
            *(leading["Weighing"], managing["Field Service"]),
            *(fit.loc["Field Service", "complexity"], fit.loc["Field Service", "managing"]),
            *styles["n"],
            *styles["estimate"],
        ],
    }


@pytest.mark.parametrize(
    "cell", ["lean-by-task-reading", "fit-of-units-reading", "give-places-reading", "defence"]
)
def test_a_model_answer_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=4)


def test_the_case_names_the_units_that_get_a_place_and_orders_the_others_rightly(run, one_place):
    decision = run["decision"].set_index("unit")
    assert set(decision.index[decision["leading_places"] == 1]) == {
        *("Weighing", "Calibration", "Cryogenics", "Data Logging", "Marine")
    }
    assert set(decision.index[decision["managing_places"] == 1]) == {"Field Service"}
    fit = run["fit"].set_index("unit")
    lack = fit["change"] - fit["leading"]
    assert (lack > lack["Food Safety"]).sum() == 7
    half_as_much_again = 1.5 * one_place["managing"]
    for unit in ("Level Gauges", "Education"):
        for other in ("Marine", "Data Logging"):
            assert half_as_much_again[unit] > one_place["leading"][other]
    words = len(CELLS["defence"].split())
    assert 150 <= words <= 250


def test_numbers_to_compare_with_are_those_of_the_solution(run):
    strengths, fit = run["strengths"], run["fit"].set_index("unit")
    stated = re.findall(
        r"\d+(?:\.\d+)?", CELLS["rate-strengths-try"].splitlines()[2].partition("it should be")[2]
    )
    assert [float(text) for text in stated] == [len(strengths), round(float(strengths["leading"].mean()), 2)]
    stated = re.findall(r"\w+ (\d\.\d+)", CELLS["fit-of-units-try"])
    optics = fit.loc["Optics", ["change", "complexity", "leading", "managing"]]
    assert [float(text) for text in stated] == pytest.approx([float(value) for value in optics], abs=0.0005)
    many = run["give_places"](run["fit"], 100)
    given = int(many[["leading_places", "managing_places"]].to_numpy().sum())
    assert f"Of 100, {given} should be given." in CELLS["give-places-try"]


def test_the_picture_can_be_drawn_from_what_its_cell_gives(run):
    chart = run["chart"].mark_line().encode(x="quarter:N", y="units:Q", color="under:N")
    drawn = chart.to_dict()
    [rows] = drawn["datasets"].values()
    assert {row["under"] for row in rows} == {"led", "managed"}
    assert len(rows) == 2 * 9
