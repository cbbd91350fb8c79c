"""A unit between two waters: played by mouse and by keyboard, seen without the fog, and kept."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

WALLS = """
kind = "two-waters"
title = "Two waters"
instructions = "Set both."
section = "The section"
[[units]]
id = "rising"
name = "Rising"
letter = "“Something new?”"
change = [4, 6, 8, 8, 8, 8]
complexity = [6, 6, 6, 6, 6, 6]
leading = 4
managing = 6
purse = 12
[[units]]
id = "deep"
name = "Deep"
letter = "“All of it?”"
change = [4, 4, 4, 4, 4, 4]
complexity = [9, 9, 9, 9, 9, 9]
leading = 4
managing = 6
purse = 11.5
[[says]]
id = "never"
when = ["raised == 0"]
say = "Never raised."
[[says]]
id = "raised"
say = "Raised in quarter {raised}."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "walls", WALLS)


def start(page):
    button(page, "Start the twelve quarters").press("Enter")
    button(page, "Pause").press("Enter")


def play(page):
    """Play all quarters step by step."""
    start(page)
    for _ in range(6):
        page.keyboard.press("ArrowRight")


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_a_wall_is_dragged_and_what_the_purse_lacks_is_taken_from_the_other(notebook):
    page = notebook.page
    scene = page.locator(".lm-scene")
    scene.scroll_into_view_if_needed()
    box = hands.box_of(scene)
    page.mouse.move(box["x"] + 40, box["y"] + 110)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 1)
    page.mouse.up()
    expect(slider(page, "Leading wall")).to_have_value("10")
    expect(slider(page, "Managing wall")).to_have_value("2")
    expect(page.locator(".lm-purse")).to_have_text("Purse: 12 of effort, 0 left")
    expect(status(page)).to_contain_text("The purse is empty: what one wall gains, the other loses.")
    button(page, "Start the twelve quarters").click()
    page.get_by_role("group", name="Speed").get_by_role("button").last.click()
    expect(button(page, "Watch it again, without the fog")).to_be_focused(timeout=30_000)
    assert value(notebook) == {"tries": [{"unit": "rising", "leading": [10] * 6, "managing": [2] * 6}]}
    expect(page.locator(".lm-feedback")).to_contain_text("Raised in quarter 1.")


def test_by_keyboard_alone_a_wall_counts_from_the_next_quarter_and_the_fog_lifts_at_the_end(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    fog, pipe = page.locator(".lm-fog"), page.locator(".lm-pipe")
    hands.tab_to(page, button(page, "Start the twelve quarters"))
    start(page)
    assert page.evaluate(GLIDING) == 0
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("Quarter 4: result 104. The managing wall, 6, holds complexity, 6.")
    expect(pipe).to_be_hidden()
    slider(page, "Leading wall").press("PageUp")
    expect(page.locator(".lm-next-leading")).to_be_hidden()
    button(page, "Play").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert value(notebook)["tries"][0]["leading"] == [4, 4, 4, 4, 5, 5]
    expect(fog).to_have_css("opacity", "0")
    expect(pipe).to_be_visible()
    button(page, "One step back").press("Enter")
    expect(status(page)).to_contain_text("Change 8, leading wall 5; 0 points leave the pipe, 36 are in it.")
    page.get_by_text("The run as a table").click()
    expect(page.locator("tbody tr").nth(5).locator("th, td")).to_have_text(
        ["6", "100.4", "8", "5", "7.2", "3.2", "6", "6", "0"]
    )


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_with_the_last_try_behind_and_can_be_cleared(notebook):
    page = notebook.page
    notebook.restart_kernel()
    play(page)
    expect(page.locator(".lm-feedback")).to_contain_text("Never raised.")
    notebook.run_all()
    expect(page.locator(".lm-feedback")).to_contain_text("Never raised.")
    button(page, "Play Rising again, and see everything").click()
    expect(page.locator(".lm-key")).to_contain_text("your last try")
    expect(page.locator(".lm-fog")).to_have_css("opacity", "0")
    play(page)
    button(page, "Go on to Deep").click()
    expect(page.locator(".lm-fog")).to_have_css("opacity", "1")
    expect(page.locator(".lm-letter")).to_have_text("A customer writes to Deep: “All of it?”")
    play(page)
    assert [each["unit"] for each in value(notebook)["tries"]] == ["rising", "rising", "deep"]
    page.locator(".lm-reset").click()
    expect(button(page, "Start the twelve quarters")).to_be_visible()
    assert value(notebook) == {}
