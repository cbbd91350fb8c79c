"""The form of a lesson: its sections, the length of its cells, and nothing left over in the notebook."""

import re
from statistics import median

import nbformat
import pandas as pd
import pytest

import leadermanager as lm

CHART = "application/vnd.vegalite.v5+json"
PATTERN = ["Situation", "Predict", "See", "Name it", "Try it", "Argue", "Recall", "Take away"]
READABLE_ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")
LIKE_A_MACHINE = re.compile(r"(?=\w*\d)(?=\w*[a-f])[0-9a-f]{6,}")
LONGEST_CODE, LONGEST_TEXT, MEDIAN_CODE, MOST_CELLS = 15, 120, 4, 60
FOLDED = {"jupyter": {"source_hidden": True}}

LIGHT = {
    "words": 1300,
    "open lines of code": 60,
    "cells": 45,
    "charts": 4,
    "tables": 3,
    "exercises": 6,
    "words to decide": 300,
}
"""At most so many; one has read 300 words, and so meets the first decision, after 90 seconds."""
LIMITS = {"00": {**LIGHT, "words": 500, "exercises": 3}, **{f"{number:02}": LIGHT for number in range(1, 9)}}


def cells(lesson, kind):
    return [cell for cell in lesson.cells if cell.cell_type == kind]


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def words(text):
    return [word for word in text.split() if re.search(r"\w", word)]


def is_folded(cell):
    return cell.metadata.get("jupyter") == FOLDED["jupyter"]


def headings(lesson, level):
    marks = "#" * level + " "
    lines = (line for cell in cells(lesson, "markdown") for line in cell.source.splitlines())
    return [line.removeprefix(marks) for line in lines if line.startswith(marks)]


def test_a_lesson_is_a_clean_notebook_of_format_4_5(lesson):
    nbformat.validate(lesson)
    assert (lesson.nbformat, lesson.nbformat_minor) == (4, 5)
    assert lesson.metadata.kernelspec.name == "python3"
    assert "widgets" not in lesson.metadata, "saved widget state belongs to a student, not to the course"
    for cell in cells(lesson, "code"):
        assert cell.outputs == [], f"{cell.id} has saved outputs"
        assert cell.execution_count is None, f"{cell.id} has an execution count"


def test_cell_ids_are_words_and_each_is_used_once(lesson):
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    for name in ids:
        assert READABLE_ID.fullmatch(name), f"the cell id {name} is not made of words"
        assert not any(LIKE_A_MACHINE.fullmatch(part) for part in name.split("-")), (
            f"{name} was not named by a person"
        )


def test_a_lesson_follows_the_one_pattern(full_lesson):
    begun = [heading.split(":")[0] for heading in headings(full_lesson, 2)]
    assert begun == PATTERN


def test_the_first_cell_says_what_how_long_and_what_binder_forgets(lesson):
    first = lesson.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "you will be able to" in first.source.lower()
    assert "minutes" in first.source
    assert "Binder" in first.source
    assert "ownload" in first.source


def test_no_cell_is_too_long_to_take_in(lesson):
    for cell in cells(lesson, "markdown"):
        assert len(cell.source.split()) <= LONGEST_TEXT, f"{cell.id} has {len(cell.source.split())} words"
    lengths = {cell.id: len(code_lines(cell)) for cell in cells(lesson, "code")}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST_CODE}
    assert not too_long
    assert median(lengths.values()) <= MEDIAN_CODE
    assert len(lesson.cells) <= MOST_CELLS


