"""A text written, counted, ticked, copied and kept, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

PORTRAIT = """
kind = "writing"
title = "A portrait"
instructions = "Write about one person you know."
ask = "What did they do last month?"
words = 5
most = 8
answer = true
[[checklist]]
id = "act"
text = "It names something the person did, with a day and a place."
[[checklist]]
id = "doubt"
text = "It says what you are not sure of."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "a-portrait", PORTRAIT)


def box(page):
    return page.get_by_label("What did they do last month?")


def test_a_text_is_written_ticked_and_copied_by_mouse(notebook):
    page = notebook.page
    expect(status(page)).to_contain_text("Nothing written yet.")
    expect(page.locator(".lm-exercise")).to_contain_text("5 to 8 words.")
    box(page).click()
    page.keyboard.type("She said “no”")
    expect(page.locator(".lm-count")).to_have_text("3 words")
    expect(status(page)).to_have_text("3 words; 2 more to go. 0 of 2 points ticked.Saved in this browser.")
    page.keyboard.type(" and told us why on Monday, here.")
    expect(status(page)).to_contain_text("10 words; shorten it by 2.")
    box(page).fill("She said “no”,\nand told us why.")
    page.get_by_label("It names something").check()
    expect(status(page)).to_contain_text("7 words: long enough. 1 of 2 points ticked.")
    page.get_by_role("button", name="Copy my text").click()
    expect(status(page)).to_contain_text("Copied. Paste it where you want to keep it.")
    assert page.evaluate("navigator.clipboard.readText()") == "She said “no”,\nand told us why."
    assert value(notebook) == {"text": "She said “no”,\nand told us why.", "ticked": ["act"]}
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(status(page)).to_contain_text("Copied. Paste it into the answer cell.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert value(notebook, f"{copied} == one.value") is True


def test_a_text_is_written_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    tab_to(page, box(page))
    assert hands.has_visible_focus(box(page))
    page.keyboard.type("a b x d d m")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("z")
    tab_to(page, page.get_by_label("It says what you are not sure of."))
    page.keyboard.press("Space")
    expect(status(page)).to_contain_text("7 words: long enough. 1 of 2 points ticked.")
    assert value(notebook) == {"text": "a b x d d m\nz", "ticked": ["doubt"]}


def test_it_survives_a_lost_kernel_a_reload_and_can_be_cleared(notebook):
    page = notebook.page
    box(page).fill("one two three")
    page.get_by_label("It names something").check()
    notebook.restart_kernel()
    box(page).fill("one two three four")
    expect(status(page)).to_contain_text("4 words; 1 more to go.")
    notebook.run_all()
    expect(box(page)).to_have_value("one two three four")
    assert value(notebook) == {"text": "one two three four", "ticked": ["act"]}
    page.get_by_role("button", name="Start again").click()
    expect(box(page)).to_have_value("")
    expect(page.get_by_label("It names something")).not_to_be_checked()
    assert value(notebook) == {"text": "", "ticked": []}


def test_a_text_left_in_the_middle_of_a_word_is_kept(notebook):
    page = notebook.page
    box(page).press_sequentially("half a wo")
    page.locator(".lm-title").click()
    assert value(notebook)["text"] == "half a wo"


def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page
    box(page).fill("W" * 90 + " and four more words")
    hands.assert_open_to_all(notebook)
