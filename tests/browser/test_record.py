"""The record shows what was kept in all lessons, at once and after all, and leads to what is missing."""

import json
import re

import pytest
from playwright.sync_api import expect

from leadermanager.progress import FORMAT, VERSION
from leadermanager.widgets.kinds import recorded

from . import hands
from .hands import tab_to

SURE = """
kind = "quiz"
mode = "kept"
title = "Four guesses"
instructions = "Move each slider, and say how sure you are."
""" + "".join(
    f"""
[[questions]]
id = "q{number}"
ask = "Question {number}"
outcome = 2
sure = true
near = 1
[questions.slider]
min = 0
max = 10
start = 0
"""
    for number in range(4)
)

KEPT = {
    "01-promote": {"value": {"promote": "neither"}},
    "06-guess": {"value": {"doubted": 52}},
    "04-draw": {
        "value": {"points": {"1": -1, "2": 0, "3": 0, "5": -1, "8": -1}, "kept": True},
        "sure": 90,
        "came": {"points": {"1": -0.6, "2": 0, "3": 0.1, "5": 0.1, "8": 0.4}, "by": -0.7},
    },
    "02-draw": {
        "value": {"points": {"64": 99, "70": 98, "77": 97, "90": 96, "103": 95}, "kept": True},
        "sure": 80,
        "came": {"points": {"64": 61, "70": 62, "77": 63, "90": 64, "103": 65.5}, "by": 32.4},
    },
    "03-start": {"value": {"start": "either"}},
    "05-draw": {
        "value": {"points": {"20": 30, "26": 40, "33": 50, "42": 60, "52": 70}, "kept": True},
        "came": {"points": {"20": 25, "26": 35, "33": 45, "42": 55, "52": 65}, "by": 5},
    },
}


@pytest.fixture
def notebook(lab, open_notebook):
    """A notebook with the record and a decision of lesson 01."""
    show = "import leadermanager as lm\nlm.record()"
    opened = open_notebook(lab.write("recorded", show, 'lm.exercise("01-promote")'))
    opened.run_all()
    expect(opened.page.locator(".lm-exercise")).to_have_count(2)
    return opened


def record(page):
    return page.locator(".lm-record")


def lesson(page, number):
    name = page.locator("summary", has_text=re.compile(rf"^{number}\. "))
    return record(page).locator("details").filter(has=name)


def status(page):
    return record(page).locator("[role=status]")


def said(page, number):
    return lesson(page, number).locator("li")


def keep(page, states):
    """Keep states as another tab does."""
    page.evaluate(
        """(states) => {
            for (const [id, state] of Object.entries(states))
                localStorage.setItem(`leadermanager:${id}`, JSON.stringify(state));
            window.dispatchEvent(new Event("storage"));
        }""",
        states,
    )


def test_before_anything_is_kept_each_lesson_says_what_is_missing(notebook):
    page = notebook.page
    expect(record(page).locator("details")).to_have_count(9)
    total = sum(len(asked.get("questions", [1])) for asked in recorded(hands.EXERCISES).values())
    expect(status(page)).to_contain_text(f"0 of {total} predictions and decisions kept.")
    expect(status(page)).to_contain_text("Nothing is kept yet.")
    first = lesson(page, 1)
    expect(first.locator(".lm-missing")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator(".lm-missing")).to_contain_text(
        "Not kept yet: “One name by noon”, “Draw the two years to come”"
    )
    expect(first.locator("li")).to_have_count(0)


def test_what_is_kept_on_the_page_stands_in_the_record_at_once(notebook):
    page = notebook.page
    page.get_by_label("Neither yet").check()
    page.get_by_role("button", name="Keep my answer").click()
    lesson(page, 1).locator("summary").click()
    expect(said(page, 1)).to_contain_text("You said: Neither yet: I need to know more than this.")
    expect(lesson(page, 1)).to_contain_text("1 of 2 kept")


def test_it_says_what_came_how_far_off_that_was_and_counts_the_habit(notebook):
    page = notebook.page
    keep(page, KEPT)
    expect(said(page, 1)).to_have_count(1)
    expect(said(page, 2)).to_have_count(1)
    assert said(page, 6).locator("p").all_text_contents()[1] == "You said: 52 of 100."
    assert said(page, 6).locator("p").all_text_contents()[2].endswith("You were right.")
    draws = said(page, 2).filter(has_text="Draw the ten months").locator("p")
    expect(draws.nth(1)).to_have_text(
        "You said: Week 64: 99; Week 70: 98; Week 77: 97; Week 90: 96; Week 103: 95. You were 80% sure."
    )
    expect(draws.nth(2)).to_have_text(
        "What came: Week 64: 61; Week 70: 62; Week 77: 63; Week 90: 64; Week 103: 65.5. "
        "On average you were 32.4 too high."
    )
    expect(said(page, 3)).to_contain_text("What came: In Weather Stations 6 people did something")
    expect(lesson(page, 3).locator(".lm-missing")).to_contain_text("“Where do you begin?”")
    habit = status(page).locator("span")
    expect(habit.nth(1)).to_have_text("You made 4 estimates in numbers: 2 too high, 1 too low, 1 right.")
    expect(habit.nth(2)).to_have_text(
        "If every scale ran from 0 to 100, you would have been 8 too high on average."
    )
    expect(habit).to_have_count(3)


