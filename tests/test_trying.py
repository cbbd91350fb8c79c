"""What would stop a student is said with the cell in which it would."""

import json
from functools import partial

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from leadermanager.errors import ContentError
from leadermanager_instructor.starting import begin_exercise
from leadermanager_instructor.trying import faults_in

from .test_cli import run


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a lesson of these cells."""
    (tmp_path / "course").mkdir()

    def lesson(*cells):
        path = tmp_path / "course" / "09-mine.ipynb"
        nbformat.write(new_notebook(cells=list(cells)), path)
        return path

    return lesson


def test_a_cell_that_ends_in_an_error_is_named_and_the_others_are_run_too(write):
    lesson = write(new_markdown_cell("# 9"), new_code_cell("x = y"), new_code_cell("1 / 0"))
    assert faults_in(lesson) == [
        "course/09-mine.ipynb, cell 2, ends in an error: NameError: name 'y' is not defined",
        "course/09-mine.ipynb, cell 3, ends in an error: ZeroDivisionError: division by zero",
    ]


def test_a_link_to_nothing_and_an_exercise_that_is_not_there_are_named(write):
    lesson = write(
        new_markdown_cell("[a](../no.md)"), new_code_cell('import leadermanager as lm\nlm.exercise("09-no")')
    )
    link, exercise = faults_in(lesson)
    assert "cell 1, names what is not there: ../no.md" in link
    assert "cell 2, line 2, shows an exercise that is not there: 09-no" in exercise


def test_an_exercise_that_the_library_refuses_is_named(write, tmp_path):
    lesson = write(new_code_cell("1 + 1"))
    (exercise,) = begin_exercise(tmp_path / "course", "09-places", "quiz")
    exercise.write_text(exercise.read_text().replace('mode = "marked"', 'mode = "market"'))
    assert len(faults_in(exercise)) == 1
    assert faults_in(lesson) == faults_in(exercise)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ipynb", None, "There is no file"),
        ("a.ipynb", "dear teacher", "is not a notebook that can be read"),
        ("a.txt", "dear teacher", "is neither a lesson"),
    ],
)
def test_what_is_no_lesson_and_no_exercise_is_said(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(ContentError, match=said):
        faults_in(tmp_path / name)


def test_the_commands_begin_and_try(tmp_path):
    (tmp_path / "assignments" / "source").mkdir(parents=True)
    (tmp_path / "assignments" / "nbgrader_config.py").write_text("c = get_config()\n")
    here = partial(run, cwd=tmp_path)
    done = here("new", "exercise", "09-places", "--kind", "card-sort")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Wrote course/exercises/09-places.toml")
    assert here("new", "assignment", "ps8").returncode == 0
    assert (tmp_path / "assignments" / "source" / "ps8" / "ps8.ipynb").is_file()
    assert here("try", "course/exercises/09-places.toml").returncode == 0
    (tmp_path / "course" / "exercises" / "09-places.toml").write_text('kind = "quiz"\n')
    done = here("try", "course/exercises/09-places.toml", "--json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["tried"]["course/exercises/09-places.toml"]) == 1
    assert here("new", "lesson", "9", "--title", "x").returncode == 2
