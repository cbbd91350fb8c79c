"""A half-year of fires, lived by mouse and by keyboard, watched again and kept, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

FIRES = """
kind = "firefighting"
title = "Fires"
instructions = "Protect hours."
section = "The section"
change = 8
complexity = 10
fires = 12
weeks = 6
turn = 2
quiet = 9
[start]
of = "week"
question = "protected"
otherwise = 2
[[says]]
id = "out"
when = ["last <= 11", "undone == 0"]
say = "Down to {last}."
[[says]]
id = "other"
say = "From {first} to {second}: {last}."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "fires", FIRES)


def hours(page, kind):
    return page.locator(f".lm-hour-{kind}").count(), page.locator(f".lm-hour-{kind}.lm-burnt").count()


def live(page, first, second):
    """Live a half-year step by step."""
    number = page.locator(".lm-exercise input[type=number]")
    for hours_, name in [(first, "Live weeks 1 to 2"), (second, "Live weeks 3 to 6")]:
        number.fill(str(hours_))
        number.press("Tab")
        button(page, name).click()
        button(page, "Pause").click()
        while (
            page.locator(".lm-player").is_visible() and not button(page, "Try another half-year").is_visible()
        ):
            button(page, "One step on").click()


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_hours_are_protected_burn_and_are_changed_once(notebook):
    page = notebook.page
    assert hours(page, "leading") == (2, 0)
    page.locator(".lm-hour").nth(23).click()
    assert hours(page, "leading") == (24, 0)
    # 21 hours are left for 20 of routine, and fires take 12.
    assert hours(page, "routine") == (20, 11)
    expect(status(page)).to_contain_text("21 hours are left")
    expect(status(page)).to_contain_text("that is 11 too few")
    button(page, "Live weeks 1 to 2").click()
    expect(status(page)).to_contain_text("Week 2 is over.")
    expect(button(page, "Live weeks 3 to 6")).to_be_focused()
    expect(page.locator(".lm-week-name")).to_have_text("Week 3")
    page.locator(".lm-hour").nth(11).click()
    assert hours(page, "leading") == (12, 0)
    button(page, "Live weeks 3 to 6").click()
    expect(page.locator(".lm-feedback")).to_contain_text("From 24 to 12:")
    assert value(notebook) == {"tries": [{"first": 24, "second": 12}]}


def test_by_keyboard_alone_it_is_lived_watched_again_and_read_as_a_table(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    slider = page.locator(".lm-exercise").get_by_role("slider")
    hands.tab_to(page, slider.first)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    hands.tab_to(page, button(page, "Live weeks 1 to 2"))
    page.keyboard.press("Enter")
    assert page.evaluate(GLIDING) == 0
    page.keyboard.press("ArrowRight")
    expect(button(page, "Live weeks 3 to 6")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(button(page, "Try another half-year")).to_be_focused()
    expect(page.locator(".lm-feedback")).to_contain_text("Down to 7.")
    button(page, "One step back").press("Enter")
    expect(status(page)).to_have_text("Week 5: fires take 8 hours, and 0 hours of routine are left undone.")
    page.get_by_text("The run as a table").click()
    expect(page.locator("tbody tr").nth(2).locator("th, td")).to_have_text(["3", "12", "10.0", "0.0"])


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_shows_the_try_before_and_begins_with_what_was_kept(notebook):
    page = notebook.page
    notebook.restart_kernel()
    live(page, 25, 0)
    assert page.locator(".lm-ghost").get_attribute("d") == ""
    notebook.run_all()
    button(page, "Try another half-year").click()
    live(page, 3, 12)
    assert page.locator(".lm-ghost").get_attribute("d")
    expect(page.locator(".lm-key")).to_contain_text("your last try")
    assert value(notebook) == {"tries": [{"first": 25, "second": 0}, {"first": 3, "second": 12}]}
    page.evaluate("localStorage.setItem('leadermanager:week', JSON.stringify({value: {protected: 7}}))")
    page.locator(".lm-reset").click()
    assert hours(page, "leading") == (7, 0)
    page.evaluate("localStorage.removeItem('leadermanager:week')")
    assert value(notebook) == {}