def test_from_four_answers_on_how_sure_one_was_stands_against_how_often_one_was_right(lab, open_notebook):
    exercises = lab.folder / "sure" / "exercises"
    exercises.mkdir(parents=True, exist_ok=True)
    (exercises / "01-sure.toml").write_text(SURE)
    show = "import leadermanager as lm\nlm.exercise('sure/exercises/01-sure.toml')"
    opened = open_notebook(lab.write("how-sure", show, "lm.record('sure')"))
    opened.run_all()
    page = opened.page
    guesses = page.locator(".lm-quiz")
    for number in range(4):
        expect(status(page)).not_to_contain_text("said how sure")
        asked = guesses.get_by_role("group", name=f"Question {number}")
        keep_it = asked.get_by_role("button", name="Keep my answer")
        keep_it.click()
        expect(guesses.locator("[role=status]")).to_have_text("Move the slider first.")
        asked.get_by_role("slider").press("ArrowRight" if number else "End")
        keep_it.click()
        expect(guesses.locator("[role=status]")).to_have_text("Say how sure you are.")
        asked.get_by_role("radio", name="90%").press("Space")
        keep_it.press("Enter")
        expect(asked).to_contain_text("You were 90% sure.")
    expect(guesses.get_by_role("radio")).to_have_count(0)
    expect(said(page, 1).first).to_contain_text("You said: 10. You were 90% sure.")
    expect(status(page)).to_contain_text(
        "Of 4 answers you said how sure you were: 90% on average. You were right in 3, which is 75%. "
        "Here you were surer than you had reason to be. That may be chance."
    )
    guesses.get_by_role("button", name="Start again").click()
    expect(guesses.get_by_role("radio")).to_have_count(24)
    assert opened.axe_in_both_themes(guesses) == {}


def test_below_four_estimates_it_counts_no_habit(notebook):
    page = notebook.page
    keep(page, {name: KEPT[name] for name in ("01-promote", "06-guess", "04-draw")})
    expect(status(page)).to_contain_text("From four estimates in numbers on")


def test_it_is_found_again_with_a_fresh_kernel(notebook):
    page = notebook.page
    keep(page, KEPT)
    notebook.reload()
    notebook.run_all()
    expect(said(page, 1)).to_have_count(1)
    expect(said(page, 1).first).to_be_visible()
    expect(said(page, 7)).to_have_count(0)


def test_what_is_put_back_from_a_file_stands_in_it_at_once(lab, open_notebook):
    opened = open_notebook(
        lab.write("put-back", "import leadermanager as lm\nlm.record()", "lm.my_progress()")
    )
    opened.run_all()
    page = opened.page
    saved = json.dumps({"format": FORMAT, "version": VERSION, "exercises": KEPT}).encode()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Restore from a file").click()
    chooser.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": saved})
    expect(said(page, 3)).to_contain_text("You said: Either: the two stand level.")


def test_by_keyboard_one_comes_to_the_link_that_has_a_lesson_opened(notebook):
    page = notebook.page
    notebook.focus_cell(0)
    summary = lesson(page, 3).locator("summary")
    tab_to(page, summary)
    assert hands.has_visible_focus(summary)
    page.keyboard.press("Enter")
    link = lesson(page, 3).get_by_role("link", name="Open lesson 3")
    tab_to(page, link)
    assert hands.has_visible_focus(link)
    assert link.bounding_box()["height"] >= 24
    assert link.get_attribute("href").endswith("03-aligning-and-organizing.ipynb")
    # What JupyterLab is asked to open; it is not opened, since that takes a kernel of its own.
    page.evaluate("history.replaceState(null, '', '/lab/tree/my%20course/recorded.ipynb')")
    record(page).evaluate("""(box) => box.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
    }, { once: true })""")
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("data-commandlinker-command", "docmanager:open")
    assert json.loads(link.get_attribute("data-commandlinker-args")) == {
        "path": "my course/03-aligning-and-organizing.ipynb"
    }


def test_where_the_address_names_no_notebook_the_link_is_what_the_server_finds(notebook):
    page = notebook.page
    page.evaluate("history.replaceState(null, '', '/lab')")
    notebook.run_all()
    lesson(page, 3).locator("summary").click()
    link = lesson(page, 3).get_by_role("link", name="Open lesson 3")
    expect(link).to_have_attribute("href", "/lab/tree/03-aligning-and-organizing.ipynb")
    # A page that has no server to ask shows the words alone.
    page.evaluate("document.querySelector('#jupyter-config-data').id = 'gone'")
    try:
        notebook.run_all()
        expect(lesson(page, 3).locator(".lm-missing")).to_contain_text("Open lesson 3")
        expect(record(page).locator("a[href]")).to_have_count(0)
    finally:
        page.evaluate("document.querySelector('#gone').id = 'jupyter-config-data'")


@pytest.mark.thorough("test_lessons.py looks at the record of lesson 08")
def test_it_is_open_to_all_empty_and_full(lab, open_notebook):
    opened = open_notebook(lab.write("record-alone", "import leadermanager as lm\nlm.record()"))
    opened.run_all()
    expect(record(opened.page)).to_be_visible()
    hands.assert_open_to_all(opened)
    opened.resize(1200)
    keep(opened.page, KEPT)
    for summary in record(opened.page).locator("summary").all():
        summary.click()
    hands.assert_open_to_all(opened)


def test_a_decision_comes_back_before_a_question_as_it_was_kept(lab, open_notebook):
    opened = open_notebook(lab.write("again", "import leadermanager as lm\nlm.exercise('08-again')"))
    opened.run_all()
    page = opened.page
    question = page.get_by_role("group", name="Whom would you name")
    expect(question).to_have_accessible_description(re.compile("^You kept no name in lesson 1"))
    keep(page, {"01-promote": KEPT["01-promote"]})
    expect(question).to_have_accessible_description(re.compile("^In lesson 1 you named neither"))
    expect(page.locator(".lm-echo").first).to_be_visible()
    hands.assert_open_to_all(opened)
