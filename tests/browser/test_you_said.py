"""An answer comes back at once, with its verdict first and those on the other answers for whoever asks."""

import pytest
from playwright.sync_api import expect

from . import hands


@pytest.fixture
def notebook(lab, open_notebook):
    """A notebook with two questions of lesson 04, what was said to one of them, and a number of 06."""
    opened = open_notebook(
        lab.write(
            "comes-back",
            'import leadermanager as lm\nlm.exercise("04-monday")',
            'lm.you_said("04-monday", "monday")',
            'lm.you_said("06-guess", "doubted")',
        )
    )
    opened.run_all()
    expect(opened.page.locator(".lm-exercise")).to_have_count(3)
    return opened


def keep(page, name, value):
    """Keep answers as another tab does."""
    page.evaluate(
        """([name, value]) => {
            localStorage.setItem(`leadermanager:${name}`, JSON.stringify({ value }));
            window.dispatchEvent(new Event("storage"));
        }""",
        [name, value],
    )


def test_nothing_is_said_before_it_is_kept_then_the_verdict_at_once_and_the_others_on_demand(notebook):
    page = notebook.page
    monday = page.locator(".lm-you-said").first
    expect(monday).to_contain_text("You have kept nothing yet. Answer “Before ten o'clock”")
    expect(monday.locator("details")).to_be_hidden()
    page.get_by_label("Nothing about this one number").check()
    page.get_by_role("button", name="Keep my answer").first.click()
    said = monday.get_by_role("status").locator("span")
    expect(said).to_have_text(
        [
            "You said: Nothing about this one number",
            "Good. But the usual 22 stays as it is: that is the next question.",
        ]
    )
    expect(monday.locator("li").first).to_be_hidden()
    monday.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(monday.locator("li")).to_have_count(3)
    expect(monday).to_contain_text("A mistake. The resets make Calibration swing.")


def test_it_is_open_to_all_with_all_that_it_says(lab, open_notebook):
    opened = open_notebook(
        lab.write("alone", 'import leadermanager as lm\nlm.you_said("04-monday", "monday")')
    )
    opened.run_all()
    keep(opened.page, "04-monday", {"monday": "visit"})
    opened.page.get_by_text("And the other answers?").click()
    hands.assert_open_to_all(opened)


def test_what_would_give_an_exercise_away_waits_until_that_is_done(lab, open_notebook):
    source = 'import leadermanager as lm\nlm.you_said("05-side", "first", after="05-year")'
    opened = open_notebook(lab.write("waits", source))
    opened.run_all()
    said = opened.page.locator(".lm-you-said [role=status]")
    keep(opened.page, "05-side", {"first": "go"})
    expect(said).to_have_text(
        "What you said comes back here, once you have finished “Cryogenics, 2024: four quarters”."
    )
    opened.page.evaluate("localStorage.setItem('leadermanager:05-year', JSON.stringify({ done: true }))")
    keep(opened.page, "05-side", {"first": "go"})
    expect(said).to_contain_text("A good start: three of the seven good years begin with Theo's sheet.")


def test_a_number_comes_back_with_its_unit_and_without_a_kernel(notebook):
    page = notebook.page
    notebook.restart_kernel()
    keep(page, "06-guess", {"doubted": 35})
    number = page.locator(".lm-you-said").last
    expect(number.get_by_role("status")).to_have_text("You said: 35 of 100")
    expect(number.locator("details")).to_be_hidden()
