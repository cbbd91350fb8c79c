"""A student's way on Binder, from the link to the grade, as a student goes it: by eye, mouse and keyboard."""

import csv
import json
import re
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from nbseal.assignments.soundness.answer_files import read_answers

from ..browser.conftest import errors_of
from .conftest import COMMAND, ROOT

SLOW = 120_000  # milliseconds: a lent computer has half a processor

ANSWERS = ROOT / "assignments" / "answers" / "ps1"
DEFENCE = "We give one place in leading to Weighing, which lacks 7.7 points, and none to you, who lack less."


@pytest.fixture
def page(chromium, server):
    """A browser that has kept nothing, in which an error on the console fails the test."""
    context = chromium.new_context(accept_downloads=True, viewport={"width": 1200, "height": 900})
    context.set_default_timeout(SLOW)
    page = context.new_page()
    errors = errors_of(page)
    yield page
    context.close()
    server.close_tabs()
    assert not errors, "\n".join(errors)


def follow(page, server, path):
    """Open a notebook by a Binder link, and wait for its kernel."""
    page.goto(server.link(f"lab/tree/{path}"))
    name = path.rsplit("/", 1)[-1]
    expect(page.locator(".lm-tab-mod-current, .lm-mod-current[role=tab]", has_text=name)).to_be_visible(
        timeout=SLOW
    )
    wait_until_idle(page)


def wait_until_idle(page):
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=SLOW)


def choose(page, menu, entry):
    page.locator(".lm-MenuBar-item", has_text=menu).click()
    page.locator(".lm-Menu-item", has_text=entry).first.click()


def run_all(page):
    choose(page, "Kernel", "Restart Kernel and Run All Cells")
    page.locator(".jp-Dialog .jp-mod-accept").click()


UNANSWERED = re.compile(r"^YOUR ANSWER HERE$")


def find_cell(page, kind, holds):
    """Turn the wheel until the cell is on the page, which has only what is near."""
    # Other notebooks may be open behind this one.
    cells = page.locator(f".jp-NotebookPanel:visible .jp-{kind}Cell")
    if isinstance(holds, str):
        cell = cells.filter(has_text=holds).first
    else:
        cell = cells.filter(has=page.locator(".jp-RenderedMarkdown p", has_text=holds)).first
    page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").hover()
    for _ in range(100):
        if cell.count() and cell.locator(".jp-InputArea").first.is_visible():
            cell.scroll_into_view_if_needed()
            return cell
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(100)
    return pytest.fail(f"there is no {kind} cell with {holds!r} further down")


def write_code(page, begin, source):
    find_cell(page, "Code", begin).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def write_text(page, text):
    """Answer in words where nothing is answered yet, from the top of the notebook."""
    page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").hover()
    page.mouse.wheel(0, -1_000_000)
    find_cell(page, "Markdown", UNANSWERED).locator(".jp-RenderedMarkdown").first.click()
    page.keyboard.press("Enter")
    # The cell is another one from here on: what it shows is its source.
    active = page.locator(".jp-NotebookPanel:visible .jp-MarkdownCell.jp-mod-active .cm-content")
    expect(active).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")


def saved_when(page, path, holds):
    """Save again and again until the file on the server is as it should be, and return it."""
    for _ in range(60):
        page.keyboard.press("Control+s")
        page.wait_for_timeout(2000)
        notebook = nbformat.read(path, 4)
        if holds(notebook):
            return notebook
    return pytest.fail(f"{path.name} was not run to its end within two minutes")


