"""Sliders on a live chart, moved by keyboard in a real notebook with no network."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import hands

EXPLORER = """
kind = "explorer"
title = "Two years of Sensors"
instructions = "Move the sliders with the mouse or the arrow keys."
section = "Try it"
model = "fit"
line = "Sensors"
numbers = ["lowest", "effort", "more_leading"]
[chart]
title = "Does Sensors stay on plan?"
low = 70
high = 112
reference = 100
reference_name = "plan"
[fixed]
change = 8
complexity = 5
[[sliders]]
id = "leading"
step = 1
value = 3
colour = "leading"
[[sliders]]
id = "managing"
step = 1
value = 7
colour = "managing"
[[lines]]
id = "before"
name = "As it was"
set = { leading = 3, managing = 7 }
[[challenges]]
id = "effort"
text = "Keep Sensors on plan with an effort of 9 or less."
conditions = ["lowest >= 100", "effort <= 9"]
solution = { leading = 5, managing = 4 }
done = "Each meets most of what it faces."
hints = [
  { id = "late", when = ["lowest < 100"], say = "Look at the end of the line." },
  { id = "dear", say = "It costs more effort than it needs." },
]
[[challenges]]
id = "more"
text = "Lead so much that it costs an effort of 12."
slider = "leading"
start = { managing = 4 }
conditions = ["effort >= 12"]
solution = { leading = 8 }
done = "That is more than it needs."
hints = [{ id = "more", say = "Lead more." }]
"""


@pytest.fixture
def explorer(lab: Any, open_notebook: Callable[..., Any]) -> Any:
    """A notebook with two explorers, run, with both pictures drawn."""
    folder = lab.folder / "exercises"
    folder.mkdir(exist_ok=True)
    for name in ("sensors", "sensors-again"):
        (folder / f"{name}.toml").write_text(EXPLORER, "utf-8")
    count = "\n".join(
        [
            "import leadermanager as lm",
            "sent, send = [], lm.Explorer.send",
            "def counted(self, what, *rest, **more):",
            "    sent.append(what)",
            "    send(self, what, *rest, **more)",
            "lm.Explorer.send = counted",
            "one = lm.exercise('sensors')",
            "one",
        ]
    )
    path = lab.write("explorer", "## Try it", count, "lm.exercise('sensors-again')")
    notebook = open_notebook(path)
    # An earlier test in this window may have brought the code already.
    notebook.page.evaluate("delete globalThis[Symbol.for('leadermanager.vega')]")
    notebook.run_all()
    expect(notebook.page.locator(".lm-canvas svg")).to_have_count(2, timeout=60_000)
    return notebook


def picture(page: Page) -> str:
    """Return the shapes of all lines of the first picture."""
    shapes = (
        page.locator(".lm-canvas")
        .first.locator(".mark-line path")
        .evaluate_all("(paths) => paths.map((path) => path.getAttribute('d')).join(' ')")
    )
    assert shapes
    return shapes


def press_until_drawn(page: Page, *keys: str) -> None:
    """Press keys and wait until the picture is another one."""
    before = picture(page)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function(
        """(before) => {
            const lines = document.querySelector('.lm-canvas').querySelectorAll('.mark-line path');
            return before !== [...lines].map((path) => path.getAttribute('d')).join(' ');
        }""",
        arg=before,
    )


def test_arrow_keys_move_the_sliders_the_picture_and_the_words(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    leading, managing = (
        first.get_by_role("slider", name="Leading", exact=True),
        first.get_by_role("slider", name="Managing", exact=True),
    )
    leading.focus()
    press_until_drawn(page, "ArrowRight")
    expect(first.get_by_role("img")).to_have_attribute("aria-label", re.compile("Sensors: from 103.2 to"))
    press_until_drawn(page, "ArrowRight")
    managing.focus()
    press_until_drawn(page, "ArrowLeft", "ArrowLeft", "ArrowLeft")

    expect(first.get_by_role("status")).to_have_text("Found. 1 of 2 challenges found.")
    expect(first.locator(".lm-challenge")).to_contain_text("✓ Found:")
    expect(first.locator(".lm-says")).to_have_text("Each meets most of what it faces.")
    expect(first.locator(".lm-results")).to_contain_text("100")
    value = {"sliders": {"leading": 5, "managing": 4}, "met": ["effort"], "at": "effort"}
    assert hands.value(explorer) == value
    # However many explorers a page shows, the code that draws them is sent to it once.
    assert explorer.python("print(sent)") == "['vega']"


def test_a_challenge_brings_its_own_slider_and_the_others_stay(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    first.get_by_role("button", name="Challenge 2").click()
    leading = first.get_by_role("slider", name="Leading", exact=True)
    expect(leading).to_be_focused()
    expect(first.get_by_role("slider", name="Managing", exact=True)).to_be_hidden()
    expect(first.locator(".lm-task")).to_contain_text("Stays as it is: Managing 4 of 10")
    press_until_drawn(page, *["ArrowRight"] * 5)
    expect(first.locator(".lm-says")).to_have_text("That is more than it needs.")
    expect(first.get_by_role("button", name="✓ Challenge 2")).to_have_attribute("aria-pressed", "true")

    following = first.get_by_role("button", name="Next challenge")
    following.press("Enter")
    expect(first.get_by_role("button", name="○ Challenge 1")).to_have_attribute("aria-pressed", "true")
    expect(leading).to_have_value("3")
    first.get_by_role("button", name="All sliders").click()
    expect(first.get_by_role("slider")).to_have_count(2)
    expect(first.get_by_role("button", name="Hint")).to_be_hidden()
    value = {"sliders": {"leading": 3, "managing": 7}, "met": ["more"], "at": ""}
    assert hands.value(explorer) == value


def test_a_hint_comes_when_asked_for_and_for_the_challenge_at_hand_alone(explorer):
    first = explorer.page.locator(".lm-exercise").first
    says = first.locator(".lm-says")
    expect(says).to_be_empty()
    first.get_by_role("button", name="Hint").press("Enter")
    expect(says).to_have_text("Look at the end of the line.")
    expect(first.get_by_role("button", name="Hint")).to_be_hidden()
    first.get_by_role("button", name="Challenge 2").click()
    expect(says).to_be_empty()
    expect(first.get_by_role("button", name="Hint")).to_be_visible()

    explorer.run_all()
    again = explorer.page.locator(".lm-exercise").first
    expect(again.get_by_role("button", name="Challenge 2")).to_have_attribute("aria-pressed", "true")
    again.get_by_role("button", name="Challenge 1").click()
    expect(again.locator(".lm-says")).to_have_text("Look at the end of the line.")
    again.get_by_role("button", name="Start again").click()
    expect(again.locator(".lm-says")).to_be_empty()


def test_after_three_tries_the_hint_comes_by_itself(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    says, status = first.locator(".lm-says"), first.get_by_role("status")
    first.get_by_role("slider", name="Leading", exact=True).focus()
    for _ in range(2):
        press_until_drawn(page, "ArrowRight")
        lowest = first.locator(".lm-results dd").first.text_content()
        expect(status).to_have_text(re.compile(f"^lowest: {lowest}\\. .* 0 of 2 challenges found"))
        expect(says).to_be_empty()
    press_until_drawn(page, "ArrowRight")
    expect(says).to_have_text("It costs more effort than it needs.")


def test_a_number_can_be_typed_and_the_picture_read_as_a_table(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    typed = first.get_by_label("Leading, as a number")
    typed.fill("99")
    press_until_drawn(page, "Tab")
    expect(typed).to_have_value("10")
    first.get_by_text("The picture as a table").click()
    expect(first.locator("tbody tr").last).to_contain_text("8")
    expect(first.locator("thead")).to_contain_text("Sensors: Performance (100 = plan)")


def test_what_is_being_typed_is_not_overwritten_by_a_late_answer(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    typed, other = first.get_by_label("Leading, as a number"), first.get_by_label("Managing, as a number")
    typed.fill("9")
    explorer.python("one.state = {'value': {'sliders': {'leading': 3, 'managing': 4}, 'met': [], 'at': ''}}")
    expect(other).to_have_value("4")
    expect(typed).to_have_value("9")
    press_until_drawn(page, "Tab")
    assert hands.value(explorer)["sliders"] == {"leading": 9, "managing": 4}


def test_without_a_kernel_the_last_picture_stays_and_a_sentence_says_so(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    first.get_by_role("slider", name="Leading", exact=True).focus()
    press_until_drawn(page, "ArrowRight")
    last = picture(page)
    explorer.restart_kernel()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_text("The kernel is busy or away")).to_be_visible()
    assert picture(page) == last

    explorer.run_all()
    again = explorer.page.locator(".lm-exercise").first
    expect(again.get_by_role("slider", name="Leading", exact=True)).to_have_value("5")
    expect(again.get_by_role("img")).to_have_attribute("aria-label", re.compile("Sensors: from 102.8 to"))
    expect(again.get_by_text("The kernel is busy or away")).to_be_hidden()


def test_axe_finds_nothing_and_nothing_is_cut_off(explorer):
    page, first = explorer.page, explorer.page.locator(".lm-exercise").first
    first.get_by_role("slider", name="Leading", exact=True).focus()
    press_until_drawn(page, "ArrowRight")
    first.get_by_text("The picture as a table").click()
    assert explorer.axe_in_both_themes(explorer.outputs()) == {}
    explorer.resize(400)
    wide = page.locator(".lm-exercise").evaluate_all(
        "(all) => all.map((one) => one.scrollWidth - one.clientWidth)"
    )
    assert wide == [0, 0]
    assert explorer.axe(explorer.outputs()) == []
    for width, text in [(400, "14px"), (320, "14px"), (1200, "28px")]:
        explorer.resize(width, text)
        expect(first.locator(".lm-canvas svg")).to_be_visible()
        assert explorer.broken_words(first) == [], f"{width} px wide, text of {text}"
