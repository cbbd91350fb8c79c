"""A career lived by mouse and by keyboard, a guess, and a hundred others watched, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

OWN = """
kind = "stove"
title = "A career"
instructions = "Live it."
section = "The section"
seed = 94
ask = "How many will lead in year 20?"
[[careers]]
id = "burned"
seed = 287
[[careers]]
id = "lucky"
seed = 2967
[[firms]]
id = "alone"
name = "Alone"
about = "Nobody talks."
say = "{below} expect too little."
[[firms]]
id = "teacher"
name = "A teacher"
about = "Somebody warns."
say = "{many} lead after the warning."
taught = 0.5
[[says]]
id = "all"
say = "You led in {led} of ten years."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "own-career", OWN)


def live(page, acts):
    for act in acts:
        button(page, "Lead" if act == "L" else "Manage").click()


def raise_the_curtain(page, guess):
    page.locator(".lm-guess input").fill(str(guess))
    button(page, "Raise the curtain").click()


def to_the_end(page):
    page.locator(".lm-player input").press("End")


def feedback(page):
    return page.locator(".lm-feedback")


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_a_career_is_lived_the_hundred_move_and_another_firm_lies_beside_the_first(notebook):
    page = notebook.page
    live(page, "L")
    expect(status(page)).to_contain_text("Year 1: you led. It brought \N{MINUS SIGN}1.2.")
    live(page, "LMMMMMMMM")
    button(page, "Raise the curtain").click()
    expect(status(page)).to_have_text("Move the slider to your guess first.")
    raise_the_curtain(page, 50)
    expect(page.locator(".lm-counter").last).to_contain_text("Year 2: 50 of 100 lead", timeout=10_000)
    to_the_end(page)
    expect(feedback(page)).to_contain_text("You said 50 of 100. In year 20, 34 lead.")
    expect(feedback(page)).to_contain_text("69 expect too little.You led in 2 of ten years.")
    expect(page.locator(".lm-leads")).to_have_count(34)
    button(page, "A teacher").click()
    to_the_end(page)
    expect(feedback(page)).to_have_text("24 lead after the warning.")
    expect(page.locator(".lm-ghost-line")).to_have_count(1)
    assert value(notebook) == {
        "tries": [{"career": "burned", "acts": "LLMMMMMMMM"}],
        "bet": 50,
        "firms": ["alone", "teacher"],
    }


def test_by_keyboard_alone_and_without_motion_it_is_lived_watched_and_read_as_a_table(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    keys = page.get_by_text("From here the keys L (lead) and M (manage) work, too.")
    expect(keys).to_be_hidden()
    hands.tab_to(page, button(page, "Lead"))
    expect(keys).to_be_visible()
    for key in ["Space", "m", "L", "ArrowDown", *"mmmmmmm"]:
        page.keyboard.press(key)
        assert page.evaluate(GLIDING) == 0
    expect(page.locator(".lm-guess input")).to_be_focused()
    page.keyboard.press("PageUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("Space")
    to_the_end(page)
    expect(feedback(page)).to_contain_text("more than you thought")
    button(page, "One step back").press("Enter")
    expect(status(page)).to_have_text(
        "Year 19: 29 of 100 lead. 70 believe that leading brings less than it does."
    )
    page.get_by_text("The run as a table").click()
    expect(page.locator("tbody tr").first.locator("th, td")).to_have_text(["1", "50", "27"])
    assert value(notebook)["tries"] == [{"career": "burned", "acts": "LMLMMMMMMM"}]


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_and_shows_the_last_career_behind_the_next(notebook):
    page = notebook.page
    notebook.restart_kernel()
    live(page, "MMMMMMMMMM")
    expect(page.locator(".lm-guessed")).to_have_text("not set yet")
    raise_the_curtain(page, 40)
    to_the_end(page)
    notebook.run_all()
    expect(feedback(page)).to_contain_text("You led in 0 of ten years.")
    button(page, "A teacher").click()
    expect(page.get_by_text("Somebody warns.")).to_be_in_viewport()
    to_the_end(page)
    expect(feedback(page)).to_have_text("24 lead after the warning.")
    button(page, "Live another career").click()
    expect(page.locator(".lm-ghost .lm-act-mark")).to_have_count(10)
    expect(page.get_by_text("your last try")).to_be_visible()
    live(page, "LLLLLLLLLL")
    to_the_end(page)
    expect(feedback(page)).to_contain_text("In the career before this one you led in 0 of ten years.")
    assert [each["career"] for each in value(notebook)["tries"]] == ["burned", "lucky"]
    page.locator(".lm-reset").click()
    expect(button(page, "Lead")).to_be_visible()
    assert value(notebook) == {}


@pytest.mark.thorough("the other pictures are looked at in the same way")
def test_it_is_open_to_all_while_one_lives_guesses_and_watches(notebook):
    page = notebook.page
    live(page, "LM")
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    live(page, "MMMMMMMM")
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    raise_the_curtain(page, 60)
    to_the_end(page)
    button(page, "A teacher").click()
    to_the_end(page)
    hands.assert_open_to_all(notebook)
