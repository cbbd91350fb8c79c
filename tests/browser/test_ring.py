"""A message sent round a ring of people, by mouse and by keyboard, watched and kept, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import GLIDING, button, status, value

ROUND = """
kind = "ring"
title = "Round"
instructions = "Choose."
section = "The section"
choose = 3
done = "All done."
[[goals]]
id = "win"
text = "Win all."
conditions = ["believed == 100"]
done = "All are won."
solution = { carriers = [1, 2] }
[[goals.hints]]
id = "any"
say = "Nobody trusts two."
[[goals]]
id = "stop"
text = "Stop it."
conditions = ["first >= 1", "believed < 50"]
done = "Stopped."
solution = { carriers = [1, 2], moved = { 15 = 65, 90 = 40 } }
[[goals.hints]]
id = "any"
say = "Not stopped."
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "round", ROUND)


def dot(page, person):
    return page.locator(".lm-dot").nth(person - 1)


def people(page, state):
    return page.locator(f".lm-is-{state}")


def feedback(page):
    return page.locator(".lm-feedback")


def to_the_end(page):
    page.get_by_role("slider", name="The moment").press("End")


@pytest.mark.thorough("time has to run; the keyboard plays the same picture in every run")
def test_by_mouse_people_are_chosen_ties_are_dragged_and_belief_stops_where_one_is_missing(notebook):
    page = notebook.page
    button(page, "Send the message").click()
    expect(status(page)).to_have_text("Choose at least one person first.")
    for person in (1, 21, 41):
        dot(page, person).click()
    dot(page, 61).click()
    expect(status(page)).to_have_text("You have chosen 3 already. Take one back first.")
    button(page, "Send the message").click()
    expect(feedback(page)).to_contain_text("Nobody believes it but the 3 you chose.", timeout=20_000)
    expect(feedback(page)).to_contain_text("12 trust one believer and wait for a second.")
    assert (people(page, "carrier").count(), people(page, "one_voice").count()) == (3, 12)
    for person in (21, 41, 2):
        dot(page, person).click()
    for person, other in ((15, 65), (90, 40)):
        dot(page, person).drag_to(dot(page, other), steps=8)
        expect(status(page)).to_have_text(f"The tie from {person} to {person + 1} now leads to {other}.")
    button(page, "Send the message").click()
    to_the_end(page)
    expect(page.locator(".lm-ghost-marks path")).to_have_count(3)
    expect(feedback(page)).to_contain_text("25 believe it: the 2 you chose, and 23 who were won.")
    assert value(notebook)["tries"][-1] == {"carriers": [1, 2], "moved": {"15": 65, "90": 40}}
    dot(page, 5).drag_to(dot(page, 7), steps=8)
    button(page, "Put back 15 → 65").click()
    expect(status(page)).to_have_text("The tie from 15 leads to 16 again.")
    expect(page.locator(".lm-far")).to_have_count(1)


def test_by_keyboard_alone_both_goals_are_reached_and_the_run_is_read_as_a_table(notebook):
    page = notebook.page
    page.emulate_media(reduced_motion="reduce")
    person = page.get_by_role("slider", name="Person")
    hands.tab_to(page, person)
    for key in ["Enter", "ArrowRight", "Enter"]:
        page.keyboard.press(key)
    expect(status(page)).to_have_text("2 of 3 chosen: 1, 2.")
    button(page, "Send the message").press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(GLIDING) == 0
    expect(status(page)).to_contain_text("have heard it,")
    to_the_end(page)
    expect(feedback(page)).to_contain_text("All are won.")
    expect(feedback(page)).to_contain_text("Goal 2 of 2: Stop it.")
    for start, end in ((15, 65), (90, 40)):
        person.focus()
        page.keyboard.press("Home")
        for _ in range(start - 1):
            page.keyboard.press("ArrowRight")
        button(page, f"Move a tie of {start}").press("Enter")
        expect(person).to_be_focused()
        for _ in range(abs(end - start)):
            page.keyboard.press("ArrowRight" if end > start else "ArrowLeft")
        page.keyboard.press("Enter")
    button(page, "Send the message").press("Enter")
    to_the_end(page)
    expect(feedback(page)).to_contain_text("Stopped.")
    expect(feedback(page)).to_contain_text("All done.")
    page.get_by_text("The run as a table").click()
    expect(page.locator("tbody tr").first.locator("th, td")).to_have_text(["0", "2", "2"])
    expect(page.locator("tbody tr").last.locator("td").last).to_have_text("25")
    assert value(notebook, "one.state.get('done')") is True


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_plays_without_a_kernel_is_found_again_and_can_be_cleared(notebook):
    page = notebook.page
    notebook.restart_kernel()
    for person in (1, 3):
        dot(page, person).click()
    button(page, "Send the message").click()
    to_the_end(page)
    notebook.run_all()
    expect(feedback(page)).to_contain_text("All are won.")
    expect(people(page, "believes")).to_have_count(98)
    assert value(notebook) == {"tries": [{"carriers": [1, 3], "moved": {}}]}
    page.locator(".lm-reset").click()
    expect(people(page, "unheard")).to_have_count(100)
    expect(button(page, "Send the message")).to_be_visible()
    assert value(notebook) == {}


@pytest.mark.thorough("some twenty seconds; test_lessons.py looks at the ring of lesson 03 as well")
def test_it_is_open_to_all_while_one_chooses_and_at_the_end(notebook):
    page = notebook.page
    hands.assert_open_to_all(notebook)
    notebook.resize(1200)
    dot(page, 1).click()
    dot(page, 15).drag_to(dot(page, 65), steps=8)
    button(page, "Send the message").click()
    to_the_end(page)
    hands.assert_open_to_all(notebook)


def test_what_is_said_where_it_stops_out_of_sight_is_what_the_picture_shows(notebook):
    page = notebook.page
    for person in (1, 2):
        dot(page, person).click()
    button(page, "Send the message").click()
    moment = page.get_by_role("slider", name="The moment")
    expect(moment).not_to_have_value("0")
    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.scrollToItem("
        "window.jupyterapp.shell.currentWidget.content.widgets.length - 1, 'start')"
    )
    expect(page.locator(".lm-stage")).not_to_be_in_viewport()
    expect(page.get_by_role("button", name="Play")).to_be_attached()
    expect(status(page)).to_contain_text(f"Week {moment.input_value()}")
