"""Proposals decided by hand, then by rule, by mouse and by keyboard, in a real notebook."""

import json

import pytest
from playwright.sync_api import expect

from ..widgets.conftest import exercise
from . import hands
from .hands import GLIDING, button, status, value

TWO = [50, 10, 90]


def toml(content):
    """Write the example's exercise as a file; JSON's texts, numbers and lists are TOML's as well."""
    lines = [f"{key} = {json.dumps(each)}" for key, each in content.items() if not isinstance(each, list)]
    for key, rows in content.items():
        for row in rows if isinstance(rows, list) else []:
            lines += [f"[[{key}]]", *(f"{name} = {json.dumps(each)}" for name, each in row.items())]
    return "\n".join(lines)


@pytest.fixture
def notebook(lab, open_notebook):
    content = exercise("two-guesses") | {"section": "The section"}
    del content["id"]
    return hands.show(lab, open_notebook, "doubt", toml(content))


def grip(page):
    return page.get_by_role("slider", name="Your chance, in 100")


def press_all(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def play(page):
    """Decide on the three proposals."""
    for _ in TWO:
        grip(page).press("ArrowRight")
        page.keyboard.press("Space")


def account(page, whose):
    return page.locator(f"[data-who={whose}]")


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_the_handle_is_dragged_and_what_comes_is_on_the_ledger(notebook):
    page = notebook.page
    button(page, "Decide (Space)").click()
    expect(status(page)).to_have_text("Move the handle first.")
    box = page.locator(".lm-bar-scene").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 70)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 70)
    low = int(grip(page).get_attribute("aria-valuenow"))
    page.mouse.move(box["x"] + 5000, box["y"] + 70)
    page.mouse.up()
    assert 0 < low < 20
    expect(status(page)).to_have_text("100 in 100. Money goes in.")
    button(page, "Decide (Space)").click()
    expect(status(page)).to_contain_text("It failed: \N{MINUS SIGN}£100,000.")
    expect(account(page, "you")).to_contain_text("\N{MINUS SIGN}£100,000")
    expect(page.locator(".lm-decided")).to_have_count(1)


def test_by_keyboard_alone_it_is_played_to_a_rule_and_gliding_is_left_out(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    hands.tab_to(page, grip(page))
    press_all(page, "PageUp", "ArrowRight", "ArrowDown", "Space")
    assert page.evaluate(GLIDING) == 0
    press_all(page, "Home", "Space", "End", "Enter")
    expect(button(page, "Let the years run")).to_be_focused()
    press_all(page, "Enter", "Space")
    for _ in range(24):
        page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text(
        "24 of 24. Hope alone: £0. Doubt alone: \N{MINUS SIGN}£100,000. Half and half: £500,000."
    )
    expect(page.get_by_label("It brings more")).to_be_focused()
    press_all(page, "ArrowDown", "ArrowDown", "Tab", "Enter")
    press_all(page, "Space", *["ArrowRight"] * 24)
    expect(status(page)).to_have_text("Your rule brings £350,000.")
    expect(page.get_by_label("Ada")).to_be_focused()
    expect(page.locator(".lm-feedback")).to_contain_text("You said: It brings less. So it is:")
    expect(page.locator(".lm-feedback")).to_contain_text("-150 without two, and 0 off.")
    page.get_by_role("slider", name="Off the hope where nobody is asked").press("ArrowRight")
    page.get_by_label("Ada").press("Space")
    expect(status(page)).to_contain_text("The one before (dashed) brought")
    got = value(notebook)
    assert (got["bet"], got["left_out"], got["off"]) == ("loss", ["ada", "ben", "cy"], 5)


def test_whoever_plays_again_after_the_bet_goes_back_to_the_rule_and_no_years_are_offered(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    play(page)
    button(page, "Let the years run").click()
    page.get_by_role("slider", name="The moment").press("End")
    page.get_by_label("It brings less").check()
    button(page, "Stop asking the four").click()
    page.get_by_role("slider", name="The moment").press("End")
    page.get_by_label("Ada").uncheck()
    brought = status(page).text_content() or ""
    button(page, "Play other proposals").click()
    play(page)
    expect(page.get_by_text("The 24 that came before say more.")).to_be_visible()
    expect(button(page, "Let the years run")).to_be_hidden()
    expect(button(page, "Back to your rule")).to_be_focused()
    page.keyboard.press("Enter")
    assert (account(page, "rule").locator(".lm-amount").text_content() or "?") in brought
    assert value(notebook)["left_out"] == ["ada", "ben", "cy"]


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_and_shows_the_last_try(notebook):
    page = notebook.page
    notebook.restart_kernel()
    for chance in TWO:
        grip(page).press("Home")
        for _ in range(chance // 5):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
    notebook.run_all()
    expect(page.locator(".lm-decided")).to_have_count(3)
    assert value(notebook)["tries"] == [{"deal": "one", "said": TWO}]
    button(page, "Play the same proposals again").click()
    grip(page).press("ArrowRight")
    expect(page.locator("circle.lm-ghost")).to_have_count(1)
    expect(page.get_by_text("Dashed circle: your last try.")).to_be_visible()
    expect(account(page, "you").locator(".lm-ghost-bar")).to_have_count(1)
    page.locator(".lm-reset").click()
    expect(page.locator("circle.lm-ghost")).to_have_count(0)
    assert value(notebook) == {}


@pytest.mark.thorough("test_lessons.py looks at lesson 06, which has such a picture")
def test_it_is_open_to_all_by_hand_and_at_the_end(notebook):
    page = notebook.page
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    for _ in TWO:
        press = grip(page).press
        press("ArrowRight")
        press("Space")
    button(page, "Let the years run").click()
    page.get_by_role("slider", name="The moment").press("End")
    page.get_by_label("It brings more").check()
    button(page, "Stop asking the four").click()
    page.get_by_role("slider", name="The moment").press("End")
    hands.assert_open_to_all(notebook)
