"""The lessons and what is read out of them, for every test of the course."""

import tomllib
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from leadermanager.widgets.kinds import exercise

COURSE = Path(__file__).parents[2] / "course"
LESSONS = sorted(COURSE.glob("*.ipynb"))
EXERCISES = sorted((COURSE / "exercises").glob("*.toml"))
CONTENTS = {path: tomllib.loads(path.read_text("utf-8")) for path in EXERCISES}

# What a test may ask for; it then runs once for each. The welcome, 00, is no lesson of the full pattern.
EACH = {
    "lesson_path": LESSONS,
    "full_lesson_path": [path for path in LESSONS if not path.stem.startswith("00")],
    "exercise_path": EXERCISES,
    "card_sort_path": [path for path in EXERCISES if CONTENTS[path]["kind"] == "card-sort"],
    "marked_quiz_path": [path for path in EXERCISES if CONTENTS[path].get("mode") == "marked"],
}


def pytest_generate_tests(metafunc):
    """Run a test that asks for a lesson or an exercise once for each of them."""
    for name, paths in EACH.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, paths, ids=[path.stem for path in paths], scope="module")


def ends_of_the_year():
    """Return all ways through the case of lesson 05: where each ends, whether that is good, how it begins."""
    ends = pd.DataFrame(exercise("05-year", COURSE / "exercises").ends())
    ends["good"] = (ends["order"] >= 60) & (ends["change"] >= 60)
    ends["first"] = ends["path"].str.split(", ").str[0]
    return ends


@pytest.fixture(scope="module")
def lesson(lesson_path):
    return nbformat.read(lesson_path, as_version=4)


@pytest.fixture(scope="module")
def full_lesson(full_lesson_path):
    return nbformat.read(full_lesson_path, as_version=4)


@pytest.fixture
def course():
    return COURSE


@pytest.fixture
def verdicts():
    """Return a function that gives what each option of a kept question was worth, by its text."""

    def verdicts_of(name, part):
        questions = CONTENTS[COURSE / "exercises" / f"{name}.toml"]["questions"]
        (options,) = (question["options"] for question in questions if question["id"] == part)
        return {option["text"]: option["verdict"] for option in options}

    return verdicts_of


@pytest.fixture
def headings():
    """Return a function that gives the headings of a notebook: their words, without the marks."""

    def headings_of(notebook):
        texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        lines = (line for text in texts for line in text.splitlines())
        return [line.lstrip("#").strip() for line in lines if line.startswith("#")]

    return headings_of
