"""One button saves the notebook, looks through it, and downloads what the grader can take."""

import hashlib
import json
import zipfile

import nbformat
import pytest
from grader.tests import graded_cells
from nbformat.v4 import new_markdown_cell, new_notebook
from playwright.sync_api import expect

from . import hands
from .hands import tab_to

CELLS = "window.jupyterapp.shell.currentWidget.content.widgets"
ANSWER = "def double(n):\n    return 2 * n"


def task(grade_id, source, **known):
    return graded_cells.task(grade_id, source, id=grade_id.replace("_", "-"), **known)


@pytest.fixture
def notebook(lab, open_notebook):
    """An assignment of one task, with its button, opened and not yet run."""
    cells = [
        new_markdown_cell("# Problem set", id="title"),
        task("double", "def double(n):\n    raise NotImplementedError('no answer yet')", solution=True),
        task("double_tests", "assert double(2) == 4", grade=True),
        task("hand_in", 'import leadermanager as lm\n\nlm.hand_in("ps1")'),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), lab.folder / "ps1.ipynb")
    # What is in the folder of the lessons is saved with a student's progress.
    lab.removes("ps1.ipynb", "my copy.ipynb")
    return open_notebook("ps1.ipynb")


def button(page, name):
    return page.locator(".lm-hand-in").get_by_role("button", name=name, exact=True)


def said(page):
    return page.locator(".lm-hand-in [role=status]")


def remarks(page):
    return page.locator(".lm-hand-in li")


def write_answer(notebook, source=ANSWER):
    notebook.page.evaluate(
        f"(text) => {CELLS}[1].model.sharedModel.setSource(text)",
        source,
    )


def show_button(notebook):
    """Run all cells; where an error stops that, run the last cell by itself, as a student would."""
    notebook.run_all()
    if not notebook.page.locator(".lm-hand-in").count():
        notebook.focus_cell(3)
        notebook.command("notebook:run-cell")
    expect(button(notebook.page, "Hand in")).to_be_visible()


def bundle_from(page, press):
    with page.expect_download() as begun:
        press()
        expect(said(page)).to_contain_text("Downloaded", timeout=30_000)
    with zipfile.ZipFile(begun.value.path()) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return begun.value.suggested_filename, json.loads(files.pop("manifest.json")), files


def test_a_notebook_in_which_all_is_well_is_saved_and_handed_in_by_one_press(notebook):
    page = notebook.page
    write_answer(notebook)
    show_button(notebook)
    page.get_by_label("Your name or number").fill("ada")
    name, manifest, files = bundle_from(page, button(page, "Hand in").click)
    assert name == "ps1-ada.zip"
    assert (manifest["assignment"], manifest["student"]) == ("ps1", "ada")
    assert manifest["files"] == {"ps1.ipynb": hashlib.sha256(files["ps1.ipynb"]).hexdigest()}
    # Nobody had saved the answer before the button did.
    assert nbformat.reads(files["ps1.ipynb"].decode(), 4).cells[1].source == ANSWER
    expect(said(page)).to_contain_text("Downloaded ps1-ada.zip, with the notebook as it was saved at")
    expect(said(page)).to_contain_text("Now upload it")
    expect(remarks(page)).to_have_count(0)


def test_what_is_missing_is_said_and_can_be_mended_or_handed_in_as_it_is(notebook):
    page = notebook.page
    show_button(notebook)
    page.get_by_label("Your name or number").fill("ada")
    button(page, "Hand in").click()
    expect(said(page)).to_contain_text("1 thing to look at.")
    expect(remarks(page)).to_have_text(["ps1.ipynb: you have not answered double yet."])
    expect(button(page, "Hand in")).to_be_hidden()
    _, _, files = bundle_from(page, button(page, "Hand in as it is").click)
    assert "no answer yet" in nbformat.reads(files["ps1.ipynb"].decode(), 4).cells[1].source

    write_answer(notebook)
    notebook.restart_kernel()
    show_button(notebook)
    page.get_by_label("Your name or number").fill("ada")
    _, _, files = bundle_from(page, button(page, "Hand in").click)
    assert nbformat.reads(files["ps1.ipynb"].decode(), 4).cells[1].source == ANSWER


