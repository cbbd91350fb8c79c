"""What `ps2` says in numbers, in its model answers and beside its calls, is what its solution finds."""

import re

import pandas as pd
import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("ps2")
RUN = (
    *("tables", "check-leads", "check-leads-try", "check-leads-picture"),
    *("follow-rule", "follow-rule-try", "rules-try", "record-of-kinds", "record-of-kinds-try"),
    *("choose-strategy", "choose-strategy-try"),
)
READINGS = ("check-leads-reading", "follow-rule-reading", "choose-strategy-reading", "defence")
BOLD_AND_GROUNDED = (
    *("American Express", "Eastman Kodak", "Procter & Gamble", "SAS", "IBM"),
    *("Ford", "Continental Airlines", "Microsoft", "ASDA"),
)
LESS_IS_BETTER = ["defects per machine", "rank in punctuality among 17 European airlines"]


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


def gained(run, proposals: pd.DataFrame, budget: float = 400) -> int:
    """Return what the best choice gains."""
    chosen = run["choose_strategy"](proposals, budget)
    return int(proposals.loc[proposals["proposal"].isin(chosen), "gain"].sum())


def without(run, name: str) -> pd.DataFrame:
    proposals = run["proposals"]
    return proposals[proposals["proposal"] != name]


def undirected(run) -> int:
    """Return what the best choice gains where no direction is asked for: a free one meets the rule."""
    limits = run["proposals"][run["proposals"]["kind"] != "direction"]
    # Without a direction, what needs one cannot be done.
    possible = limits[~limits["needs"].isin(["Sharp in the field", "The cheapest lens"])]
    free = pd.DataFrame([("nothing", "direction", 0, 0, None)], columns=limits.columns)
    return gained(run, pd.concat([possible, free]))


@pytest.fixture(scope="module")
def found(run):
    """Give, for each model answer, the numbers that it may say."""
    leads, costs = run["leads"].set_index("unit"), run["costs"]
    sensors, stations = leads.loc["Sensors"], leads.loc["Weather Stations"]
    often, alarm = costs.loc["4 weeks"], costs.loc["52 weeks, 20 %"]
    in_2024 = run["optics"][run["optics"]["week"] < "2025-01-01"]
    alone = [
        cost["misses"] + cost["planning"] for cost in (run["cost_of_rule"](in_2024, 52, n) for n in (10, 20))
    ]
    judged = pd.DataFrame({"company": BOLD_AND_GROUNDED, "reach": 8, "grounding": 8})
    visions = run["record_of_kinds"](run["cases"], judged, LESS_IS_BETTER).set_index("kind").loc["vision"]
    assert visions["companies"] == 9
    proposals = run["proposals"].set_index("proposal")
    most, cheapest = gained(run, run["proposals"]), gained(run, without(run, "Sharp in the field"))
    hire = proposals.loc["Hire instead of buy", "gain"]
    return {
        "check-leads-reading": [stations["later"], 24, 27],
        "follow-rule-reading": [
            *(often["misses"], alarm["misses"], 52, 20),
            *(often["plans"], often["planning"], alarm["planning"]),
            (alarm["misses"] - often["misses"]) * len(run["optics"]) / (often["plans"] - alarm["plans"]),
        ],
        "choose-strategy-reading": [
            *(most, most - undirected(run), cheapest, hire),
            hire - (most - undirected(run)),
        ],
        "defence": [
            *(2025, 2024, stations["link"], sensors["later"], stations["later"], 52, 20, 10),
            *(alarm["cost"], costs.loc["26 weeks (today)", "cost"], often["cost"], 400, most, cheapest),
            *(visions["better"], *alone, 40, 30),
        ],
    }


@pytest.mark.parametrize("cell", READINGS)
def test_a_model_answer_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=3)


def test_sensors_fell_eight_weeks_before_optics_and_weather_stations_with_it(run):
    three = run["three"].set_index("week").sort_index()

    def fell(unit):
        ordered = three.loc[three["unit"] == unit, "index"]
        return str((ordered / ordered.shift(1)).loc[:"2025-06-30"].idxmin().date())

    assert fell("Optics") == fell("Weather Stations") == "2025-03-24"
    assert fell("Sensors") == "2025-01-27"
    assert run["leads"].set_index("unit").loc["Sensors", "shift"] == 8


def test_the_alarm_rings_three_times_in_six_weeks_and_each_new_plan_is_still_too_high(run):
    plans = run["follow_rule"](run["optics"], 198, 52, 20).set_index("week")
    ordered = run["optics"].set_index("week")["orders"]
    new = plans.loc["2025-03-24":"2025-06-30"]
    new = new[new["replanned"]]
    assert [str(week.date()) for week in new.index] == ["2025-04-07", "2025-04-21", "2025-05-05"]
    assert new.index[-1] - pd.Timestamp("2025-03-24") == pd.Timedelta(weeks=6)
    for week, plan in new["plan"].items():
        assert plan > ordered.loc[week:].iloc[:2].max()


def test_the_case_is_as_long_as_it_has_to_be():
    assert 150 <= len(CELLS["defence"].split()) <= 250


def test_numbers_to_compare_with_are_those_of_the_solution(run):
    shift, link, later = run["leads"].set_index("unit").loc["Weather Stations"]
    assert f"a shift of {shift:.0f}, a link of {link:.2f} and {later:.2f} later" in CELLS["check-leads-try"]
    new, last = run["with_alarm"]["replanned"].sum(), run["with_alarm"]["plan"].iloc[-1]
    assert f"make {new} plans, and the last should be {last}" in CELLS["follow-rule-try"]
    kinds = run["record_of_kinds"](run["cases"], run["my_judgement"], run["lower"])
    assert sorted(kinds["better"]) == [0, 1, 1]
    assert "(`better` should be 1, 1 and 0.)" in CELLS["record-of-kinds-try"]
    assert f"It should gain {gained(run, run['proposals'])}." in CELLS["choose-strategy-try"]
    assert f"she would get {undirected(run)}." in CELLS["choose-strategy-reading-prompt"]


def test_who_is_called_the_head_of_a_unit_is_its_head(run):
    managers = run["lm"].load_managers()
    heads = managers[managers["level"] == 3].set_index("name")["unit"]
    prompts = " ".join(source for cell, source in CELLS.items() if cell.endswith("prompt") or cell == "title")
    named = re.findall(r"(\w+ \w+), (?:who heads|the head of) ((?:[A-Z]\w+ ?)+)", prompts)
    assert len(named) == 4
    for name, unit in named:
        assert heads[name] == unit.strip()
    replanned = run["weeks"].groupby("unit")["replanned"].sum()
    assert replanned["Thermal"] == 104 / 4


def test_the_picture_can_be_drawn_from_what_its_cell_gives(run):
    chart = run["chart"].mark_line().encode(x="week:T", y="index:Q", color="unit:N")
    [rows] = chart.to_dict()["datasets"].values()
    assert {row["unit"] for row in rows} == {"Optics", "Sensors", "Weather Stations"}
