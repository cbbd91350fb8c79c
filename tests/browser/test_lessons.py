"""Every lesson from top to bottom, as students meet it: seen, done by keyboard, and what is new by mouse too.

What an exercise says to each mistake is read from its content, so these tests cover every exercise there is.
"""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from leadermanager.widgets.kinds import KINDS

from . import hands, students

LESSONS = sorted(path.stem for path in (Path(__file__).parents[2] / "course").glob("*.ipynb"))
KIND = {path.stem: tomllib.loads(path.read_text("utf-8"))["kind"] for path in hands.EXERCISES.glob("*.toml")}
CHART = "application/vnd.vegalite.v5+json"


# Two have what all share; the others are looked at where all of their exercises are done.
LOOKED_AT = ["00-start-here", "02-direction-and-plans"]


@pytest.fixture(params=LESSONS)
def lesson(request, executed, open_notebook):
    """The lesson, run from top to bottom in JupyterLab."""
    notebook = open_notebook(f"{request.param}.ipynb")
    notebook.run_all()
    return hands.Lesson(notebook, executed(request.param[:2]))


def do(lesson, exercises, hand):
    """Do these exercises of the lesson, and see that Python has heard of each."""
    for cell, exercise in exercises.items():
        box = lesson.exercise(cell)
        lesson.notebook.settle()
        students.do(hand, box, exercise.content)
    for exercise in exercises.values():
        name = exercise.content["id"]
        said = hands.value(lesson.notebook, f"lm.said({name!r}) is not None")
        assert said, f"Python has no answer of {name}"


def new_in(lesson):
    """Return the lesson's exercises of a kind that no earlier one has."""
    first = {kind: min(name for name in KIND if KIND[name] == kind) for kind in KINDS}
    return {
        cell: exercise
        for cell, exercise in lesson.made.exercises.items()
        if first[KIND[exercise.content["id"]]] == exercise.content["id"]
    }


def said_by(lesson):
    """Return what each cell put out: errors, texts and tables, as JSON."""
    return lesson.page.evaluate(
        "Object.fromEntries(window.jupyterapp.shell.currentWidget.content.widgets"
        ".filter((cell) => cell.model.type === 'code')"
        ".map((cell) => [cell.model.id, JSON.stringify(cell.model.outputs.toJSON())]))"
    )


def test_there_is_a_student_for_every_kind_of_exercise():
    assert set(students.DOING) == set(KINDS)


@pytest.mark.parametrize("lesson", LOOKED_AT, indirect=True)
def test_nobody_is_shut_out_of_a_lesson(lesson):
    sees_everything(lesson)
    assert lesson.notebook.axe_in_both_themes(lesson.notebook.outputs()) == {}
    reads_it_on_any_window(lesson)


@pytest.mark.thorough("minutes in all; test_exercises.py and others do an exercise of each kind")
def test_a_keyboard_does_all_of_it_and_a_mouse_after_starting_again_what_is_new(lesson):
    sees_everything(lesson)
    assert lesson.notebook.axe_in_both_themes(lesson.notebook.outputs()) == {}
    before = lesson.notebook.sources()
    do(lesson, lesson.made.exercises, students.Keyboard(lesson.page))
    sees_it_again_in_the_cells_below(lesson)
    assert lesson.notebook.sources() == before
    for cell in lesson.made.exercises:
        lesson.exercise(cell).locator(".lm-reset").click()
    do(lesson, new_in(lesson), students.Mouse(lesson.page))
    assert lesson.notebook.axe_in_both_themes(lesson.notebook.outputs()) == {}
    reads_it_on_any_window(lesson)


def sees_it_again_in_the_cells_below(lesson):
    lesson.notebook.run_all()
    for cell, said in said_by(lesson).items():
        assert '"output_type":"error"' not in said, f"{cell} fails when it runs again: {said[:500]}"
        assert ": None" not in said, f"{cell} does not give back what was kept"


def sees_everything(lesson):
    for cell in lesson.made.notebook.cells:
        if cell.get("outputs"):
            expect(lesson.cell(cell.id).locator(".jp-OutputArea-output").first).to_be_visible()


def cut_off(lesson, box):
    """Return what is cut off, once a picture that has just come into view is laid out for the window."""
    if box.evaluate(hands.CUT_OFF):
        lesson.notebook.settle()
    return box.evaluate(hands.CUT_OFF)


def reads_it_on_any_window(lesson):
    for width, text in [(320, "14px"), (1000, "28px")]:
        lesson.notebook.resize(width, text)
        for cell in lesson.made.exercises:
            box = lesson.exercise(cell)
            assert cut_off(lesson, box) == [], f"{cell}, {width} px wide, text of {text}"
            assert box.evaluate(hands.SMALL_TARGETS) == [], f"{cell}, {width} px wide, text of {text}"
    lesson.notebook.resize(320)
    for cell in lesson.made.notebook.cells:
        if any(CHART in output.get("data", {}) for output in cell.get("outputs", [])):
            outputs = lesson.cell(cell.id).locator(".jp-OutputArea-output")
            expect(outputs.last).to_be_visible()
            fits = "(all) => all.every((one) => one.scrollWidth <= one.clientWidth + 1)"
            assert outputs.evaluate_all(fits), f"{cell.id} is wider than a telephone"
