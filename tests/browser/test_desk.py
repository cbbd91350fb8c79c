"""Half a year at a desk, by mouse and by keyboard, watched again and kept, in a real notebook."""

import re

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import button, status, value

DESK = """
kind = "desk"
title = "The desk"
instructions = "Keep it low."
section = "The section"
change = [3, 8]
seconds = 6
[[runs]]
id = "alone"
name = "Alone"
[[runs]]
id = "first"
name = "The aim first"
aim = 1
[[says]]
id = "crowd"
when = ["aim == 0"]
say = "{back} came back."
[[says]]
id = "aim"
say = "{won} unasked."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "desk", DESK)


def start(page):
    button(page, "Start: 26 weeks in 50 seconds").click()
    button(page, "Pause").click()


def flying(page):
    return page.locator(".lm-stage rect:not(.lm-hidden)")


def to_the_end(page):
    on = button(page, "One step on")
    while button(page, "Let one more decide (1)").is_visible():
        on.press("Enter")


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_people_are_let_in_and_cards_fly_and_the_last_try_stays_behind(notebook):
    page = notebook.page
    button(page, "Start: 26 weeks in 50 seconds").click()
    button(page, "Let one more decide (1)").click()
    expect(flying(page).first).to_be_attached()
    expect(page.locator(".lm-feedback")).to_contain_text(" came back.", timeout=20_000)
    assert len(value(notebook)["tries"][0]["joining"]) == 1
    expect(page.locator(".lm-watch")).to_be_hidden()
    button(page, "Play again").click()
    button(page, "Two weeks on a common aim (2)").click()
    button(page, "Pause").click()
    expect(page.locator(".lm-ghost")).to_have_attribute("d", re.compile("^M"))
    expect(page.locator(".lm-key")).to_contain_text("your last try")
    expect(button(page, "Two weeks on a common aim (2)")).to_be_disabled()
    to_the_end(page)
    expect(page.locator(".lm-feedback")).to_contain_text(" unasked.")
    button(page, "Alone: 150").click()
    expect(button(page, "Alone: 150")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".lm-key")).to_contain_text("your half-year")
    expect(page.locator(".lm-feedback")).to_contain_text("You watch “Alone”: 150 wait in the end.")
    page.locator("[data-run=you]").click()
    expect(page.locator(".lm-feedback")).to_contain_text(" unasked.")


def test_what_an_act_says_is_seen_while_time_runs(notebook):
    page = notebook.page
    button(page, "Start: 26 weeks in 50 seconds").click()
    twice = """(button) => {
        const status = button.closest(".lm-exercise").querySelector("[role=status]");
        button.click();
        button.click();
        return [status.textContent, getComputedStyle(status).opacity];
    }"""
    told = button(page, "Let one more decide (1)").evaluate(twice)
    assert told == ["That week is taken. Wait for the next one.", "1"]
    expect(status(page)).to_have_class(re.compile("lm-only-heard"), timeout=10_000)


def test_by_keyboard_alone_and_without_motion_it_is_played_and_read_as_a_table(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    hands.tab_to(page, button(page, "Start: 26 weeks in 50 seconds"))
    page.keyboard.press("Enter")
    expect(button(page, "Let one more decide (1)")).to_be_focused()
    expect(status(page)).to_contain_text("came up")
    assert flying(page).count() == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    expect(status(page)).to_contain_text("you explain the work to one more person")
    page.keyboard.press("1")
    expect(status(page)).to_have_text("That week is taken. Wait for the next one.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    expect(status(page)).to_contain_text("doors closed")
    page.keyboard.press("2")
    expect(status(page)).to_have_text("You have agreed on an aim already.")
    for _ in range(26):
        page.keyboard.press("ArrowRight")
    expect(button(page, "Play again")).to_be_focused()
    played = value(notebook)["tries"][0]
    assert played["aim"] == played["joining"][0] + 1
    page.get_by_text("The run as a table").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(26)
    expect(rows.nth(0).locator("th, td")).to_have_text(["1", "4", "1", "3", "0", "1"])
    button(page, "One step back").press("Enter")
    expect(status(page)).to_contain_text("After week 25: ")


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_and_can_be_cleared(notebook):
    page = notebook.page
    notebook.restart_kernel()
    start(page)
    to_the_end(page)
    notebook.run_all()
    expect(page.locator(".lm-feedback")).to_contain_text("0 came back.")
    expect(page.locator(".lm-count")).to_have_text("150 wait")
    assert value(notebook) == {"tries": [{"joining": [], "aim": 0}]}
    page.locator(".lm-reset").click()
    expect(button(page, "Start: 26 weeks in 50 seconds")).to_be_visible()
    assert value(notebook) == {}


@pytest.mark.thorough("the picture is open to all in the lesson, too")
def test_it_is_open_to_all_before_while_one_plays_and_at_the_end(notebook):
    page = notebook.page
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    start(page)
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    to_the_end(page)
    hands.assert_open_to_all(notebook)
