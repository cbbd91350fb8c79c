"""The game of plans: played by mouse and by keyboard, watched, left and found again, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

LIVE = """
kind = "replanning"
title = "Plan it live"
instructions = "Keep the cost low."
section = "The section"
seconds = 5
low = 60
high = 120
ask = "Which will have cost least?"
[[rules]]
id = "half"
name = "Every 26 weeks"
every = 26
[[rules]]
id = "alarm"
name = "With an alarm"
every = 52
alarm = 10
[[markets]]
id = "flat"
drift = 0
fall = 20
breaks = 60
luck = 0
seed = 1
[[markets]]
id = "other"
drift = 0
fall = 10
breaks = 30
luck = 0
seed = 1
[[says]]
id = "late"
when = ["waited > 5"]
say = "You waited for {waited} weeks."
[[says]]
id = "fine"
say = "As good as an alarm."
"""

WEEKS_DRAWN = """() => {
    const path = document.querySelector(".lm-replanning .lm-orders").getAttribute("d");
    return path.split(/[ML]/).length - 2;
}"""

STEP_TO = """(week) => {
    const find = (selector) => document.querySelector(`.lm-replanning ${selector}`);
    const passed = () => Number(/Week (\\d+)/.exec(find("[role=status]").textContent)?.[1] ?? 0);
    while (passed() < week && !find(".lm-renew").hidden) find("[aria-label='One step on']").click();
}"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "live", LIVE)


def in_sight(page):
    """Return whether the cost and the whole picture can be seen at once."""
    return page.evaluate("""() => {
        const edge = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
        const [top, bottom] = [".lm-costs", ".lm-stage"].map((part) =>
            document.querySelector(`.lm-replanning ${part}`).getBoundingClientRect());
        return edge.top - 1 <= top.top && bottom.bottom <= edge.bottom + 1;
    }""")


def begin(page):
    button(page, "Start: 104 weeks in 40 seconds").click()


def play_by_steps(page, *weeks):
    """Go on week by week to the end, with a new plan for each of the weeks."""
    button(page, "Pause").press("Enter")
    for week in weeks:
        page.evaluate(STEP_TO, week - 1)
        button(page, "New plan (Space)").press("Space")
    page.evaluate(STEP_TO, 104)


def bet_on(page, name):
    page.locator(".lm-exercise").get_by_role("radio", name=name).check()
    button(page, "Let them run").click()


def test_time_runs_and_a_click_on_the_picture_makes_a_plan_of_last_weeks_orders(notebook):
    page = notebook.page
    page.get_by_role("button", name="Start again").scroll_into_view_if_needed()
    begin(page)
    assert in_sight(page)
    page.wait_for_function(f"({WEEKS_DRAWN})() > 70")
    page.locator(".lm-stage").click()
    expect(status(page)).to_have_text(
        "Two years are over. Now choose above which rule will have cost least.", timeout=15_000
    )
    (played,) = value(notebook)["tries"]
    (made,) = played["made"]
    assert 70 < made <= 104
    assert notebook.python(f"print(one.results({played})['misses'])") == str(float((made - 60) * 20))


def test_by_keyboard_alone_the_game_is_played_a_rule_chosen_and_all_told(notebook):
    page = notebook.page
    hands.tab_to(page, button(page, "Start: 104 weeks in 40 seconds"))
    page.keyboard.press("Enter")
    expect(button(page, "New plan (Space)")).to_be_focused()
    button(page, "Pause").press("Enter")
    page.evaluate(STEP_TO, 68)
    button(page, "New plan (Space)").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    for _ in range(70, 105):
        page.keyboard.press("ArrowRight")
    assert value(notebook) == {"tries": [{"market": "flat", "made": [70]}], "bet": ""}

    first = page.get_by_role("radio").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    hands.tab_to(page, button(page, "Let them run"))
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.locator(".lm-exercise").get_by_role("slider").press("End")
    expect(page.locator(".lm-feedback")).to_contain_text(
        "You chose “Every 26 weeks”. The cheapest was “With an alarm”: £95,000."
    )
    expect(page.locator(".lm-feedback")).to_contain_text("You waited for 10 weeks.")
    expect(page.locator(".lm-cost", has_text="With an alarm")).to_contain_text("cheapest")
    assert notebook.python("print(one.state['done'])") == "True"


