"""Every lesson from top to bottom, as students meet it: one with a keyboard alone, one with a mouse.

What an exercise says to each mistake is read from its content, so these tests cover every exercise there is.
"""

import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from leadermanager.widgets.kinds import KINDS, exercise

from . import hands, students

COURSE = Path(__file__).parents[2] / "course"
LESSONS = sorted(path.name for path in COURSE.glob("*.ipynb"))
SHOWN = re.compile(r"""\blm\.exercise\("([^"]+)"\)""")
CHART = "lm.charts."


def exercises_of(lesson: str) -> dict[str, str]:
    """Return the cells that show an exercise, with the exercise's name."""
    cells = nbformat.read(COURSE / lesson, as_version=4).cells
    lines = {cell.id: SHOWN.search(cell.source) for cell in cells}
    return {cell: match[1] for cell, match in lines.items() if match}


def charts_of(lesson: str) -> list[str]:
    """Return the cells that draw a chart."""
    return [cell.id for cell in nbformat.read(COURSE / lesson, as_version=4).cells if CHART in cell.source]


def do_all(lesson, hand, name):
    """Do every exercise of the lesson, and see that Python has heard of each."""
    done = []
    for cell, shown in exercises_of(name).items():
        box = lesson.exercise(cell)
        lesson.notebook.settle()
        students.do(hand, box, exercise(shown, COURSE / "exercises").content)
        done.append(shown)
    for shown in done:
        assert hands.value(lesson.notebook, f"lm.said({shown!r}) is not None"), (
            f"Python has no answer of {shown}"
        )


def outputs_of(lesson):
    return lesson.page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets"
        ".filter((cell) => cell.model.type === 'code' && cell.model.outputs.length)"
        ".map((cell) => cell.model.id)"
    )


def said_by(lesson):
    """Return what each cell put out: errors, texts and tables, as JSON."""
    return lesson.page.evaluate(
        "Object.fromEntries(window.jupyterapp.shell.currentWidget.content.widgets"
        ".filter((cell) => cell.model.type === 'code')"
        ".map((cell) => [cell.model.id, JSON.stringify(cell.model.outputs.toJSON())]))"
    )


def test_there_is_a_student_for_every_kind_of_exercise():
    assert set(students.DOING) == set(KINDS)


@pytest.mark.parametrize("name", LESSONS)
def test_two_students_do_all_of_it_one_with_a_keyboard_and_one_with_a_mouse_who_starts_again(
    name, open_notebook
):
    notebook = open_notebook(name)
    notebook.run_all()
    lesson = hands.Lesson(notebook)
    before = notebook.sources()
    do_all(lesson, students.Keyboard(notebook.page), name)
    sees_it_again_in_the_cells_below(lesson, name)
    presses_what_jupyterlab_takes_for_commands(lesson, name)
    assert notebook.sources() == before
    for cell in exercises_of(name):
        lesson.exercise(cell).locator(".lm-reset").click()
    do_all(lesson, students.Mouse(notebook.page), name)
    is_shut_out_by_nothing(lesson, name)


def sees_it_again_in_the_cells_below(lesson, name):
    lesson.notebook.run_all()
    for cell, said in said_by(lesson).items():
        assert '"output_type":"error"' not in said, f"{cell} fails when it runs again: {said[:500]}"
        assert ": None" not in said, f"{cell} does not give back what was kept"


def presses_what_jupyterlab_takes_for_commands(lesson, name):
    for cell in exercises_of(name):
        box = lesson.exercise(cell)
        for kind in ["button:enabled", "input[type=range]", "input[type=radio]:enabled", "select"]:
            target = box.locator(kind).first
            if target.count() and target.is_visible():
                for key in ["b", "x", "d", "d", "ArrowUp", "ArrowDown", "Enter"]:
                    if target.is_visible() and target.is_enabled():
                        target.focus()
                        lesson.page.keyboard.press(key)


def is_shut_out_by_nothing(lesson, name):
    for cell in outputs_of(lesson):
        expect(lesson.cell(cell).locator(".jp-OutputArea-output").first).to_be_visible()
    assert lesson.notebook.axe_in_both_themes(lesson.notebook.outputs()) == {}
    for width, text in [(320, "14px"), (1000, "28px")]:
        lesson.notebook.resize(width, text)
        for cell in exercises_of(name):
            box = lesson.exercise(cell)
            assert box.evaluate(hands.CUT_OFF) == [], f"{cell}, {width} px wide, text of {text}"
    lesson.notebook.resize(320)
    for cell in charts_of(name):
        outputs = lesson.cell(cell).locator(".jp-OutputArea-output")
        expect(outputs.last).to_be_visible()
        assert outputs.evaluate_all("(all) => all.every((one) => one.scrollWidth <= one.clientWidth + 1)"), (
            f"{cell} is wider than a telephone"
        )
