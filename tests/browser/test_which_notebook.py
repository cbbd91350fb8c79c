"""The page knows which notebook is open, where the server tells the kernel nothing or something old."""

import io
import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from grader.tests.graded_cells import task
from nbformat.v4 import new_markdown_cell, new_notebook
from playwright.sync_api import expect

from leadermanager.catalogue import CATALOGUE, digest

from . import hands

FORGET = "import os\nos.environ.pop('JPY_SESSION_NAME', None)"
SHOW = f"{FORGET}\nimport leadermanager as lm\nlm.my_progress()"
TYPE = "(text) => window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource(text)"


def download(page):
    """Download notebooks and progress; return what is said, and the notebooks by their paths."""
    with page.expect_download() as begun:
        page.locator(".lm-my-progress").get_by_role(
            "button", name="Download my notebooks and progress"
        ).click()
    said = page.locator(".lm-my-progress [role=status]")
    expect(said).to_contain_text("Downloaded")
    with zipfile.ZipFile(io.BytesIO(Path(begun.value.path()).read_bytes())) as archive:
        names = [name for name in archive.namelist() if name.endswith(".ipynb")]
        return said.text_content(), {name: nbformat.reads(archive.read(name).decode(), 4) for name in names}


def test_what_is_typed_is_saved_before_it_is_downloaded_where_the_kernel_knows_no_name(lab, open_notebook):
    notebook = open_notebook(lab.write("09-own", "# 9. Our own", SHOW))
    notebook.run_all()
    notebook.page.evaluate(TYPE, "# Mine")
    said, notebooks = download(notebook.page)
    assert notebooks["course/09-own.ipynb"].cells[0].source == "# Mine"
    assert "Press Ctrl+S" not in said


def is_connected(lab):
    """Say whether a page listens to a kernel; until then it would ask for one."""
    return any(session["kernel"]["connections"] for session in lab.get("api/sessions"))


def test_so_it_is_on_a_page_with_one_notebook_and_no_tabs(lab, window):
    page = window[0].context.new_page()
    page.goto(f"{lab.url}/notebooks/{lab.write('09 ünser own', '# 9. Our own', SHOW)}")
    hands.wait_until(page, lambda: is_connected(lab), seconds=60)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.get_by_role("button", name="Run this cell and advance").click()
    expect(page.locator(".lm-my-progress")).to_be_visible(timeout=60_000)
    page.locator(".jp-MarkdownCell").first.dblclick()
    page.locator(".jp-MarkdownCell .cm-content").first.click()
    page.keyboard.insert_text("Mine: ")
    said, notebooks = download(page)
    page.close()
    lab.stop_kernels()
    assert "Mine: " in notebooks["course/09 ünser own.ipynb"].cells[0].source
    assert "Press Ctrl+S" not in said


def test_what_another_program_wrote_and_nobody_edited_is_not_taken_for_work(lab, open_notebook):
    name = lab.write("09-own", "# 9. Our own", SHOW)
    published = {
        f"course/{path.name}": digest(path.name, path.read_bytes()) for path in lab.folder.glob("*.ipynb")
    }
    catalogue = lab.folder.parent / CATALOGUE
    catalogue.write_text(json.dumps({"id": "e1", "files": published, "cells": {}}))
    try:
        for path in lab.folder.glob("0[1-4]-*.ipynb"):
            path.write_text(json.dumps(json.loads(path.read_text("utf-8")), sort_keys=True), "utf-8")
        notebook = open_notebook(name)
        notebook.run_all()
        notebook.save()
        said, notebooks = download(notebook.page)
        assert notebooks == {}
        assert "no notebooks, since you have changed none" in said
        notebook.page.evaluate(TYPE, "# Mine")
        assert set(download(notebook.page)[1]) == {"course/09-own.ipynb"}
    finally:
        catalogue.unlink()


@pytest.fixture
def assignment(lab, open_notebook):
    """An assignment of one task, which the release has told what it is."""
    cells = [
        new_markdown_cell("# Problem set"),
        task("double", "def double(n):\n    raise NotImplementedError()", solution=True),
        task("double_tests", "assert double(2) == 4", grade=True),
        task("hand_in", 'import leadermanager as lm\n\nlm.hand_in("ps1")'),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    said = {"nbseal": {"assignment": "ps1", "notebook": "ps1", "limits": {"cell_seconds": 2}}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel | said), lab.folder / "ps1.ipynb")
    lab.removes("ps1.ipynb", "ps1 (1).ipynb")
    return open_notebook("ps1.ipynb")


def write_answer(notebook, source):
    notebook.page.evaluate(TYPE.replace("[0]", "[1]"), source)


def hand_in(notebook):
    """Hand in as it is; return what there was to look at, the name of the file, and what is in it."""
    page = notebook.page
    page.get_by_label("Your name or number").fill("สมชาย ใจดี")
    page.locator(".lm-hand-in").get_by_role("button", name="Hand in", exact=True).click()
    anyway = page.locator(".lm-hand-in").get_by_role("button", name="Hand in as it is")
    expect(anyway).to_be_visible(timeout=20_000)
    remarks = page.locator(".lm-hand-in li").all_text_contents()
    with page.expect_download() as begun:
        anyway.click()
    with zipfile.ZipFile(begun.value.path()) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return remarks, begun.value.suggested_filename, files


def test_a_notebook_that_is_renamed_while_it_runs_is_handed_in_as_what_it_is(assignment):
    page = assignment.page
    assignment.run_all()
    assignment.focus_cell(3)
    assignment.command("notebook:run-cell")
    page.evaluate(
        "window.jupyterapp.serviceManager.contents.rename('ps1.ipynb', 'ps1 (1).ipynb').then(() => null)"
    )
    expect(page.locator(".lm-TabBar-tabLabel", has_text="ps1 (1).ipynb").first).to_be_visible()
    write_answer(assignment, "def double(n):\n    return 2 * n")
    remarks, file, files = hand_in(assignment)
    assert remarks[0] == "You are in ps1 (1).ipynb; it is handed in as ps1.ipynb."
    assert not [remark for remark in remarks if "last saved" in remark]
    assert file == "ps1-สมชาย ใจดี.zip"
    manifest = json.loads(files["manifest.json"])
    assert (manifest["assignment"], manifest["student"]) == ("ps1", "สมชาย ใจดี")
    assert "return 2 * n" in nbformat.reads(files["ps1.ipynb"].decode(), 4).cells[1].source


def test_a_cell_that_takes_longer_than_grading_allows_is_said_by_the_button_too(assignment):
    write_answer(assignment, "import time\n\ndef double(n):\n    return 2 * n\n\ntime.sleep(2.5)")
    assignment.run_all()
    remarks, _, _ = hand_in(assignment)
    assert remarks == [
        "ps1.ipynb: double took 3 seconds here, and grading stops a cell after 2; "
        "let it do less, such as fewer draws."
    ]