def test_a_locked_cell_that_was_changed_and_an_error_are_said_before_the_download(notebook):
    page = notebook.page
    write_answer(notebook, "def double(n):\n    return n")
    page.evaluate(f"{CELLS}[2].model.sharedModel.setSource('assert False, 1')")
    show_button(notebook)
    button(page, "Hand in").click()
    expect(remarks(page)).to_have_text(
        [
            "ps1.ipynb: double_tests was changed; it will be put back as it was.",
            "ps1.ipynb: double_tests ends with an error: AssertionError: 1.",
        ]
    )
    button(page, "Check again").click()
    expect(said(page)).to_contain_text("2 things to look at.")


def test_a_name_is_asked_for_and_a_wrong_one_refused(notebook):
    page = notebook.page
    write_answer(notebook)
    show_button(notebook)
    field = page.get_by_label("Your name or number")
    expect(field).to_have_value("")
    button(page, "Hand in").click()
    expect(said(page)).to_have_text("Write your name or number, as your course knows you.")
    expect(field).to_be_focused()
    field.fill("***")
    button(page, "Hand in").click()
    expect(said(page)).to_contain_text("Write your name or number, as your course knows you.")


@pytest.mark.thorough("waits for a save that never comes")
def test_a_notebook_that_could_not_be_saved_is_said_with_the_time_of_its_file(notebook):
    page = notebook.page
    write_answer(notebook)
    show_button(notebook)
    notebook.save()
    page.route("**/api/contents/ps1.ipynb*", lambda route: route.abort())
    button(page, "Hand in").click()
    expect(remarks(page).first).to_contain_text("This notebook was last saved at", timeout=20_000)
    expect(button(page, "Hand in as it is")).to_be_visible()
    page.unroute("**/api/contents/ps1.ipynb*")
    page.locator(".jp-Dialog button").first.click()
    notebook.errors.clear()  # the page complains of the connection that this test has cut


def test_a_renamed_notebook_is_handed_in_under_the_name_that_the_grader_knows(notebook):
    page, lab = notebook.page, notebook.lab
    write_answer(notebook)
    notebook.command("docmanager:save")
    (lab.folder / "my copy.ipynb").write_bytes((lab.folder / "ps1.ipynb").read_bytes())
    notebook.path = "my copy.ipynb"
    notebook.open()
    show_button(notebook)
    button(page, "Hand in").last.click()
    expect(remarks(page)).to_have_text(["You are in my copy.ipynb; it is handed in as ps1.ipynb."])
    page.get_by_label("Your name or number").last.fill("ada")
    _, _, files = bundle_from(page, button(page, "Hand in as it is").last.click)
    assert list(files) == ["ps1.ipynb"]


def test_python_that_does_not_answer_is_said(notebook):
    page = notebook.page
    show_button(notebook)
    notebook.python("from ipywidgets import Widget\nfor one in Widget.widgets.values(): one.patience = 0.5")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    button(page, "Hand in").click()
    expect(said(page)).to_have_text("Python did not answer. Run this cell again, then try once more.")


def test_it_is_done_by_keyboard_alone(notebook):
    page = notebook.page
    show_button(notebook)
    notebook.focus_cell(3)
    field = page.get_by_label("Your name or number")
    tab_to(page, field)
    assert hands.has_visible_focus(field)
    page.keyboard.type("bxdd")
    tab_to(page, button(page, "Hand in"))
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("to look at.")
    expect(button(page, "Check again")).to_be_focused()
    tab_to(page, button(page, "Hand in as it is"))
    assert hands.has_visible_focus(button(page, "Hand in as it is"))
    with page.expect_download() as begun:
        page.keyboard.press("Space")
    assert begun.value.suggested_filename == "ps1-bxdd.zip"
    assert notebook.cell_count() == 4


def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page
    show_button(notebook)
    button(page, "Hand in").click()
    expect(said(page)).to_contain_text("to look at.")
    hands.assert_open_to_all(notebook, ".lm-hand-in")
