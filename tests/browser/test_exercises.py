"""The hand: every exercise done by mouse and by keyboard alone, in a real notebook."""

import tomllib
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from leadermanager.widgets.kinds import KINDS

from . import hands
from .hands import EXERCISES

SORT = """
kind = "card-sort"
title = "Four acts"
instructions = "Put each act where it belongs."
section = "Two systems of action"
[[places]]
id = "leading"
name = "Leading"
colour = "leading"
[[places]]
id = "managing"
name = "Managing"
colour = "managing"
[[places]]
id = "both"
name = "Both"
colour = "both"
[[cards]]
id = "aim"
text = "Says where the plant should be in five years."
right = ["leading"]
why = "An aim and no steps."
wrong = { managing = "An aim is not a long plan.", both = "There are no steps in it yet." }
[[cards]]
id = "budget"
text = "Breaks the target into monthly budgets."
right = ["managing"]
why = "The target was given."
wrong = { leading = "Looking ahead is not yet an aim.", both = "Only the way is worked out." }
[[cards]]
id = "network"
text = "Finds the people who can do it."
right = ["both"]
why = "Both roles do this."
wrong = { leading = "Managers do it too.", managing = "Leaders do it too." }
[[cards]]
id = "listen"
text = "Puts the aim in the words of the listeners."
right = ["leading"]
why = "It reaches what they care for."
wrong = { managing = "No routine gets easier by it.", both = "Nothing is kept in order here." }
"""

MARKED = """
kind = "quiz"
mode = "marked"
title = "From memory"
instructions = "Answer, then check."
section = "Two systems of action"
[[questions]]
id = "better"
ask = "Which is the better one?"
options = [
  { id = "leading", text = "Leading", say = "More leading is not always better." },
  { id = "neither", text = "Neither", right = true, say = "They complete each other." },
]
[[questions]]
id = "calm"
ask = "A calm market and many parts: what does it need first?"
options = [
  { id = "order", text = "Order", right = true, say = "Complexity asks for it." },
  { id = "vision", text = "A vision", say = "Nothing here is about to change." },
]
"""

KEPT = """
kind = "quiz"
mode = "kept"
title = "Before you look"
instructions = "Decide now."
[[questions]]
id = "promote"
ask = "Whom would you promote?"
kept = "You chose {answer}. Wait and see."
options = [{ id = "ada", text = "Ada" }, { id = "ben", text = "Ben" }]
[[questions]]
id = "later"
ask = "Where will the unit stand in two years?"
slider = { min = 50, max = 150, unit = "per cent of plan" }
"""

SHOWS = """import ipywidgets
import leadermanager as lm
sort = lm.exercise("four-acts")
sort"""


@pytest.fixture
def notebook(lab: Any, open_notebook: Callable[..., Any]) -> Any:
    """A notebook with a card sort, both quizzes and a plain button of ipywidgets, all run."""
    for name, text in {"four-acts": SORT, "from-memory": MARKED, "before": KEPT}.items():
        (lab.folder / "exercises" / f"{name}.toml").write_text(text)
    lines = [f"# Line {number}" for number in range(12)]
    path = lab.write(
        "exercises-tried",
        "# Two systems of action",
        *lines,
        SHOWS,
        'marked = lm.exercise("from-memory")\nmarked',
        'kept = lm.exercise("before")\nkept',
        'ipywidgets.Button(description="A plain one")',
    )
    opened = open_notebook(path)
    opened.run_all()
    expect(opened.page.locator(".lm-exercise")).to_have_count(3)
    return opened


def card(page: Page, name: str) -> Locator:
    return page.locator(f".lm-card[data-card={name}]")


def place(page: Page, name: str) -> Locator:
    return page.locator(f".lm-bin[data-place={name}]")


def status(page: Page, kind: str = "card-sort") -> Locator:
    return page.locator(f".lm-exercise.lm-{kind} [role=status]").first


def drag(page: Page, card_name: str, place_name: str) -> None:
    start, end = card(page, card_name), place(page, place_name)
    start.scroll_into_view_if_needed()
    end.scroll_into_view_if_needed()
    from_, to = start.bounding_box(), end.bounding_box()
    assert from_
    assert to
    page.mouse.move(from_["x"] + 30, from_["y"] + 15)
    page.mouse.down()
    page.mouse.move(to["x"] + 20, to["y"] + 60, steps=6)
    page.mouse.up()


