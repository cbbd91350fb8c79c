"""Proposals decided on, with a confidence, and scored, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

PROPOSALS = """
kind = "triage"
title = "Three proposals"
instructions = "Decide on each, and say how sure you are."
section = "The section"
[[conditions]]
id = "pilot"
text = "a pilot comes first, and its result decides."
[[conditions]]
id = "half"
text = "it costs half."
[rows]
id = "{id}"
title = "{name}"
text = "{name} would cost {cost:,} thousand pounds. The sponsor gives it {hope:.0%}."
good = "succeeded"
helps = "mended_by"
[rows.when_good]
outcome = "It earned {result}."
say = { yes = "{name} was worth it.", no = "No cost you {result}." }
say_if = { pilot = "The pilot cost a quarter.", half = "Half of it was too small, but it ran." }
[rows.when_bad]
outcome = "It lost {result}."
say = { yes = "{name} was a hope.", no = "You were spared {result}." }
say_if = { pilot = "What a pilot shows depends.", half = "Half of it lost half." }
"""

ROWS = """rows = pd.DataFrame({
    "id": ["a", "b", "c"], "name": ["Home", "Moon", "Glass"], "cost": [1200, 80, 300],
    "hope": [0.6, 0.9, 0.5], "succeeded": [True, False, False], "mended_by": ["", "pilot", ""],
    "result": [50, 80, 20]})"""


@pytest.fixture
def notebook(lab, open_notebook):
    code = "import pandas as pd", ROWS, 'one = lm.exercise("three-proposals").of(rows)'
    return hands.show(lab, open_notebook, "three-proposals", PROPOSALS, *code)


def decide(page, decision, confidence, condition=None):
    page.get_by_label(decision, exact=True).check()
    if condition:
        page.get_by_label("On which condition?").select_option(condition)
    page.get_by_label(f"{confidence}%").check()
    page.get_by_role("button", name="Decide").click()


def test_proposals_are_decided_by_mouse_and_scored(notebook):
    page = notebook.page
    exercise = page.locator(".lm-exercise")
    expect(exercise).to_contain_text("Home would cost 1,200 thousand pounds. The sponsor gives it 60%.")
    expect(status(page)).to_contain_text("3 proposals to decide on.")
    commit = page.get_by_role("button", name="Decide")
    commit.click()
    expect(status(page)).to_have_text("Choose yes, no, or yes, if.")
    page.get_by_label("Yes, if…").check()
    commit.click()
    expect(status(page)).to_have_text("Choose the condition.")
    page.get_by_label("On which condition?").select_option("pilot")
    commit.click()
    expect(status(page)).to_have_text("Say how sure you are.")
    expect(exercise).not_to_contain_text("It earned 50.")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("80%").check()
    commit.click()
    expect(status(page)).to_contain_text("Not this time. No cost you 50.")
    expect(exercise).to_contain_text("You said: no, 80% sure.")
    expect(exercise).to_contain_text("It earned 50.")
    expect(page.get_by_role("button", name="Go back to “The section”")).to_be_visible()
    page.get_by_role("button", name="Next proposal").click()
    decide(page, "Yes, if…", 90, "pilot")
    expect(status(page)).to_contain_text("Right. What a pilot shows depends.")
    page.get_by_role("button", name="Next proposal").click()
    decide(page, "Yes", 50)
    expect(status(page)).to_contain_text("Not this time. Glass was a hope.")
    page.get_by_role("button", name="See your score").click()
    # (0.8^2 + 0.1^2 + 0.5^2) / 3
    expect(exercise).to_contain_text("1 of 3 decisions were right. Your Brier score is 0.30.")
    expect(exercise).to_contain_text("You were 73% sure on average and right 33% of the time: surer than")
    rows = page.locator("table").first.locator("tbody tr")
    expect(rows.nth(1)).to_have_text("80%100%")
    expect(rows).to_have_count(3)
    assert value(notebook, "one.score['brier']") == pytest.approx(0.3)
    assert value(notebook)["b"] == {"decision": "if", "condition": "pilot", "confidence": 90}


def test_proposals_are_decided_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    for _ in range(3):
        tab_to(page, page.get_by_label("Yes", exact=True))
        assert hands.has_visible_focus(page.get_by_label("Yes", exact=True))
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        tab_to(page, page.get_by_label("On which condition?"))
        page.keyboard.press("a")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Decide"))
        page.keyboard.press("Enter")
        expect(status(page)).to_contain_text("decided.")
        page.keyboard.press("Enter")
    expect(page.locator(".lm-exercise")).to_contain_text("2 of 3 decisions were right.")
    tab_to(page, page.locator("summary"))
    page.keyboard.press("Enter")
    expect(page.locator("details")).to_contain_text("yes, if a pilot comes first, and its result decides")


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    decide(page, "Yes", 70)
    notebook.restart_kernel()
    page.get_by_role("button", name="Next proposal").click()
    decide(page, "No", 60)
    expect(status(page)).to_contain_text("You were spared 80.")
    notebook.run_all()
    expect(page.locator(".lm-exercise")).to_contain_text("Proposal 3 of 3")
    assert list(value(notebook)) == ["a", "b"]
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".lm-exercise")).to_contain_text("Proposal 1 of 3")
    assert value(notebook) == {}


def test_it_says_that_it_waits_for_rows(lab, open_notebook):
    page = hands.show(lab, open_notebook, "waiting-proposals", PROPOSALS).page
    expect(status(page)).to_have_text(
        "This exercise waits for its proposals: run the cell that hands them over."
    )


def finish(page):
    for _ in range(2):
        page.get_by_role("button", name="Next proposal").click()
        decide(page, "Yes, if…", 60, "pilot")
    page.get_by_role("button", name="See your score").click()
    page.locator("summary").click()
