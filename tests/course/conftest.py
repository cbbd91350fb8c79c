"""The lessons and what is read out of them, for every test of the course."""

import tomllib
from pathlib import Path

import nbformat
import pytest

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
def headings():
    """Return a function that gives the headings of a notebook: their words, without the marks."""

    def headings_of(notebook):
        texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        lines = (line for text in texts for line in text.splitlines())
        return [line.lstrip("#").strip() for line in lines if line.startswith("#")]

    return headings_of


@pytest.fixture
def guide_says():
    """Return a function that looks for sentences in the teaching guide to a lesson, given by its number."""

    def look(number, *sentences):
        [path] = (COURSE.parent / "docs" / "teaching").glob(f"{number}-*.md")
        text = " ".join(path.read_text("utf-8").split())
        for sentence in sentences:
            assert sentence in text, sentence

    return look