def test_the_run_is_played_step_by_step_in_words_and_read_as_a_table(notebook):
    page = notebook.page
    begin(page)
    play_by_steps(page, 70)
    bet_on(page, "With an alarm")
    back, on = button(page, "One step back"), button(page, "One step on")
    page.locator(".lm-exercise").get_by_role("slider").press("End")
    expect(on).to_be_disabled()
    back.click()
    expect(status(page)).to_have_text(
        "Week 103: 80 ordered. You: £250,000. Cheapest so far: With an alarm, £95,000."
    )
    on.focus()
    page.keyboard.press("ArrowLeft")
    expect(status(page)).to_contain_text("Week 102")
    button(page, "Back to the beginning").click()
    expect(status(page)).to_contain_text("Week 0")
    page.get_by_text("The run as a table").click()
    row = page.locator("tbody tr").nth(69)
    expect(row.locator("th, td")).to_have_text(["70", "80", "80 (new)", "250", "80", "95"])


@pytest.mark.thorough("time has to run; the other pictures are played without motion in every run")
def test_who_wants_no_motion_sees_whole_weeks_only(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    begin(page)
    page.keyboard.press("Space")
    assert page.evaluate(GLIDING) == 0
    page.evaluate("""() => {
        const head = document.querySelector(".lm-replanning .lm-head");
        const places = window.places = new Set();
        new MutationObserver(() => places.add(head.getAttribute("cx"))).observe(head, { attributes: true });
    }""")
    expect(status(page)).to_contain_text("Two years are over.", timeout=15_000)
    assert 20 < page.evaluate("window.places.size") <= 105


def test_the_last_try_stays_behind_the_next_one_of_the_same_weeks(notebook):
    page = notebook.page
    begin(page)
    play_by_steps(page, 70)
    bet_on(page, "With an alarm")
    button(page, "Play the same weeks again").click()
    expect(page.locator(".lm-key")).to_contain_text("your last try")
    play_by_steps(page, 61)
    expect(page.get_by_role("radio", name="With an alarm")).to_be_focused()
    button(page, "Play other weeks").click()
    expect(page.locator(".lm-key")).not_to_contain_text("your last try")
    assert [each["made"] for each in value(notebook)["tries"]] == [[70], [61]]


def test_after_a_click_on_a_control_of_time_space_still_makes_a_plan(notebook):
    page = notebook.page
    renew = button(page, "New plan (Space)")
    speeds = page.get_by_role("group", name="Speed").get_by_role("button")
    begin(page)
    button(page, "Pause").click()
    for control in (speeds.nth(1), button(page, "One step on"), speeds.last):
        control.click()
        expect(renew).to_be_focused()
    page.evaluate(STEP_TO, 68)
    page.locator(".lm-costs").click()
    page.keyboard.press("Space")
    speeds.nth(1).press("Space")
    expect(speeds.nth(1)).to_be_focused()
    page.evaluate(STEP_TO, 104)
    assert [each["made"] for each in value(notebook)["tries"]] == [[69]]


def test_other_weeks_ask_for_a_bet_of_their_own(notebook):
    page = notebook.page
    begin(page)
    play_by_steps(page, 70)
    bet_on(page, "With an alarm")
    expect(status(page)).not_to_contain_text("Two years are over")
    button(page, "Play other weeks").click()
    play_by_steps(page, 31)
    expect(button(page, "Let them run")).to_be_visible()
    assert value(notebook)["bet"] == ""
    assert notebook.python("print(one.state['done'])") == "True"
    bet_on(page, "You")
    assert value(notebook)["bet"] == "you"


def test_it_plays_without_a_kernel_is_found_again_and_can_be_cleared(notebook):
    page = notebook.page
    notebook.restart_kernel()
    begin(page)
    play_by_steps(page, 61)
    bet_on(page, "You")
    page.locator(".lm-exercise").get_by_role("slider").press("End")
    expect(page.locator(".lm-feedback")).to_contain_text("that was the cheapest: £70,000")
    notebook.run_all()
    expect(page.locator(".lm-feedback")).to_contain_text("that was the cheapest: £70,000")
    assert value(notebook) == {"tries": [{"market": "flat", "made": [61]}], "bet": "you"}
    page.locator(".lm-reset").click()
    expect(button(page, "Start: 104 weeks in 40 seconds")).to_be_visible()
    assert value(notebook) == {}


@pytest.mark.thorough("test_lessons.py looks at the picture in its lesson, before it is played")
def test_it_is_open_to_all_while_one_plays_and_at_the_end(notebook):
    page = notebook.page
    button(page, "Start: 104 weeks in 40 seconds").click()
    button(page, "Pause").click()
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    page.locator(".lm-renew").focus()
    for _ in range(104):
        page.keyboard.press("ArrowRight")
    bet_on(page, "You")
    page.locator(".lm-exercise").get_by_role("slider").press("End")
    hands.assert_open_to_all(notebook)
