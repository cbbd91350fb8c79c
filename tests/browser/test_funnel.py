"""Marbles dropped by hand, by mouse and by keyboard, watched again and kept, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

HAND = """
kind = "funnel"
title = "By hand"
instructions = "Drop them."
section = "The section"
marbles = 4
reach = 5
[[lucks]]
id = "one"
seed = 1
[[lucks]]
id = "two"
seed = 4
[[says]]
id = "still"
when = ["moves == 0"]
say = "Left alone."
[[says]]
id = "moved"
say = "{wider} per cent wider after {moves} moves."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "hand", HAND)


def marbles(page, whose="yours"):
    return page.locator(f".lm-{whose} circle")


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_the_funnel_is_moved_and_marbles_pile_up_in_both(notebook):
    page = notebook.page
    button(page, "Drop a marble (Space)").click()
    expect(status(page)).to_have_text("Marble 1 of 4. Yours: 1 to the right. The other: 1 to the right.")
    box = page.locator(".lm-scene").bounding_box()
    page.mouse.click(box["x"] + 3, box["y"] + 50)
    expect(status(page)).to_have_text("Your funnel: 5 to the left.")
    button(page, "Move right →").click()
    expect(status(page)).to_have_text("Your funnel: 4 to the left.")
    for _ in range(3):
        button(page, "Drop a marble (Space)").click()
    assert value(notebook) == {"tries": [{"luck": "one", "aims": [0, -4, -4, -4]}]}
    assert (marbles(page).count(), marbles(page, "untouched").count()) == (4, 4)
    expect(page.locator(".lm-feedback")).to_contain_text("86 per cent wider after 1 moves.")
    expect(page.get_by_text("Yours: 3.2 off on average")).to_be_visible()  # 3.25, as the feedback rounds it


def test_by_keyboard_alone_it_is_played_watched_again_and_read_as_a_table(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    hands.tab_to(page, button(page, "Drop a marble (Space)"))
    page.keyboard.press("Space")
    assert page.evaluate(GLIDING) == 0
    for key in ["ArrowRight", "ArrowLeft", "ArrowLeft", "Space", "Space", "Space"]:
        page.keyboard.press(key)
    expect(button(page, "Play again, with other luck")).to_be_focused()
    assert value(notebook)["tries"][0]["aims"] == [0, -1, -1, -1]
    button(page, "One step back").press("Enter")
    expect(status(page)).to_have_text("Marble 3 of 4. Yours: on the mark. The other: 1 to the right.")
    expect(marbles(page)).to_have_count(3)
    page.get_by_text("The run as a table").click()
    expect(page.locator("tbody tr").nth(1).locator("th, td")).to_have_text(["2", "-1", "1", "2"])


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_and_can_be_cleared(notebook):
    page = notebook.page
    notebook.restart_kernel()
    for _ in range(4):
        button(page, "Drop a marble (Space)").click()
    notebook.run_all()
    expect(page.locator(".lm-feedback")).to_contain_text("Left alone.")
    expect(marbles(page)).to_have_count(4)
    button(page, "Play again, with other luck").click()
    expect(marbles(page)).to_have_count(0)
    for _ in range(4):
        button(page, "Drop a marble (Space)").click()
    assert [each["luck"] for each in value(notebook)["tries"]] == ["one", "two"]
    page.locator(".lm-reset").click()
    expect(button(page, "Drop a marble (Space)")).to_be_visible()
    assert value(notebook) == {}


@pytest.mark.thorough("test_lessons.py looks at the picture in its lesson, before it is played")
def test_it_is_open_to_all_while_one_plays_and_at_the_end(notebook):
    page = notebook.page
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    while button(page, "Drop a marble (Space)").is_visible():
        button(page, "Drop a marble (Space)").click()
    hands.assert_open_to_all(notebook)