def was_run(notebook):
    return all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def command(edition, *line, code=0):
    done = subprocess.run(
        [*COMMAND, *map(str, line)], cwd=edition.course, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, f"{line}: {done.stdout}{done.stderr}"
    return done.stdout


def test_a_lesson_opens_from_its_link_and_runs_from_top_to_bottom(page, server, edition):
    path = "course/01-change-and-complexity.ipynb"
    readme = (edition.folder / "README.md").read_text()
    assert f"https://mybinder.org/v2/gh/ada/leading/HEAD?urlpath=lab/tree/{path}" in readme
    follow(page, server, path)
    run_all(page)
    for cell in saved_when(page, edition.folder / path, was_run).cells:
        assert not [output for output in cell.get("outputs", []) if output.output_type == "error"], cell.id


def test_an_assignment_is_finished_handed_in_by_the_button_graded_and_returned(page, server, edition, work):
    right = read_answers(ANSWERS / "right" / "arrays.py")
    # A mistake that the visible tests do not see.
    wrong = read_answers(ANSWERS / "wrong" / "lack_is_enough.py")
    assert wrong.loses == {"give_places_surplus_tests": 1}
    follow(page, server, "assignments/ps1/ps1.ipynb")
    for task, code in {**right.code, **wrong.code}.items():
        write_code(page, f"def {task}(", code)
    for _ in range(4):  # three readings and the case
        write_text(page, DEFENCE)
    run_all(page)
    button = page.locator(".lm-hand-in")
    expect(button).to_be_attached(timeout=SLOW)
    button.scroll_into_view_if_needed()
    name = page.get_by_label("Your name or number")
    # Binder makes up a name for everybody; it is not taken for the student's.
    expect(name).to_have_value("")
    name.fill("ada")
    with page.expect_download() as begun:
        button.get_by_role("button", name="Hand in", exact=True).click()
    expect(button.locator("[role=status]")).to_contain_text("Now upload it", timeout=SLOW)
    bundle = work / begun.value.suggested_filename
    begun.value.save_as(bundle)
    assert bundle.name == "ps1-ada.zip"
    with zipfile.ZipFile(bundle) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert "ada-leading" not in json.dumps(manifest)
    assert manifest["edition"] == json.loads((edition.folder / "edition.json").read_text())["id"]

    assert "Collected 1" in command(edition, "collect", "ps1", bundle)
    graded = json.loads(command(edition, "grade", "ps1", "--json"))
    assert graded["graded"] == ["ada"]
    # What is written in words waits for a person.
    assert "ada" in command(edition, "feedback", "ps1", code=1)
    command(edition, "export", "-o", "grades.csv", code=1)
    with (edition.course / "grades.csv").open(newline="") as file:
        [row] = [row for row in csv.DictReader(file) if row["assignment"] == "ps1"]
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", 9 - 1, 15)
    [feedback] = (edition.course / "feedback" / "ada" / "ps1").glob("*.html")
    text = feedback.read_text()
    assert "Is a place kept where it would do harm?" in text
    assert DEFENCE in text


def test_work_is_downloaded_before_a_break_and_put_back_afterwards(page, server, edition):
    follow(page, server, "course/00-start-here.ipynb")
    run_all(page)
    progress = page.locator(".lm-my-progress")
    expect(progress).to_be_attached(timeout=SLOW)
    progress.scroll_into_view_if_needed()
    untouched = edition.folder / "assignments/ps0/ps0.ipynb"
    before = untouched.read_bytes()
    try:
        untouched.write_bytes(before.replace(b"YOUR CODE HERE", b"MY CODE HERE"))
        with page.expect_download() as begun:
            progress.get_by_role("button", name="Download my notebooks and progress").click()
        path = Path(begun.value.path())
        with zipfile.ZipFile(path) as archive:
            assert b"MY CODE HERE" in archive.read("assignments/ps0/ps0.ipynb")
            assert not [name for name in archive.namelist() if "exercises" in name or "data" in name]
    finally:
        untouched.write_bytes(before)
    with page.expect_file_chooser() as chooser:
        progress.get_by_role("button", name="Restore from a file").click()
    chooser.value.set_files(path)
    expect(progress.locator("[role=status]")).to_contain_text(
        "Put back: assignments/ps0/ps0.ipynb", timeout=SLOW
    )
    assert b"MY CODE HERE" in untouched.read_bytes()
