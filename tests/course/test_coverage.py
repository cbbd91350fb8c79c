"""Every row of coverage.csv leads to a heading, an exercise and a graded task that exist."""

import csv
import re

import nbformat
import pytest

STATEMENTS = set(
    re.findall(
        r"\w+",
        "S1 S2 S3 S4a S4b S4c S5a S5b S6 S6a S6b S6c S6d S7 S8 S9 S10a S10b S10c S11 S12 S13 "
        "Q1 Q2 Q3 T0 T1 T2 T3a T3b T3c T3d T3e",
    )
)
"""What the article says, by number."""


@pytest.fixture
def rows(course):
    with (course / "coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_names_a_statement_once_and_leaves_nothing_out(rows):
    assert {row["statement"] for row in rows} == STATEMENTS
    for row in rows:
        assert all(row.values()), f"{row['statement']} leaves something out"
    pairs = [(row["statement"], row["lesson"]) for row in rows]
    assert len(set(pairs)) == len(pairs)


def test_sections_are_headings_of_the_lesson_and_its_exercises_are_shown_there(rows, course, headings):
    for row in rows:
        lesson = nbformat.read(course / f"{row['lesson']}.ipynb", as_version=4)
        code = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "code")
        assert row["section"] in headings(lesson), f"{row['statement']}: no heading {row['section']!r}"
        assert f'lm.exercise("{row["exercise"]}")' in code, (
            f"{row['statement']}: {row['exercise']} is not shown"
        )


def test_tasks_are_graded_cells_of_the_assignment(rows, course):
    for row in rows:
        path = course.parent / "assignments" / "source" / row["assignment"] / f"{row['assignment']}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        graded = {cell.metadata.nbgrader.grade_id for cell in cells if "nbgrader" in cell.metadata}
        assert row["task"] in graded, f"{row['statement']}: {row['assignment']} has no task {row['task']}"