@pytest.mark.parametrize("number", LIMITS)
def test_a_lesson_stays_light(number, executed):
    ran = executed(number).notebook
    code = cells(ran, "code")
    shown = [output.get("data", {}) for cell in code for output in cell.outputs]
    first = next(at for at, cell in enumerate(ran.cells) if "lm.exercise(" in cell.source)
    before = [cell for cell in ran.cells[:first] if cell.cell_type == "markdown"]
    counted = {
        "words": sum(len(words(cell.source)) for cell in cells(ran, "markdown")),
        "open lines of code": sum(len(code_lines(cell)) for cell in code if not is_folded(cell)),
        "cells": len(ran.cells),
        "charts": sum(CHART in data for data in shown),
        "tables": sum("<table" in data.get("text/html", "") for data in shown),
        "exercises": sum("lm.exercise(" in cell.source for cell in code),
        "words to decide": sum(len(words(cell.source)) for cell in before),
    }
    assert min(counted.values()) > 0, counted
    assert not {what: count for what, count in counted.items() if count > LIMITS[number][what]}


@pytest.mark.parametrize("number", LIMITS)
def test_code_that_only_shows_an_exercise_or_a_chart_is_folded_in_a_light_lesson(number, course):
    (path,) = course.glob(f"{number}-*.ipynb")
    code = cells(nbformat.read(path, 4), "code")
    shows = [cell for cell in code if cell.source.startswith(("lm.exercise(", "lm.charts."))]
    assert shows
    assert [cell.id for cell in shows if not is_folded(cell)] == []
    (change,) = (cell for cell in code if cell.id == "your-change")
    assert not is_folded(change), "students change a line there"


def test_of_a_cell_no_more_is_saved_than_its_tags_and_that_its_code_is_folded(lesson):
    for cell in lesson.cells:
        own = {key: value for key, value in cell.metadata.items() if key != "tags"}
        assert own in ({}, FOLDED), f"{cell.id} has {own}"
        assert own == {} or cell.cell_type == "code", f"{cell.id} is text, and folded"


def test_one_italic_line_after_every_chart_says_what_to_see(lesson):
    for cell, following in zip(lesson.cells, [*lesson.cells[1:], None], strict=True):
        if cell.cell_type == "code" and "lm.charts." in cell.source:
            assert following is not None, f"nothing follows the chart {cell.id}"
            assert re.fullmatch(r"\*[^*\n]+\*", following.source), (
                f"no italic line follows the chart {cell.id}"
            )


def test_a_lesson_has_three_charts_two_exercises_a_note_and_a_line_to_change(full_lesson):
    code = "\n".join(cell.source for cell in cells(full_lesson, "code"))
    assert code.count("lm.charts.") >= 3
    assert code.count("lm.exercise(") >= 2
    ids = [cell.id for cell in full_lesson.cells]
    assert "your-notes" in ids, "there is no cell for the student's own words"
    assert "your-change" in ids, "there is no cell in which the student changes a line"


def test_simulated_data_are_called_simulated_before_they_are_shown(lesson):
    real = {"cases", "findings", "supervisors"}
    for number, cell in enumerate(lesson.cells):
        loaded = set(re.findall(r"lm\.load_(\w+)", cell.source)) - real
        if cell.cell_type == "code" and loaded:
            before = " ".join(c.source for c in lesson.cells[:number] if c.cell_type == "markdown")
            assert "simulated" in before, f"{cell.id} shows {loaded}, not yet called simulated"
            return


def test_figures_of_published_studies_are_read_from_the_table_and_not_typed(lesson, lesson_path, course):
    number = lesson_path.stem.split("-")[0]
    exercises = [path.read_text("utf-8") for path in (course / "exercises").glob(f"{number}-*.toml")]
    text = "\n".join([cell.source for cell in lesson.cells] + exercises)
    findings = lm.load_findings()
    for row in findings[findings["lesson"] == number].itertuples():
        figures = []
        if pd.notna(row.estimate):
            figures += [f"{row.estimate:g} per cent", f"{row.estimate:g}%"]
        if pd.notna(row.n):
            figures += [f"{row.n:,} {row.n_unit}", f"{row.n} {row.n_unit}"]
        typed = [figure for figure in figures if re.search(rf"(?<![\d.,]){re.escape(figure)}", text)]
        assert not typed, f"{row.finding_id}: {typed[0]} is typed; show it from the table"
