"""What `ps5` says in numbers, in its model answers and beside its calls, is what its solution finds."""

import re

import pandas as pd
import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("ps5")
RUN = (
    "tables",
    *("count-leaders", "count-leaders-try", "people-needed", "people-needed-try", "people-needed-faced"),
    *("two-meters", "two-meters-try", "two-meters-picture"),
    *("name-deciders", "name-deciders-try", "name-deciders-of-ten", "cases-try"),
)


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


@pytest.fixture(scope="module")
def faced(run):
    """Give what the eight units faced: change, and decisions a week."""
    return pd.DataFrame(
        {"change": run["change"], "exceptions": run["weeks"].groupby("unit")["exceptions"].mean()}
    ).dropna()


@pytest.fixture(scope="module")
def of_ten(run):
    return run["of_ten"].groupby("unit")[["heard", "understood", "believed", "leads"]].sum()


@pytest.fixture(scope="module")
def found(run, faced, of_ten):
    """Give, for each model answer, the numbers that it may say."""
    rates = faced["exceptions"] / faced["change"]
    meters = run["side_by_side"].set_index("unit")
    both = meters[meters["verdict"] == "a good year"]
    sas = run["cases"].set_index("case_id").loc["sas-1"]
    return {
        "people-needed-reading": [
            *(rates.min(), rates.max(), faced.loc["Sensors", "change"], 10),
            *(faced.loc["Weather Stations", "change"], 3),
        ],
        "two-meters-reading": [
            *(both["order"].min(), both["order"].max(), both["delay"].max()),
            *meters.loc["Calibration", ["order", "delay"]],
        ],
        "name-deciders-reading": [
            *of_ten.loc["Cryogenics", ["leads", "understood", "believed"]],
            *(10, of_ten.loc["Pressure", "understood"], of_ten.loc["Pressure", "believed"]),
        ],
        "defence": [
            *(meters.loc["Weather Stations", "order"], 2025),
            *meters.loc["Cryogenics", ["order", "delay"]],
            *meters.loc["Optics", ["order", "delay"]],
            *(3, 5),
            *sas[["value_before", "value_after", "year_before", "year_after"]],
        ],
    }


@pytest.mark.parametrize(
    "cell", ["people-needed-reading", "two-meters-reading", "name-deciders-reading", "defence"]
)
def test_a_model_answer_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=4)


def test_the_readings_name_the_units_that_the_tables_show(run, faced):
    meters = run["side_by_side"].set_index("unit")
    assert set(meters.index[meters["verdict"] == "a good year"]) == {"Optics", "Thermal", "Vacuum"}
    assert (meters["verdict"] == "out of breath").sum() == 3
    assert meters.loc["Calibration", "verdict"] == "neither"
    assert (faced["change"].idxmin(), faced["change"].idxmax()) == ("Sensors", "Weather Stations")
    assert len(faced) == len(meters) == 8


def test_what_mikael_says_of_the_needs_is_true_of_them(run):
    needs = run["needs"].merge(run["units"].query("quarter == '2025Q4'")[["unit", "change"]], on="unit")
    assert needs.sort_values("change")["needed"].is_monotonic_increasing
    assert len(needs) == 24


def test_the_letter_tells_who_is_named_and_who_is_not(run, of_ten):
    named = run["name_deciders"](run["people"], run["needs"], bar=3, each=3, places=12)
    times = named["unit"].value_counts()
    assert set(times.index[times == 2]) == {"Packaging Lines", "Motion Control", "Weather Stations"}
    assert (times == 1).sum() == 6
    verdicts = run["needs"].set_index("unit")["verdict"]
    for unit in ("Calibration", "Cryogenics"):
        assert verdicts[unit] == "short"
        assert unit not in times.index
        assert of_ten.loc[unit, "believed"] == 0
    assert run["counts"].set_index("unit").loc["Pressure", "unclear"] == 6
    assert run["needs"].set_index("unit").loc["Cryogenics", "needed"] == 5
    assert run["cases"].set_index("case_id").loc["sas-1", "checked"] == "seen"
    assert 150 <= len(CELLS["defence"].split()) <= 250


def test_numbers_to_compare_with_are_those_of_the_solution(run):
    stated = {
        cell: [
            float(text)
            for text in re.findall(r"\d+(?:\.\d+)?", CELLS[cell].partition("it should be")[2].split('"')[0])
        ]
        for cell in ("count-leaders-try", "people-needed-try", "two-meters-try")
    }
    assert stated["count-leaders-try"] == run["counts"][["leads", "unclear", "does_not"]].sum().to_list()
    expected = run["needs"].set_index("unit").loc["Optics", "expected"]
    assert stated["people-needed-try"] == [pytest.approx(expected, abs=0.005)]
    meters = run["side_by_side"].set_index("unit").loc["Cryogenics", ["order", "delay"]]
    assert stated["two-meters-try"] == pytest.approx([float(value) for value in meters], abs=0.005)
    named = run["name_deciders"](run["people"], run["needs"], bar=3, each=3, places=12)
    by_place = named.sort_values("place")["manager_id"]
    first, last = by_place.iloc[0], by_place.iloc[-1]
    assert f"(The first named should be {first}, the last {last}.)" in CELLS["name-deciders-try"]


def test_the_picture_can_be_drawn_from_what_its_cell_gives(run):
    chart = run["chart"].mark_point().encode(x="delay:Q", y="order:Q", color="people:N", tooltip="unit:N")
    [rows] = chart.to_dict()["datasets"].values()
    assert {row["people"] for row in rows} == {"short", "perhaps", "enough"}
    assert len(rows) == 8
