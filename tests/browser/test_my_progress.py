"""Progress is shown as it is made, downloaded, and put back on another server in another browser."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from . import hands
from .hands import tab_to

OWN = """
kind = "quiz"
mode = "marked"
title = "A portrait"
instructions = "Think of one person you know."
[[questions]]
id = "act"
ask = "What did she do?"
[[questions.options]]
id = "told"
text = "She told us why"
right = true
say = "An act."
[[questions.options]]
id = "is"
text = "She is a born leader"
say = "No act."
[[questions]]
id = "when"
ask = "When was that?"
[[questions.options]]
id = "month"
text = "Last month"
right = true
say = "It is fresh."
[[questions.options]]
id = "ago"
text = "Long ago"
say = "Who knows?"
"""

SHOW = "import leadermanager as lm\nmine = lm.my_progress()\nmine"


@pytest.fixture
def notebook(lab, open_notebook):
    """A notebook that shows the progress, a quiz of lesson 00 and one of a lesson 09."""
    opened = open_notebook(lesson(lab))
    opened.run_all()
    expect(opened.page.locator(".lm-exercise")).to_have_count(3)
    return opened


def lesson(lab):
    (lab.folder / "exercises" / "09-portrait.toml").write_text(OWN)
    lab.removes("exercises/09-portrait.toml")
    return lab.write("09-own", "# 9. Our own", SHOW, 'lm.exercise("00-saved")', 'lm.exercise("09-portrait")')


def progress(page):
    return page.locator(".lm-my-progress")


def row(page, lesson):
    return progress(page).locator("details", has_text=lesson)


def said(page):
    return progress(page).locator("[role=status]")


def button(page, name):
    return progress(page).get_by_role("button", name=name)


def answer(page, option):
    page.get_by_label(option).check()
    question = page.locator(".lm-question").filter(has=page.get_by_label(option))
    question.get_by_role("button", name="Check", exact=True).click()


def answer_quiz(page):
    answer(page, "Nothing that I can count on")


def saved_file(page, name):
    with page.expect_download() as begun:
        button(page, name).click()
    return begun.value


def restore(page, path):
    with page.expect_file_chooser() as chooser:
        button(page, "Restore from a file").click()
    chooser.value.set_files(path)


def test_each_lesson_says_what_is_done_begun_and_not_begun(notebook):
    page = notebook.page
    expect(row(page, "0. Start here").locator(".lm-said")).to_have_text("0 of 3 done")
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("0 of 1 done")
    answer_quiz(page)
    expect(row(page, "0. Start here").locator(".lm-said")).to_have_text("1 of 3 done")
    answer(page, "She told us why")
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("0 of 1 done, 1 begun")
    answer(page, "Last month")
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("1 of 1 done")
    row(page, "0. Start here").locator("summary").click()
    items = row(page, "0. Start here").locator("li")
    expect(items).to_have_text(
        ["○One number before lunchnot begun", "○Simulated or real?not begun", "●Before you godone"]
    )
    page.locator(".lm-quiz .lm-reset").first.click()
    expect(row(page, "0. Start here").locator(".lm-said")).to_have_text("0 of 3 done")


@pytest.mark.thorough("fourteen seconds; notebooks and progress together are put back in every run")
def test_progress_is_downloaded_and_put_back_elsewhere(notebook, elsewhere):
    page = notebook.page
    answer_quiz(page)
    answer(page, "She told us why")
    answer(page, "Last month")
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("1 of 1 done")
    file = saved_file(page, "Download my progress")
    assert file.suggested_filename.startswith("leadermanager-progress-")
    expect(said(page)).to_contain_text("2 exercises.")
    kept = json.loads(Path(file.path()).read_text("utf-8"))
    assert set(kept) == {"format", "version", "saved", "exercises"}
    assert set(kept["exercises"]) == {"00-saved", "09-portrait"}
    assert kept["exercises"]["09-portrait"]["value"] == {"act": "told", "when": "month"}

    other = elsewhere("00-start-here.ipynb")
    other.lab.write("09-own", "# 9. Our own", SHOW, 'lm.exercise("00-saved")', 'lm.exercise("09-portrait")')
    (other.lab.folder / "exercises" / "09-portrait.toml").write_text(OWN)
    other.path = "09-own.ipynb"
    other.open()
    other.run_all()
    page = other.page
    expect(page.locator(".lm-exercise")).to_have_count(3)
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("0 of 1 done")
    restore(
        page, {"name": "mine.json", "mimeType": "application/json", "buffer": Path(file.path()).read_bytes()}
    )
    expect(said(page)).to_have_text("Restored 2 exercises from mine.json.")
    # The exercises that are open show it at once, and Python has it too.
    expect(page.get_by_label("She told us why")).to_be_checked()
    expect(page.locator(".lm-quiz").first).to_contain_text("Right. One press of the button")
    expect(row(page, "9. Our own").locator(".lm-said")).to_have_text("1 of 1 done")
    assert hands.value(other, 'repr(lm.exercise("09-portrait").value["act"])') == "told"


def test_notebooks_and_progress_are_downloaded_and_put_back_elsewhere(notebook, elsewhere):
    page = notebook.page
    answer_quiz(page)
    lesson = notebook.lab.folder / "01-change-and-complexity.ipynb"
    before = lesson.read_bytes()
    changed = nbformat.reads(before.decode(), 4)
    changed.cells[0].source = "# My own title"
    nbformat.write(changed, lesson)
    # What is typed in this notebook is not on the disk yet; the button saves it first.
    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource('# Mine')"
    )
    file = saved_file(page, "Download my notebooks and progress")
    lesson.write_bytes(before)
    assert file.suggested_filename.startswith("leadermanager-work-")
    expect(said(page)).to_contain_text("1 exercise and 00-start-here.ipynb, 01-change-and-complexity.ipynb")
    expect(said(page)).not_to_contain_text("was saved")
    with zipfile.ZipFile(file.path()) as archive:
        saved = nbformat.reads(archive.read("course/09-own.ipynb").decode(), 4)
    assert saved.cells[0].source == "# Mine"

    other = elsewhere("00-start-here.ipynb")
    other.lab.write("tried", SHOW)
    other.path = "tried.ipynb"
    other.open()
    other.run_all()
    restore(
        other.page, {"name": "w.zip", "mimeType": "application/zip", "buffer": Path(file.path()).read_bytes()}
    )
    expect(said(other.page)).to_contain_text("Restored 1 exercise from w.zip.")
    expect(said(other.page)).to_contain_text("Put back: course/09-own.ipynb.")
    # Outside a student edition nobody knows whether a notebook holds work, so none is replaced.
    expect(said(other.page)).to_contain_text("course/01-change-and-complexity-saved.ipynb")
    there = nbformat.read(other.lab.folder / "01-change-and-complexity-saved.ipynb", 4)
    assert there.cells[0].source == "# My own title"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("essay.json", b"dear teacher", "This is not a file of saved progress"),
        ("lesson.zip", b"PK\x03\x04 not a zip", "This is not a file of saved work"),
        (
            "nothing.json",
            b'{"format": "leadermanager-progress", "version": 1, "exercises": {"x": {}}}',
            "nothing in",
        ),
    ],
)
def test_a_wrong_file_gets_one_sentence_and_changes_nothing(notebook, name, content, sentence):
    page = notebook.page
    answer_quiz(page)
    kept = page.evaluate(hands.KEPT)
    restore(page, {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    expect(said(page)).to_contain_text(sentence)
    expect(said(page).locator("span")).to_have_count(1)
    assert page.evaluate(hands.KEPT) == kept


def test_without_python_progress_can_still_be_downloaded(notebook):
    page = notebook.page
    answer_quiz(page)
    notebook.python("mine.patience = 0.5")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    assert (
        "00-saved"
        in json.loads(Path(saved_file(page, "Download my progress").path()).read_text())["exercises"]
    )
    button(page, "Download my notebooks and progress").click()
    expect(said(page)).to_have_text("Python did not answer. Run this cell again, then try once more.")


def test_everything_is_reached_by_keyboard(notebook):
    page = notebook.page
    notebook.focus_cell(0)
    summary = row(page, "0. Start here").locator("summary")
    tab_to(page, summary)
    assert hands.has_visible_focus(summary)
    page.keyboard.press("Enter")
    expect(row(page, "0. Start here").locator("li").first).to_be_visible()
    tab_to(page, button(page, "Download my progress"))
    with page.expect_download():
        page.keyboard.press("Enter")
    tab_to(page, button(page, "Restore from a file"))
    assert hands.has_visible_focus(button(page, "Restore from a file"))
    with page.expect_file_chooser():
        page.keyboard.press("Space")


def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page
    answer_quiz(page)
    for each in progress(page).locator("summary").all():
        each.click()
    assert notebook.axe_in_both_themes(progress(page)) == {}
    for width, text in hands.SIZES:
        notebook.resize(width, text)
        assert progress(page).evaluate(hands.CUT_OFF) == [], f"at {width} px"
    targets = (
        progress(page)
        .locator("summary, button")
        .evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect()).map((a) => Math.min(a.width, a.height))"
        )
    )
    assert min(targets) >= 24
