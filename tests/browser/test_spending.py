"""A fixed total spent by slider and by number, judged and compared, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

WEEK = """
kind = "spending"
title = "Forty hours"
instructions = "Spend them all, then check."
section = "The section"
total = 40
unit = "hours"
step = 2
fine = "A week one can defend."
answer = true
[[lines]]
id = "people"
name = "Talking with people"
colour = "leading"
about = "Hearing what they see, and saying where this goes."
[[lines]]
id = "plans"
name = "Plans and budgets"
colour = "managing"
[[lines]]
id = "rest"
name = "Everything else"
[[rules]]
id = "alone"
when = ["people < 10%"]
say = "Nobody hears you."
[[rules]]
id = "both"
when = ["people >= 10", "plans >= 10"]
good = true
say = "Room for both."
[[rules]]
id = "basket"
when = ["largest > 75%"]
say = "All in one basket."
[[profiles]]
id = "bosses"
name = "Bosses who rose fast"
source = "a made-up survey"
total = 100
values = { people = 50, plans = 30, rest = 20 }
"""


@pytest.fixture
def notebook(lab, open_notebook):
    code = (
        'one = lm.exercise("forty-hours")',
        'one.beside("The firm", {"people": 1, "plans": 2, "rest": 1}, "simulated")',
    )
    return hands.show(lab, open_notebook, "forty-hours", WEEK, *code)


def amount(page, name):
    return page.get_by_label(f"{name}, as a number")


def spend(page, people, plans, rest):
    for name, hours in [
        ("Talking with people", people),
        ("Plans and budgets", plans),
        ("Everything else", rest),
    ]:
        amount(page, name).fill(str(hours))
        amount(page, name).press("Tab")


def check(page):
    page.get_by_role("button", name="Check", exact=True).click()


def test_a_total_is_spent_by_mouse_wrong_and_right(notebook):
    page = notebook.page
    expect(status(page)).to_have_text("40 hours to spend.")
    slider = page.get_by_role("slider", name="Everything else")
    slider.click(position={"x": slider.bounding_box()["width"] - 2, "y": 14})
    expect(status(page)).to_have_text("All 40 hours spent.")
    assert value(notebook) == {}, "nothing is judged before Check"
    check(page)
    expect(status(page)).to_have_text("Checked: 2 to look at again.")
    expect(page.locator(".lm-said li")).to_have_text(
        ["↺ Look again. Nobody hears you.", "↺ Look again. All in one basket."]
    )
    expect(page.get_by_role("button", name="Go back to “The section”")).to_be_visible()
    spend(page, 12, 12, 12)
    expect(status(page)).to_contain_text("36 of 40 hours spent, 4 left.Changed since you checked.")
    check(page)
    expect(status(page)).to_have_text("Spend all 40 hours first: 4 left.")
    spend(page, 12, 12, 20)
    expect(status(page)).to_contain_text("44 hours spent: 4 more than the 40 you have.")
    check(page)
    expect(status(page)).to_have_text("Take back 4 hours first.")
    spend(page, 12, 12, 16)
    check(page)
    expect(page.locator(".lm-said li")).to_have_text(
        ["✓ Good. Room for both.", "✓ Good. A week one can defend."]
    )
    expect(page.get_by_role("button", name="Go back to “The section”")).to_be_hidden()
    assert value(notebook) == {"people": 12, "plans": 12, "rest": 16}


def test_the_browser_judges_as_python_does(notebook):
    page = notebook.page
    names = {"Nobody hears you.": "alone", "Room for both.": "both", "All in one basket.": "basket"}
    for spent in [(2, 38, 0), (4, 18, 18), (10, 10, 20), (4, 32, 4), (0, 0, 40)]:
        spend(page, *spent)
        check(page)
        expect(status(page)).to_contain_text("Checked")
        said = " ".join(page.locator(".lm-said li").all_inner_texts())
        assert value(notebook, "one.judge(one.value)") == [
            name for text, name in names.items() if text in said
        ]


def test_a_total_is_spent_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    slider = page.get_by_role("slider", name="Talking with people")
    tab_to(page, slider)
    assert hands.has_visible_focus(slider)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("10 of 40 hours spent, 30 left.")
    tab_to(page, amount(page, "Plans and budgets"))
    page.keyboard.type("13")
    tab_to(page, page.get_by_role("slider", name="Everything else"))
    expect(amount(page, "Plans and budgets")).to_have_value("14")
    page.keyboard.press("End")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".lm-said")).to_contain_text("Room for both.")
    assert value(notebook) == {"people": 10, "plans": 14, "rest": 16}


def test_others_are_shown_beside_once_all_is_spent(notebook):
    page = notebook.page
    expect(page.locator(".lm-groups")).to_have_count(0)
    spend(page, 12, 12, 16)
    check(page)
    expect(page.locator(".lm-groups > li").first.locator("li")).to_have_text(
        ["You 12", "Bosses who rose fast 20", "The firm 10"]
    )
    expect(page.locator(".lm-sources li")).to_have_text(
        ["Bosses who rose fast: a made-up survey", "The firm: simulated"]
    )


def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    spend(page, 12, 12, 16)
    check(page)
    notebook.restart_kernel()
    spend(page, 14, 12, 12)
    notebook.run_all()
    expect(amount(page, "Talking with people")).to_have_value("14")
    assert value(notebook) == {"people": 12, "plans": 12, "rest": 16}
    page.get_by_role("button", name="Start again").click()
    expect(amount(page, "Talking with people")).to_have_value("0")
    assert value(notebook) == {}


def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page
    spend(page, 2, 38, 0)
    check(page)
    hands.assert_open_to_all(notebook)
