"""A branching case played, read to its end and played again, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

HEAD = """
kind = "case"
title = "Two quarters"
instructions = "Read, choose, decide."
quarters = ["Winter", "Spring"]
kinds = [
  { id = "leading", name = "Leading", colour = "leading" },
  { id = "managing", name = "Managing", colour = "managing" },
]
[[meters]]
id = "order"
name = "Order"
about = "On time?"
start = 50
goal = 60
words = ["broken", "strained", "holds"]
[[meters]]
id = "change"
name = "Change"
about = "New?"
start = 40
goal = 50
words = ["still", "moves", "ready"]
[[scenes]]
id = "first"
quarter = 1
title = "The plan"
text = "It is winter."
[[scenes]]
id = "second"
quarter = 2
title = "The break"
text = "It is spring."
notes = [{ id = "late", when = ["gone"], say = "Much is late." }]
[[endings]]
id = "good"
when = ["order >= 60", "change >= 50"]
title = "Both of them"
text = "Well done."
[[endings]]
id = "bad"
title = "Not both"
text = "Once more."
"""

CHOICE = """
[[scenes.choices]]
id = "{id}"
kind = "{kind}"
text = "{text}"
assumes = "{text} is enough."
[[scenes.choices.outcomes]]
id = "else"
say = "{text}: done."
effects = {{ order = {order}, change = {change} }}
{more}
"""

FIRST = [
    ("keep", "managing", "Keep the plan", 10, -5, 'next = "second"'),
    ("go", "leading", "Give them a free hand", -10, 20, 'next = "second"\nsets = ["gone"]'),
    ("wait", "leading", "Wait and see", -5, -5, 'next = "second"'),
]
SECOND = [
    ("mend", "managing", "Mend what is late", 20, -5, 'next = "end"'),
    ("push", "leading", "Push on", -10, 20, 'next = "end"'),
    ("rest", "leading", "Rest", 0, -1, 'next = "end"'),
]


def choices(rows):
    names = ("id", "kind", "text", "order", "change", "more")
    return "".join(CHOICE.format(**dict(zip(names, row, strict=True))) for row in rows)


CASE = HEAD.replace('[[scenes]]\nid = "second"', choices(FIRST) + '[[scenes]]\nid = "second"')
CASE = CASE.replace('[[endings]]\nid = "good"', choices(SECOND) + '[[endings]]\nid = "good"')


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "two-quarters", CASE)


def choose(page, text):
    page.get_by_label(text, exact=True).check()
    page.get_by_role("button", name="Decide").click()


def go_on(page):
    page.get_by_role("button", name="Go on to the next quarter").or_(
        page.get_by_role("button", name="See how the year ends")
    ).click()


def test_a_case_is_played_by_mouse_and_after_the_second_play_read_beside_the_ways_not_taken(notebook):
    page = notebook.page
    exercise = page.locator(".lm-exercise")
    expect(exercise).to_contain_text("Order: 50, strained")
    expect(exercise).to_contain_text("Quarter 1 of 2: Winter")
    page.get_by_role("button", name="Decide").click()
    expect(status(page)).to_have_text("Choose one of these first.")
    choose(page, "Give them a free hand")
    expect(status(page)).to_contain_text(
        "Give them a free hand: done.Order from 50 to 40; Change from 40 to 60."
    )
    expect(exercise).not_to_contain_text("It is spring.")
    go_on(page)
    expect(exercise).to_contain_text("It is spring.Much is late.")
    expect(exercise).to_contain_text("Order: 40, strained")
    page.locator("summary").click()
    expect(page.locator("details")).to_contain_text("Winter: Give them a free hand")
    choose(page, "Push on")
    go_on(page)
    expect(exercise).to_contain_text("Not both")
    expect(status(page)).to_have_text("The end. Order: 30, broken; Change: 80, ready.")
    expect(exercise).to_contain_text("You reach one of the two goals.Now play it once more, another way.")
    turns = exercise.locator(".lm-turn")
    expect(turns.nth(1)).to_contain_text("Leading. Order \N{MINUS SIGN}10, Change +20")
    expect(turns.nth(1)).to_contain_text("It assumes: Push on is enough.")
    for told in ["of the 9 paths", "Mend what is late", "You could have chosen"]:
        expect(exercise).not_to_contain_text(told)
    expect(exercise.get_by_role("img")).to_have_count(0)
    assert value(notebook) == {"path": ["go", "push"], "plays": [["go", "push"]]}

    page.get_by_role("button", name="Go back to quarter 2 and choose otherwise").click()
    choose(page, "Mend what is late")
    go_on(page)
    expect(exercise).to_contain_text("You reach both goals. So do 1 of the 9 paths.")
    expect(exercise.get_by_role("img")).to_have_accessible_name(
        "1 of 9 end with both goals reached, in the corner at the top right. "
        "Yours ends at Order 60 and Change 55."
    )
    others = turns.nth(1).locator(".lm-ways > div").last
    expect(others).to_contain_text("Leading. Order \N{MINUS SIGN}10, Change +20")
    expect(others).to_contain_text("It assumes: Push on is enough.")
    rows = exercise.locator("tbody tr")
    expect(rows).to_have_text(["leading, leading3080", "leading, managing6055"])
    assert value(notebook)["plays"] == [["go", "push"], ["go", "mend"]]
    page.get_by_role("button", name="Play it once more").click()
    expect(exercise).to_contain_text("Quarter 1 of 2: Winter")
    assert value(notebook, "one.value['path']") == []
    assert value(notebook, "[(end['path'], end['order']) for end in one.ends()][3]") == ("go, mend", 60)


def test_a_case_is_played_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    for keys, words in [([], "Keep the plan: done."), (["ArrowDown"], "Push on: done.")]:
        first = page.locator(".lm-exercise input[type=radio]").first
        tab_to(page, first)
        page.keyboard.press("Space")
        for key in keys:
            page.keyboard.press(key)
        tab_to(page, page.get_by_role("button", name="Decide"))
        assert hands.has_visible_focus(page.get_by_role("button", name="Decide"))
        page.keyboard.press("Enter")
        expect(status(page)).to_contain_text(words)
        page.keyboard.press("Enter")
    expect(page.locator(".lm-exercise")).to_contain_text("Not both")
    tab_to(page, page.get_by_role("button", name="Play it once more"))
    page.keyboard.press("Enter")
    expect(page.locator(".lm-exercise")).to_contain_text("Quarter 1 of 2")


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    choose(page, "Keep the plan")
    notebook.restart_kernel()
    go_on(page)
    choose(page, "Rest")
    go_on(page)
    expect(page.locator(".lm-exercise")).to_contain_text("Once more.")
    notebook.run_all()
    expect(page.locator(".lm-exercise")).to_contain_text("Once more.")
    assert value(notebook) == {"path": ["keep", "rest"], "plays": [["keep", "rest"]]}
    page.get_by_role("button", name="Forget all plays").click()
    expect(page.locator(".lm-exercise")).to_contain_text("Quarter 1 of 2")
    assert value(notebook) == {}


def test_a_path_that_a_newer_edition_no_longer_has_is_dropped(notebook):
    page = notebook.page
    choose(page, "Keep the plan")
    file = notebook.lab.folder / "exercises" / "two-quarters.toml"
    file.write_text(CASE.replace('id = "keep"', 'id = "hold"'))
    notebook.run_all()
    expect(page.locator(".lm-exercise")).to_contain_text("Quarter 1 of 2: Winter")
    assert value(notebook, "one.value['path']") == []


@pytest.mark.thorough("test_lessons.py looks at the case of lesson 05, before and after")
def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page

    def end():
        go_on(page)
        page.locator("summary").click()

    def debrief():
        choose(page, "Push on")
        go_on(page)

    def second():
        page.get_by_role("button", name="Go back to quarter 2 and choose otherwise").click()
        choose(page, "Rest")
        go_on(page)

    for step in [lambda: choose(page, "Give them a free hand"), end, debrief, second]:
        step()
        notebook.resize(1200, "14px")
        hands.assert_open_to_all(notebook)
