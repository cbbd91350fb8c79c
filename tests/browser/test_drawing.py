"""A prediction drawn by mouse, by keyboard and by number, kept, and overtaken by what came."""

import re

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, value

DRAW = """
kind = "drawing"
title = "Draw it"
instructions = "Draw how it goes on."
section = "The section"
name = "orders"
x_title = "Week"
y_title = "Orders"
low = 0
high = 100
last = 10
handles = [15, 20]
sure = true
near = 10
"""
NAMES = f"x_names = {[f'Week {week} of May' for week in range(1, 21)]}"
OVER = "one = lm.exercise('draw').over({week: 50 if week < 12 else 20 for week in range(21)})"


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "draw", DRAW, OVER)


def keep(page, sure="70%"):
    if sure:
        page.get_by_role("radio", name=sure, exact=True).check()
    page.get_by_role("button", name="Keep my drawing").click()


def handle(page, week):
    return page.get_by_role("slider", name=f"Week {week}", exact=True)


def number(page, week):
    return page.get_by_role("spinbutton", name=f"Week {week}", exact=True)


def verdict(page):
    return page.locator(".lm-feedback")


def test_a_drawing_is_kept_only_once_a_handle_was_moved_and_then_what_came_runs_over_it(notebook):
    page = notebook.page
    keep(page, sure=None)
    expect(status(page)).to_have_text("Move at least one handle first.")
    assert value(notebook) == {}
    handle(page, 20).scroll_into_view_if_needed()
    box = page.locator(".lm-scene").bounding_box()
    at = handle(page, 20).bounding_box()
    page.mouse.move(at["x"] + 12, at["y"] + 12)
    page.mouse.down()
    page.mouse.move(at["x"] + 12, box["y"] - 50, steps=3)
    page.mouse.up()
    expect(number(page, 20)).to_have_value("100")
    keep(page, sure=None)
    expect(status(page)).to_have_text("Say how sure you are.")
    sure = page.get_by_role("group", name="How sure are you that, on average, you are off by 10 or less?")
    expect(sure).to_be_visible()
    keep(page)
    expect(page.locator(".lm-key")).to_contain_text("what came")
    expect(verdict(page)).to_be_hidden()
    expect(verdict(page)).to_contain_text("On average you were 42 too high.", timeout=15_000)
    expect(verdict(page)).to_contain_text("furthest off here: Week 20. You drew 100, and 20 came.")
    expect(verdict(page)).to_contain_text("You were 70% sure.")
    expect(page.get_by_role("radio").first).to_be_hidden()
    expect(handle(page, 20)).to_be_hidden()
    assert value(notebook) == {"points": {"15": 50, "20": 100}, "kept": True}
    assert notebook.python("print(round(one.gap['by']))") == "42"
    state = notebook.page.evaluate(hands.KEPT)["draw"]
    assert state["sure"] == 70
    assert state["came"]["points"] == {"15": 20, "20": 20}


def test_handles_are_moved_by_arrow_keys_and_numbers_and_who_wants_no_motion_sees_the_end_at_once(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    hands.tab_to(page, handle(page, 15))
    assert hands.has_visible_focus(handle(page, 15))
    for key in ["ArrowUp", "PageDown", "Shift+ArrowDown", "ArrowLeft"]:
        page.keyboard.press(key)
    expect(status(page)).to_have_text("Week 15: 30.")
    page.keyboard.press("Home")
    expect(handle(page, 15)).to_have_attribute("aria-valuenow", "0")
    number(page, 20).fill("100")
    number(page, 20).press("Tab")
    keep(page)
    expect(verdict(page)).to_contain_text("On average you were", timeout=1000)
    page.get_by_text("Your drawing as a table").click()
    expect(page.locator("tbody tr").last.locator("th, td")).to_have_text(["20", "100", "20"])


@pytest.mark.parametrize("typed", ["400", "-1", ""])
def test_a_box_that_holds_no_number_of_the_axis_is_said_and_nothing_is_kept_before_it_is_mended(
    notebook, typed
):
    page = notebook.page
    handle(page, 15).press("ArrowUp")
    number(page, 20).fill(typed)
    number(page, 20).press("Tab")
    expect(status(page)).to_have_text("Week 20: write a number from 0 to 100.")
    expect(number(page, 20)).to_have_value(typed)
    handle(page, 15).press("ArrowUp")
    keep(page)
    expect(status(page)).to_have_text("Week 20: write a number from 0 to 100.")
    expect(number(page, 20)).to_be_focused()
    assert value(notebook) == {"points": {"15": 52}, "kept": False}
    handle(page, 20).press("ArrowDown")
    expect(number(page, 20)).to_have_value("49")
    keep(page)
    assert value(notebook)["kept"]


def test_places_with_names_are_called_by_them(lab, open_notebook):
    page = hands.show(lab, open_notebook, "draw", DRAW + NAMES, OVER).page
    handle(page, "15 of May").press("ArrowUp")
    expect(status(page)).to_have_text("Week 15 of May: 51.")
    expect(page.locator(".lm-axes-drawn")).to_contain_text("Week 10 of May")
    keep(page)
    expect(verdict(page)).to_contain_text("You were furthest off here: Week", timeout=15_000)
    expect(verdict(page)).to_contain_text("of May. You drew")


def test_it_is_drawn_without_a_kernel_found_again_and_forgotten(notebook):
    page = notebook.page
    notebook.restart_kernel()
    number(page, 15).fill("20")
    number(page, 15).press("Tab")
    keep(page)
    notebook.run_all()
    expect(verdict(page)).to_contain_text(re.compile("On average you were .* too high"))
    expect(status(page)).to_have_text("Kept.")
    assert notebook.python("print(lm.said('draw'))") == "{'15': 20, '20': 50}"
    page.locator(".lm-reset").click()
    expect(number(page, 15)).to_have_value("50")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert value(notebook) == {}
