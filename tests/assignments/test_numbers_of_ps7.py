"""What `ps7` says in numbers, in its model answers and beside its calls, is what its solution finds."""

import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("ps7")
RUN = (
    "tables",
    *("compare-within", "compare-within-try", "early-lessons", "early-lessons-try"),
    *("slides", "slides-try", "slides-picture", "try-rules", "try-rules-try"),
)


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


@pytest.fixture(scope="module")
def like_years(run):
    table = run["compare_within"](run["years"], "led", "recognition", "like")
    return table.set_index("comparison")


@pytest.fixture(scope="module")
def rules(run):
    table = run["try_rules"](run["careers"], ["recognition", "quality", "leading_feats"], 40, 3)
    return table.set_index("rule").astype(float)


@pytest.fixture(scope="module")
def found(run, like_years, rules):
    """Give, for each model answer, the numbers that it may say."""
    careers, slid, setbacks = run["careers"], run["slid"], run["setbacks"]
    alone = setbacks[setbacks["setback"] == "left alone"]
    slide = setbacks.groupby("setback")["slide"].mean()
    chances = run["compare_within"](run["people"], "many_chances", "leading_feats", "function")
    findings = run["findings"].set_index("finding_id")
    after = rules["after"]
    everybody = careers.loc[careers["career_year"] > 3, "leading_feats"].mean()
    return {
        "compare-within-reading": [*-like_years["difference"], *like_years["used"]],
        "slides-reading": [100, *slide, (alone["slide"] <= 0).sum(), len(alone)],
        "try-rules-reading": [
            *(*rules.loc["leading_feats", ["before", "after"]], after["recognition"], after["quality"]),
            *(everybody, 40),
            *(after["leading_feats"] - after["recognition"], after["quality"] - after["leading_feats"]),
        ],
        "advice": [
            *(-like_years.loc["within", "difference"], slid["slide"].median(), 100, 3),
            *(after["recognition"], everybody, after["quality"]),
            run["lessons"]["thought_over"].mean(),
            chances.set_index("comparison").loc["within", "difference"],
            *(-findings.loc["promotion-2", "estimate"], slide["left alone"]),
        ],
    }


@pytest.mark.parametrize("cell", ["compare-within-reading", "slides-reading", "try-rules-reading", "advice"])
def test_a_model_answer_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=3)


def test_what_the_model_answers_say_in_words_is_what_the_solution_finds(run, like_years, rules):
    difference = like_years["difference"]
    assert 1 - difference["within"] / difference["plain"] == pytest.approx(1 / 4, abs=0.03)
    assert (run["slid"]["slide"] > 0).mean() == pytest.approx(2 / 3, abs=0.01)
    setbacks = run["setbacks"]
    alone = setbacks.loc[setbacks["setback"] == "left alone", "slide"]
    assert f"{(alone <= 0).sum()} of the {len(alone)} who were left" in CELLS["slides-reading"]
    slide = setbacks.groupby("setback")["slide"].mean()
    assert slide["talked over"] < slide["none"] < slide["left alone"]
    assert rules["after"].idxmax() == "quality"
    assert 180 <= len(CELLS["advice"].split()) <= 280


def test_numbers_to_compare_with_are_those_of_the_solution(run, like_years, rules):
    plain, within = like_years["used"]
    assert f"({plain:.0f} and {within:.0f} years should be used.)" in CELLS["compare-within-try"]
    alone = (run["lessons"]["setback"] == "left alone").sum()
    assert f"it should be {alone}" in CELLS["early-lessons-try"]
    slid = run["slid"]["slide"]
    assert f"it should be {(slid > 0).sum()} of {len(slid)}" in CELLS["slides-try"]
    assert f"`after` should be {rules.loc['recognition', 'after']:.2f}" in CELLS["try-rules-try"]


def test_the_picture_can_be_drawn_from_what_its_cell_gives(run):
    drawn = run["chart"].mark_circle().encode(x="slide:Q", y="setback:N").to_dict()
    [rows] = drawn["datasets"].values()
    assert {row["setback"] for row in rows} == {"none", "left alone", "talked over"}
    assert len(rows) == 240
