"""An assignment opens with its tests folded to the question that they ask; mouse and keyboard open them."""

import nbformat
import pytest
from playwright.sync_api import expect

from nbseal.assignments.soundness.trials import released_aside
from nbseal.course import open_course

from .conftest import ROOT

COURSE = open_course(ROOT / "assignments")
QUESTION = '"""Is 220 of 200 ten per cent above plan?"""'


@pytest.fixture
def ps0(lab, open_notebook):
    """`ps0`, as students get it, and the place of its first test."""
    with released_aside(COURSE, "ps0") as aside:
        notebook = nbformat.read(aside.folder("release", "ps0") / "ps0.ipynb", 4)
    nbformat.write(notebook, lab.folder / "ps0.ipynb")
    lab.removes("ps0.ipynb")
    place = next(place for place, cell in enumerate(notebook.cells) if cell.source.startswith(QUESTION))
    return open_notebook("ps0.ipynb"), place


def cell_at(notebook, place):
    return notebook.page.locator(".jp-Notebook .jp-Cell").nth(place)


def test_a_folded_test_shows_its_question_and_says_what_is_wrong(ps0):
    notebook, place = ps0
    notebook.focus_cell(place)
    cell = cell_at(notebook, place)
    expect(cell.locator(".jp-InputPlaceholder")).to_have_text(QUESTION)
    expect(cell.locator(".cm-content")).to_have_count(0)
    for before in range(place + 1):
        notebook.focus_cell(before)
        notebook.command("notebook:run-cell")
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text("this task has no answer yet")
    expect(cell.locator(".jp-InputPlaceholder")).to_be_visible()


def test_a_click_opens_it(ps0):
    notebook, place = ps0
    notebook.focus_cell(place)
    cell_at(notebook, place).locator(".jp-Placeholder-content").click()
    expect(cell_at(notebook, place).locator(".cm-content")).to_contain_text(
        "check_number(performance(220, 200)"
    )


def test_so_does_the_keyboard(ps0):
    notebook, place = ps0
    notebook.focus_cell(place)
    notebook.page.keyboard.press("Enter")
    expect(cell_at(notebook, place).locator(".cm-content")).to_contain_text(
        "check_number(performance(220, 200)"
    )