def test_cards_are_sorted_by_mouse_wrong_and_right(notebook):
    page = notebook.page
    expect(status(page)).to_have_text("4 cards to sort.")
    drag(page, "aim", "managing")
    expect(status(page)).to_contain_text("Managing: look again. An aim is not a long plan.")
    expect(place(page, "managing")).to_contain_text("↺ Look again")
    drag(page, "aim", "leading")
    expect(status(page)).to_contain_text("Leading is right. An aim and no steps.")
    drag(page, "budget", "managing")
    # Picking a card and then a place does the same as dragging.
    card(page, "network").click()
    expect(status(page)).to_contain_text("Picked: Finds the people who can do it.")
    place(page, "both").click(position={"x": 20, "y": 80})
    card(page, "listen").click()
    page.get_by_role("button", name="Put the picked card into Leading").click()
    expect(status(page)).to_contain_text("All 4 cards are right, 3 of them at the first try.")
    assert hands.value(notebook, "sort.value") == {
        "aim": "leading",
        "budget": "managing",
        "network": "both",
        "listen": "leading",
    }


def test_a_card_goes_back_and_a_drop_beside_the_places_changes_nothing(notebook):
    page = notebook.page
    drag(page, "aim", "both")
    start = hands.box_of(card(page, "budget"))
    page.mouse.move(start["x"] + 30, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(5, 300, steps=4)
    page.mouse.up()
    assert hands.value(notebook, "sort.value") == {"aim": "both"}
    card(page, "aim").focus()
    page.keyboard.press("0")
    expect(page.locator(".lm-tray .lm-card[data-card=aim]")).to_be_focused()
    assert hands.value(notebook, "sort.value") == {}


def test_cards_are_sorted_by_keyboard_alone_wrong_and_right(notebook):
    page = notebook.page
    before = notebook.sources()
    notebook.focus_cell(13)
    hands.tab_to(page, card(page, "aim"))
    page.keyboard.press("3")
    expect(status(page)).to_contain_text("Both: look again. There are no steps in it yet.")
    expect(card(page, "aim")).to_be_focused()
    page.keyboard.press("1")
    expect(status(page)).to_contain_text("Leading is right.")
    expect(card(page, "budget")).to_be_focused()
    page.keyboard.press("2")
    expect(card(page, "network")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(card(page, "listen")).to_be_focused()
    page.keyboard.press("Enter")
    hands.tab_to(page, page.get_by_role("button", name="Put the picked card into Leading"))
    page.keyboard.press("Enter")
    hands.tab_to(page, card(page, "network"), key="Shift+Tab")
    page.keyboard.press("3")
    expect(status(page)).to_contain_text("All 4 cards are right, 3 of them at the first try.")
    assert notebook.sources() == before


def test_a_marked_quiz_answers_each_option_in_its_own_words(notebook):
    page = notebook.page
    better = page.locator("[data-question=better]")
    calm = page.locator("[data-question=calm]")
    better.get_by_role("button", name="Check").click()
    expect(status(page, "quiz")).to_have_text("Choose an answer first.")
    calm.get_by_label("A vision").check()
    # By keyboard: moving about among the options answers nothing; the button does.
    notebook.focus_cell(14)
    hands.tab_to(page, better.get_by_label("Leading"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert hands.value(notebook, "marked.value") == {}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(better).to_contain_text("Not quite. More leading is not always better.")
    expect(calm.get_by_label("A vision")).to_be_checked()
    better.get_by_label("Neither").check()
    better.get_by_role("button", name="Check").click()
    expect(better).to_contain_text("Right. They complete each other.")
    calm.get_by_label("Order").check()
    calm.get_by_role("button", name="Check").click()
    expect(status(page, "quiz")).to_have_text("All 2 right, 1 of them at the first try.")
    assert hands.value(notebook, "marked.value") == {"better": "neither", "calm": "order"}


def test_a_decision_and_a_number_are_kept_for_python(notebook):
    page = notebook.page
    promote, later = page.locator("[data-question=promote]"), page.locator("[data-question=later]")
    promote.get_by_label("Ben").check()
    promote.get_by_role("button", name="Keep my answer").click()
    expect(promote).to_contain_text("You chose Ben. Wait and see.")
    expect(promote.get_by_label("Ada")).to_be_disabled()
    hands.tab_to(page, later.get_by_role("slider"))
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    expect(later).to_contain_text("95 per cent of plan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(later).to_contain_text("You said: 95 per cent of plan.")
    assert hands.value(notebook, "kept.value") == {"promote": "ben", "later": 95}


@pytest.mark.thorough("forty seconds; test_lessons.py does each exercise by keyboard and looks at the cells")
def test_keys_pressed_in_an_exercise_of_any_kind_leave_the_cells_alone(lab, open_notebook):
    contents = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in EXERCISES.glob("*.toml")}
    one_of_each = {content["kind"]: name for name, content in contents.items()}
    assert set(one_of_each) == set(KINDS)
    (lab.folder / "exercises" / "four-acts.toml").write_text(SORT)
    one_of_each["card-sort"] = "four-acts"
    given = {"drawing": ".over({week: 100 for week in range(110)})"}  # what else its lesson does
    code = [
        f'import leadermanager as lm\nlm.exercise("{name}"){given.get(kind, "")}'
        for kind, name in one_of_each.items()
    ]
    plain = 'import ipywidgets\nipywidgets.Button(description="A plain one")'
    notebook = open_notebook(lab.write("keys-tried", "# The keys", *code, plain), height=6000)
    notebook.run_all()
    before = notebook.sources()
    page = notebook.page
    expect(page.locator(".lm-exercise")).to_have_count(len(KINDS))
    page.get_by_label("Yes, if…").check()
    pressed = set()
    for kind in KINDS:
        box = page.locator(f".lm-exercise.lm-{kind}")
        pressed |= {name.partition(" ")[0] for name in hands.press_commands(page, box)}
        assert notebook.sources() == before, kind
    assert pressed == {"button", "div", "input", "select", "summary"}
    # The last is not ours: the settings protect it.
    assert hands.press_commands(page, page.locator(".jp-OutputArea-output:has(.jupyter-button)"))
    assert notebook.sources() == before


def test_ours_keeps_keys_even_where_the_settings_are_missing(notebook):
    page = notebook.page
    before = notebook.cell_count()
    page.evaluate("""() => window.extra = window.jupyterapp.commands.addKeyBinding(
        { command: "notebook:insert-cell-below", keys: ["B"], selector: ":focus" })""")
    try:
        card(page, "aim").focus()
        page.keyboard.press("b")
        assert notebook.cell_count() == before
        page.locator(".jupyter-button").focus()
        page.keyboard.press("b")
        assert notebook.cell_count() == before + 1
    finally:
        page.evaluate("window.extra.dispose()")


def test_shift_enter_and_ctrl_s_still_belong_to_the_notebook(notebook):
    page = notebook.page
    saved = "window.jupyterapp.shell.currentWidget.context.model.dirty === false"
    assert not page.evaluate(saved)
    card(page, "aim").focus()
    page.keyboard.press("Control+s")
    page.wait_for_function(saved)


def test_what_was_done_survives_a_kernel_that_is_lost(notebook):
    page = notebook.page
    card(page, "aim").focus()
    page.keyboard.press("1")
    notebook.restart_kernel()
    expect(place(page, "leading").locator(".lm-card")).to_have_count(1)
    # With a kernel that knows nothing of the exercise the front end goes on by itself,
    card(page, "budget").focus()
    page.keyboard.press("2")
    expect(status(page)).to_contain_text("Managing is right.")
    # and Python has it all once the cells have run again.
    notebook.run_all()
    expect(place(page, "managing").locator(".lm-card")).to_have_count(1)
    assert hands.value(notebook, "sort.value") == {"aim": "leading", "budget": "managing"}


@pytest.mark.thorough("twelve seconds; a kernel that is lost is tried in every run")
def test_what_was_done_survives_a_reload_and_a_kernel_that_is_gone(notebook):
    page = notebook.page
    card(page, "aim").focus()
    page.keyboard.press("1")
    better, promote = page.locator("[data-question=better]"), page.locator("[data-question=promote]")
    better.get_by_label("Neither").check()
    better.get_by_role("button", name="Check").click()
    promote.get_by_label("Ben").check()
    promote.get_by_role("button", name="Keep my answer").click()
    expect(promote).to_contain_text("You chose Ben.")
    notebook.save()
    notebook.reload()
    expect(place(page, "leading").locator(".lm-card")).to_have_count(1)
    assert hands.value(notebook, "sort.value") == {"aim": "leading"}

    notebook.lab.stop_kernels()
    notebook.reload()
    saved = nbformat.read(notebook.lab.folder / notebook.path, as_version=4)
    left = [output["data"]["text/plain"] for cell in saved.cells for output in cell.get("outputs", [])]
    assert left[:3] == [
        f"Exercise “{title}”: run this cell to see it."
        for title in ("Four acts", "From memory", "Before you look")
    ]
    # They name widgets of a kernel that is gone, and JupyterLab says so in the console, once for each.
    hands.wait_until(page, lambda: len(notebook.errors) == len(left))
    assert all("widget model not found" in error for error in notebook.errors)
    notebook.errors.clear()
    notebook.run_all()
    expect(place(page, "leading").locator(".lm-card")).to_have_count(1)
    expect(better).to_contain_text("Right. They complete each other.")
    expect(promote).to_contain_text("You chose Ben. Wait and see.")
    assert hands.value(notebook, "sort.value") == {"aim": "leading"}
    assert hands.value(notebook, "marked.value") == {"better": "neither"}
    assert hands.value(notebook, "kept.value") == {"promote": "ben"}


def test_starting_again_forgets_what_was_done_everywhere(notebook):
    page = notebook.page
    card(page, "aim").focus()
    page.keyboard.press("1")
    assert hands.value(notebook, "sort.value") == {"aim": "leading"}
    page.locator(".lm-exercise.lm-card-sort .lm-reset").click()
    expect(status(page)).to_contain_text("Cleared.")
    expect(page.locator(".lm-tray .lm-card")).to_have_count(3)
    assert hands.value(notebook, "sort.value") == {}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('leadermanager:'))") == []
    notebook.run_all()
    expect(page.locator(".lm-tray .lm-card")).to_have_count(3)
    assert hands.value(notebook, "sort.value") == {}


def test_feedback_leads_back_to_its_section(notebook):
    page = notebook.page
    heading = page.get_by_role("heading", name="Two systems of action")
    card(page, "aim").focus()
    page.keyboard.press("2")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("button", name="Go back to “Two systems of action”").first.click()
    expect(heading).to_be_in_viewport()


def test_nobody_is_shut_out(notebook):
    page = notebook.page
    assert notebook.axe_in_both_themes(page.locator(".lm-exercise")) == {}
    for key in "13":
        card(page, "aim").focus()
        page.keyboard.press(key)
    card(page, "budget").click()
    page.locator("[data-question=better]").get_by_label("Leading").check()
    page.locator("[data-question=better]").get_by_role("button").click()
    page.locator("[data-question=promote]").get_by_label("Ada").check()
    page.locator("[data-question=promote]").get_by_role("button").click()
    assert notebook.axe_in_both_themes(page.locator(".lm-exercise")) == {}
    for theme in ["Dark", "Light"]:
        notebook.theme(theme)
        for colour in ["leading", "managing", "both"]:
            mark = page.locator(f".lm-place .lm-mark.lm-{colour}")
            assert notebook.contrast(mark) >= 3, f"the mark of {colour} is hard to see in the {theme} theme"


def test_nothing_is_cut_off(notebook):
    page = notebook.page
    for key in "123":
        page.locator(".lm-tray .lm-card").first.focus()
        page.keyboard.press(key)
    for width, text in hands.SIZES:
        notebook.resize(width, text)
        for exercise in page.locator(".lm-exercise").all():
            exercise.scroll_into_view_if_needed()
            assert exercise.evaluate("(root) => root.checkVisibility() && root.clientWidth > 100")
            assert exercise.evaluate(hands.CUT_OFF) == [], f"at {width} px, text of {text}"
            assert notebook.broken_words(exercise) == [], f"at {width} px, text of {text}"
