"""Audiences matched with wordings, with letters, by hand and by mouse, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

AUDIENCES = """
kind = "matching"
title = "One aim, three audiences"
instructions = "Match, then check."
section = "The section"
items_title = "Who listens"
choices_title = "What you could say"
[[choices]]
id = "numbers"
text = "It pays back in two years, and we can stop after the first."
[[choices]]
id = "patients"
text = "A child sleeps at home."
[[choices]]
id = "craft"
text = "You will build what nobody has built."
[[choices]]
id = "slogan"
text = "Forward together!"
[[items]]
id = "finance"
text = "The people in finance."
right = ["numbers"]
why = "They answer for money."
wrong = { patients = "It moves you, not them.", craft = "They build nothing.", slogan = "It says nothing." }
[[items]]
id = "nurses"
text = "The nurses who use it."
right = ["patients"]
why = "It is what they came for."
wrong = { numbers = "Not their money.", craft = "They did not ask to build.", slogan = "It is empty." }
[[items]]
id = "makers"
text = "The engineers."
right = ["craft"]
why = "Their pride is in the work."
wrong = { numbers = "They hear: a cut.", patients = "True, and far from the bench.", slogan = "They laugh." }
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "three-audiences", AUDIENCES)


def row(page, name):
    return page.locator(f".lm-row[data-item={name}]")


def choice(page, name):
    return page.locator(f".lm-choice[data-choice={name}]")


def drag(page, choice_name, item_name):
    start, end = choice(page, choice_name).bounding_box(), row(page, item_name).bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 15, steps=6)
    page.mouse.up()


def check(page):
    page.get_by_role("button", name="Check", exact=True).click()


def test_pairs_are_made_by_mouse_wrong_and_right(notebook):
    page = notebook.page
    expect(status(page)).to_have_text("3 pairs to find.")
    check(page)
    expect(status(page)).to_have_text("Match at least one pair first.")
    row(page, "finance").locator(".lm-text").click()
    expect(status(page)).to_have_text("Pick a text first, or choose a letter.")
    page.locator(".lm-columns").scroll_into_view_if_needed()
    drag(page, "patients", "finance")
    expect(status(page)).to_have_text("B goes with: The people in finance.")
    drag(page, "craft", "makers")
    assert value(notebook) == {}, "nothing is judged before Check"
    check(page)
    expect(row(page, "finance")).to_contain_text("↺ Look again. It moves you, not them.")
    expect(row(page, "makers")).to_contain_text("✓ Right. Their pride is in the work.")
    expect(status(page)).to_have_text("2 of 3 pairs checked, 1 of them right.")
    # Picking a text and then the item does the same; a text that is in use changes its place.
    choice(page, "patients").click()
    expect(status(page)).to_have_text("Picked B. Now choose what it goes with.")
    row(page, "nurses").locator(".lm-text").click()
    expect(status(page)).to_contain_text("It was taken from: The people in finance.")
    expect(row(page, "finance").locator(".lm-feedback")).to_be_hidden()
    choice(page, "numbers").click()
    row(page, "finance").get_by_role("button", name="Match the picked text with this").click()
    check(page)
    expect(status(page)).to_have_text("All 3 pairs are right, 2 of them at the first try.")
    assert value(notebook) == {"makers": "craft", "nurses": "patients", "finance": "numbers"}


def test_pairs_are_made_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    tab_to(page, page.get_by_label("What goes with: The people in finance."))
    assert hands.has_visible_focus(page.get_by_label("What goes with: The people in finance."))
    page.keyboard.press("d")  # in a select list a letter chooses
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")
    expect(row(page, "finance")).to_contain_text("It says nothing.")
    tab_to(page, page.get_by_label("What goes with: The people in finance."), key="Shift+Tab")
    page.keyboard.press("a")
    tab_to(page, choice(page, "numbers"))
    page.keyboard.press("ArrowDown")
    expect(choice(page, "patients")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, row(page, "nurses").get_by_role("button", name="Match the picked"), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What goes with: The nurses who use it.")).to_be_focused()
    tab_to(page, page.get_by_label("What goes with: The engineers."))
    page.keyboard.press("c")
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("All 3 pairs are right, 2 of them at the first try.")
    assert value(notebook, "one.score") == {"total": 3, "checked": 3, "right": 3}


def test_arrow_keys_that_pass_a_letter_take_it_from_no_other_item(notebook):
    page = notebook.page
    first, second = (page.get_by_label(f"What goes with: {who}") for who in ("The people", "The nurses"))
    first.select_option("A")
    second.focus()
    for letter, left in [("A", "Choose…"), ("B", "A"), ("C", "A")]:
        page.keyboard.press("ArrowDown")
        expect(second.locator("option:checked")).to_have_text(letter)
        expect(first.locator("option:checked")).to_have_text(left)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(status(page)).to_have_text("2 of 3 pairs checked, 1 of them right.")
    assert value(notebook) == {"finance": "numbers", "nurses": "craft"}


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    select = page.get_by_label("What goes with: The people in finance.")
    select.select_option("D")
    check(page)
    notebook.restart_kernel()
    expect(row(page, "finance")).to_contain_text("It says nothing.")
    page.get_by_label("What goes with: The engineers.").select_option("C")
    notebook.run_all()
    expect(row(page, "makers")).to_contain_text("C: You will build what nobody has built.")
    assert value(notebook) == {"finance": "slogan"}
    page.get_by_role("button", name="Start again").click()
    expect(select).to_have_value("")
    assert value(notebook) == {}
