"""What browser tests share: show an exercise or a lesson, reach it by keyboard, look whether it holds."""

import ast
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from ..course.executed import Executed

# What sticks out of the exercise, or has more inside than it shows; or an output that has to be scrolled.
CUT_OFF = """(root) => {
    const edge = root.getBoundingClientRect();
    const output = root.closest(".jp-OutputArea-output");
    const all = [...root.querySelectorAll("*:not(.lm-heard, svg *)")];
    const cut = all.filter((element) => element.checkVisibility()).filter((element) => {
        const box = element.getBoundingClientRect();
        const inline = getComputedStyle(element).display === "inline";
        return box.left < edge.left - 1 || box.right > edge.right + 1
            || (!inline && element.scrollWidth > element.clientWidth + 2);
    });
    if (output.scrollWidth > output.clientWidth + 1) cut.push(output);
    return cut.map((element) => element.outerHTML.slice(0, 90));
}"""

KEPT = """() => Object.fromEntries(
    Object.entries(localStorage).filter(([key]) => key.startsWith("leadermanager:"))
        .map(([key, state]) => [key.split(":")[1], JSON.parse(state)])
)"""

EXERCISES = Path(__file__).parents[2] / "course" / "exercises"

# What JupyterLab takes for commands: cells come, go, change their kind, or lose the focus.
COMMANDS = ["b", "x", "d", "d", "a", "m", "z", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter"]

# What takes the focus in an element, each kind once: its tag, its type and its classes.
KINDS = """
    const all = "button, input, select, textarea, summary, [tabindex]";
    const takeFocus = (box) => [...box.querySelectorAll(all)]
        .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
    const kindOf = (element) => [element.localName, element.type, element.getAttribute("class")].join(" ");
"""
TAKE_FOCUS = f"(box) => {{ {KINDS} return takeFocus(box).map(kindOf); }}"
FOCUS = f"""(box, kind) => {{
    {KINDS}
    const found = takeFocus(box).find((element) => kindOf(element) === kind);
    found?.focus();
    return found !== undefined && document.activeElement === found;
}}"""

# How many marks of a moving picture are on their way.
GLIDING = "document.getAnimations().filter(({ effect }) => effect.target.closest('.lm-stage')).length"

# What can be clicked but is smaller than 24 by 24 pixels.
SMALL_TARGETS = """(root) =>
    [...root.querySelectorAll("button, select, textarea, input, summary")].map((element) => {
        const whole = element.type === "radio" || element.type === "checkbox";
        return [element, (whole && element.closest("label") || element).getBoundingClientRect()];
    }).filter(([_, box]) => box.width && (box.width < 24 || box.height < 24))
        .map(([element]) => element.outerHTML.slice(0, 90))"""

# Windows, in pixels, and how large their text is.
SIZES = [(320, "14px"), (400, "14px"), (1000, "28px")]


def show(lab: Any, open_notebook: Callable[..., Any], name: str, toml: str, *code: str) -> Any:
    """Open a notebook that shows one exercise, called `one` in Python."""
    (lab.folder / "exercises" / f"{name}.toml").write_text(toml)
    source = "\n".join(["import leadermanager as lm", *(code or [f'one = lm.exercise("{name}")']), "one"])
    lines = [f"# Line {number}" for number in range(8)]
    opened = open_notebook(lab.write(f"{name}-tried", "# The section", *lines, source, "1 + 1"))
    opened.run_all()
    expect(opened.page.locator(".lm-exercise")).to_have_count(1)
    return opened


def assert_open_to_all(notebook: Any, part: str = ".lm-exercise") -> None:
    """See that axe finds nothing in light and dark, targets are large enough, and nothing is cut off."""
    page = notebook.page
    assert notebook.axe_in_both_themes(page.locator(part)) == {}
    assert small_targets(page) == []
    for width, text in SIZES:
        notebook.resize(width, text)
        assert cut_off(page) == [], f"at {width} px, text of {text}"


def button(page: Page, name: str) -> Locator:
    return page.locator(".lm-exercise").get_by_role("button", name=name, exact=True)


def status(page: Page) -> Locator:
    return page.locator(".lm-exercise [role=status]")


def value(notebook: Any, what: str = "one.value") -> Any:
    """Return what Python has, once it has heard what the browser keeps of every exercise it shows.

    JupyterLab sends what widgets say beside what cells run, so that the one may overtake the other.
    """

    def heard() -> bool:
        kept = notebook.page.evaluate(KEPT)
        states = notebook.python(
            "import json; from leadermanager.widgets import exercise; "
            "print(json.dumps({name: one.state for name, one in exercise.LAST.items()}))"
        )
        return {name: state for name, state in json.loads(states).items() if state} == kept

    wait_until(notebook.page, heard)
    return ast.literal_eval(notebook.python(f"print({what})"))


def wait_until(page: Page, holds: Callable[[], bool], seconds: int = 20) -> None:
    """Wait until something holds in Python while the browser goes on."""
    for _ in range(10 * seconds):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail(f"this did not happen within {seconds} seconds")


def wait_until_still(page: Page, places: str, pictures: int) -> None:
    """Wait until a JavaScript function has returned the same, and not null, for so many pictures in a row."""
    page.wait_for_function(f"""() => new Promise((done) => {{
        const places = {places};
        let before = "", still = 0;
        const look = () => {{
            const now = JSON.stringify(places());
            still = now !== "null" && now === before ? still + 1 : 0;
            before = now;
            if (still >= {pictures}) done(true);
            else requestAnimationFrame(look);
        }};
        look();
    }})""")


def box_of(target: Locator) -> FloatRect:
    """Return where an element is on the page; it has to be there."""
    box = target.bounding_box()
    assert box is not None, f"{target} is not on the page"
    return box


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"{key} never reaches {target}")


