"""Items placed on two axes, by mouse, by keyboard and with the sliders, in a real notebook."""

import pytest
from playwright.sync_api import Page, expect

from . import hands
from .hands import status, tab_to, value

VISIONS = """
kind = "axes"
title = "Three visions"
instructions = "Place each one."
section = "The section"
answer = true
[x]
name = "Reality"
low = "wishes"
high = "facts"
[y]
name = "Boundary"
low = "as now"
high = "far beyond"
[[regions]]
id = "dream"
name = "Pipe dream"
x = { to = 5 }
y = { from = 5 }
[[regions]]
id = "vision"
name = "Vision"
x = { from = 5 }
y = { from = 5 }
[[regions]]
id = "plan"
name = "Plan"
y = { to = 5 }
[[items]]
id = "moon"
text = "A plant on the moon by spring."
right = ["dream"]
why = "Nothing carries it."
wrong = { vision = "Boldness is not reality.", plan = "No plan reaches that far." }
[[items]]
id = "same"
text = "Two per cent more of the same."
right = ["plan"]
why = "No boundary moves."
wrong = { dream = "It is quite possible.", vision = "A number is not a vision." }
[[items]]
id = "home"
text = "Every patient measured at home, with sensors we already build."
right = ["vision"]
why = "Bold and carried by what there is."
wrong = { dream = "The sensors exist.", plan = "Nobody does this yet." }
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "three-visions", VISIONS)


def spot(page: Page, x: float, y: float) -> tuple[float, float]:
    page.locator(".lm-field").scroll_into_view_if_needed()
    box = hands.box_of(page.locator(".lm-field"))
    return box["x"] + box["width"] * x / 10, box["y"] + box["height"] * (1 - y / 10)


def item(page, name):
    return page.locator(f".lm-item[data-item={name}]")


def marker(page, name):
    return page.locator(f".lm-marker[data-marker={name}]")


def drag(page, handle, x, y):
    handle.scroll_into_view_if_needed()
    page.locator(".lm-desk").scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(*spot(page, x, y), steps=6)
    page.mouse.up()


def test_items_are_placed_by_mouse_wrong_and_right(notebook):
    page = notebook.page
    expect(status(page)).to_have_text("3 items to place.")
    page.locator(".lm-field").click(position={"x": 60, "y": 60})
    expect(status(page)).to_have_text("Pick an item first, then a spot in the field.")
    drag(page, item(page, "moon"), 8, 8)
    expect(status(page)).to_contain_text("Reality 8, Boundary 8, Vision: look again. Boldness is not")
    drag(page, marker(page, "moon"), 2, 3)
    expect(status(page)).to_contain_text("No plan reaches that far.")
    # A click on the marker picks it; a click in the field puts it there.
    marker(page, "moon").click()
    page.mouse.click(*spot(page, 2, 8))
    expect(status(page)).to_contain_text("Reality 2, Boundary 8, Pipe dream: right. Nothing carries it.")
    item(page, "same").click()
    page.mouse.click(*spot(page, 6, 2))
    drag(page, item(page, "home"), 7, 9)
    expect(status(page)).to_contain_text("All 3 items are right, 2 of them at the first try.")
    assert value(notebook) == {"moon": [2, 8], "same": [6, 2], "home": [7, 9]}
    assert value(notebook, "one.score") == {"total": 3, "placed": 3, "right": 3}


def test_items_are_placed_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    tab_to(page, item(page, "moon"))
    assert hands.has_visible_focus(item(page, "moon"))
    page.keyboard.press("Enter")
    expect(marker(page, "moon")).to_be_focused()
    assert hands.has_visible_focus(marker(page, "moon"))
    page.keyboard.press("ArrowDown")
    expect(status(page)).to_have_text("Reality 5, Boundary 4.5, Plan.")
    assert value(notebook) == {}, "moving about judges nothing"
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("look again. No plan reaches that far.")
    expect(marker(page, "moon")).to_be_focused()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Reality 3, Boundary 6.5, Pipe dream: right.")
    expect(item(page, "same")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(status(page)).to_have_text("Put down again: Two per cent more of the same.")
    # The sliders do the same in plain steps.
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("slider", name="Boundary"))
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    tab_to(page, page.get_by_role("button", name="Put it here"))
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Reality 5, Boundary 1, Plan: right.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("All 3 items are right, 2 of them at the first try.")
    assert value(notebook) == {"moon": [3, 6.5], "same": [5, 1], "home": [5, 5]}


def test_regions_can_stay_hidden_until_every_item_is_placed(lab, open_notebook):
    hidden = VISIONS.replace("answer = true", "show_regions = false")
    page = hands.show(lab, open_notebook, "hidden-regions", hidden).page
    expect(page.locator(".lm-region").first).to_be_hidden()
    for name in ["moon", "same", "home"]:
        item(page, name).click()
        expect(status(page)).not_to_contain_text("Vision")
        page.keyboard.press("Enter")
    expect(page.locator(".lm-region").first).to_be_visible()
    expect(status(page)).to_contain_text("All 3 items are placed, 1 of them right.")


def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    item(page, "moon").click()
    page.mouse.click(*spot(page, 2, 8))
    notebook.restart_kernel()
    expect(marker(page, "moon")).to_be_visible()
    item(page, "same").click()
    page.mouse.click(*spot(page, 6, 8))
    expect(status(page)).to_contain_text("A number is not a vision.")
    notebook.run_all()
    expect(marker(page, "same")).to_be_visible()
    assert value(notebook) == {"moon": [2, 8], "same": [6, 8]}
    page.get_by_role("button", name="Start again").click()
    expect(marker(page, "moon")).to_be_hidden()
    assert value(notebook) == {}


def test_nobody_is_shut_out(notebook):
    page = notebook.page
    assert notebook.axe_in_both_themes(page.locator(".lm-exercise")) == {}
    drag(page, item(page, "moon"), 8, 8)
    drag(page, item(page, "same"), 4, 2)
    item(page, "home").click()
    assert notebook.axe_in_both_themes(page.locator(".lm-exercise")) == {}
    assert hands.small_targets(page) == []


def test_nothing_is_cut_off_where_items_are_placed_on_a_narrow_page(notebook):
    page = notebook.page
    for width, text in hands.SIZES:
        notebook.resize(width, text)
        for name, x in [("moon", 10), ("same", 0)]:
            item(page, name).click()
            page.mouse.click(*spot(page, x, 8))
            expect(marker(page, name)).to_have_class("lm-marker lm-wrong")
        item(page, "home").click()
        assert hands.cut_off(page) == [], f"at {width} px, text of {text}"
        page.get_by_role("button", name="Start again", exact=True).click()
