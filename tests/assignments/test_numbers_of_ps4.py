"""The model answers of ps4 say what its solution finds in the tables of the course."""

import re
from pathlib import Path
from typing import Any

import pytest

from nbseal.course import notebooks

PATH = Path(__file__).parents[2] / "assignments" / "source" / "ps4" / "ps4.ipynb"
TASKS = ["find_signals", "saved_by_easing", "choose_words", "say_and_belief", "what_adds"]


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    found = notebooks.read(PATH).cells
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in found if "nbgrader" in cell.metadata}


@pytest.fixture(scope="module")
def own(cells: dict[str, str]) -> dict[str, Any]:
    """What is there after the tables are loaded and every function is defined."""
    names: dict[str, Any] = {}
    for name in ["tables", *TASKS]:
        exec(cells[name], names)
    return names


@pytest.fixture(scope="module")
def signals(own: dict[str, Any]) -> Any:
    return own["find_signals"](own["weeks"], 20, 13).set_index("unit")


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def test_the_visit_is_read_from_the_weeks_of_field_service(cells, own, signals):
    weeks = own["weeks"].query("unit == 'Field Service'").set_index("week")
    visited, alone = weeks.loc["2025-11-03":"2025-11-10"], weeks.loc["2025-12-01":"2025-12-08"]
    assert visited["visited"].tolist() == [False, True]
    assert alone["visited"].tolist() == [False, False]
    unit = signals.loc["Field Service"]
    high = f"{unit['high']:.1f}"
    before, after = visited["defects"]
    assert before < unit["high"]
    due = {f"{before}", high, *map(str, alone["defects"]), f"{unit['centre']:.0f}", "1"}
    assert numbers_in(cells["read_visit"]) == due
    assert {f"{before:.0f}", f"{after:.0f}", f"{unit['centre']:.0f}"} <= numbers_in(
        cells["read_visit_prompt"]
    )


def test_the_say_is_read_from_both_differences(cells, own):
    found = own["say_and_belief"](own["messages"], own["staff"])
    due = {f"{found[key]:.0f}" for key in ("everybody", "same_boss")}
    assert numbers_in(cells["read_say"]) == due


def test_the_clerks_are_read_from_what_learning_adds(cells, own):
    found = own["what_adds"](own["supervisors"], "rating", "complaints", ["learning"]).iloc[0]
    due = {f"{found['added']:.1f}", f"{found['alone']:.0f}", str(len(own["supervisors"]))}
    assert numbers_in(cells["read_complaints"]) == due


def test_the_decision_follows_from_the_tables(cells, own, signals):
    text = cells["defence"]
    weeks = own["weeks"]
    savings = own["saved_by_easing"](weeks, weeks.loc[weeks["simplified"], "week"].min(), 26).set_index(
        "unit"
    )
    saved = savings["saved"].sort_values(ascending=False)
    assert list(signals["centre"].nlargest(2).index) == ["Weather Stations", "Field Service"]
    assert signals.index[signals["signal"]].tolist() == ["Sensors", "Thermal"]
    assert signals.loc[["Sensors", "Thermal"], ["outside", "run"]].values.tolist() == [[0, 8], [1, 4]]
    last = weeks.query("unit == 'Thermal'").sort_values("week")["defects"].tail(13)
    assert last.max() > signals.loc["Thermal", "high"]
    assert set(saved.index[:3]) == {"Weather Stations", "Field Service", "Vacuum"}
    words = own["choose_words"](own["messages"], own["staff"], "direction").set_index("unit").loc["Repairs"]
    assert (words["value"], words["doubters"], words["reached"]) == ("esteem", 10, 4)
    due = {f"{saved[:3].sum():.0f}", f"{saved['Optics']:.0f}", f"{saved['Vacuum']:.0f}"}
    due |= {f"{number:.0f}" for number in signals["centre"].nlargest(2)}
    assert numbers_in(text) == due | {"13"}
    assert 180 <= len(text.split()) <= 250