def has_visible_focus(target: Locator) -> bool:
    """Return whether the focused element is outlined."""
    return target.evaluate(
        "(e) => e === document.activeElement && e.matches(':focus-visible')"
        " && parseFloat(getComputedStyle(e).outlineWidth) >= 2"
    )


def press_commands(page: Page, box: Locator) -> set[str]:
    """Press the notebook's own keys in each kind of thing that takes the focus, and return the kinds."""
    pressed: set[str] = set()
    while new := set(box.evaluate(TAKE_FOCUS)) - pressed:  # a key may bring up others, or take some away
        kind = max(new)  # buttons come last, since they lead on
        for key in COMMANDS:
            if box.evaluate(FOCUS, kind):
                page.keyboard.press(key)
        pressed.add(kind)
    return pressed


def small_targets(page: Page) -> list[str]:
    """Return what can be clicked but is smaller than 24 by 24 pixels."""
    return page.locator(".lm-exercise").evaluate(SMALL_TARGETS)


def cut_off(page: Page) -> list[str]:
    return page.locator(".lm-exercise").evaluate(CUT_OFF)


class Lesson:
    """The opened lesson, whose cells are shown when they are asked for, and what it makes by itself."""

    def __init__(self, notebook: Any, made: Executed) -> None:
        self.notebook = notebook
        self.page = notebook.page
        self.made = made

    def cell(self, name: str) -> Locator:
        """Scroll to the cell with this id and return it."""
        index = self.page.evaluate(
            """async (name) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const index = notebook.widgets.findIndex((cell) => cell.model.id === name);
                await notebook.scrollToItem(index, "start");
                notebook.widgets[index].node.dataset.name = name;
                return index;
            }""",
            name,
        )
        assert index >= 0, f"the lesson has no cell {name}"
        return self.page.locator(f"[data-name='{name}']")

    def exercise(self, name: str) -> Locator:
        """Return the exercise that a cell shows."""
        found = self.cell(name).locator(".lm-exercise")
        expect(found).to_be_visible()
        return found


def cards_of(name: str) -> tuple[list[str], list[dict[str, Any]]]:
    content = tomllib.loads((EXERCISES / f"{name}.toml").read_text("utf-8"))
    return [place["id"] for place in content["places"]], content["cards"]
