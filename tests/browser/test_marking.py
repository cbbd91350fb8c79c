"""The page for marking, in a browser: by keys alone, by two at once, by whoever needs it another way."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from grader.tests.conftest import needs_sandbox  # noqa: F401  (a fixture)
from grader.tests.marking.conftest import _graded, to_mark  # noqa: F401  (fixtures)
from grader.tests.marking.test_server import points_in, running
from playwright.sync_api import expect

from nbseal.marking.remarks import read_remarks

from .conftest import EYES, WCAG


@pytest.fixture
def served(to_mark):  # noqa: F811
    with running(to_mark) as (address, token):
        yield to_mark, f"{address}?token={token}"


@pytest.fixture
def marker(chromium, served):
    """Return a function that opens the page in a browser of its own; nothing may go wrong in any."""
    wrong: list[str] = []
    contexts = []

    def come(**options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(served[1])
        expect(status(page)).to_contain_text("no points yet")
        return page

    yield come
    for context in contexts:
        context.close()
    assert [text for text in wrong if "409" not in text] == []


def status(page):
    return page.locator("#status")


def test_all_is_marked_by_keys_alone_and_a_comment_is_used_again(marker, served):
    course, _ = served
    page = marker()
    page.keyboard.press("c")
    page.keyboard.type("Which number says so?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Kept, to be used again.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#count")).to_contain_text("1 of 3 in all")
    page.keyboard.press("2")
    expect(page.locator("#count")).to_contain_text("2 of 3 in all")
    page.keyboard.press("u")
    expect(status(page)).to_contain_text("Undone.")
    expect(page.locator("#count")).to_contain_text("1 of 3 in all")
    again = page.get_by_role("button", name="Which number says so?")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#comment")).to_have_value("Which number says so?")
    page.keyboard.press("0")
    expect(page.locator("#count")).to_contain_text("2 of 3 in all")
    page.keyboard.press("2")
    expect(status(page)).to_contain_text("All answers have points.")
    assert points_in(course) == [0, 1, 2]
    assert read_remarks(course, "num") == {"num/reason": ["Which number says so?"]}


@pytest.mark.thorough("the other tests here press the same keys")
def test_keys_do_nothing_once_they_are_switched_off_and_none_in_the_comment(marker, served):
    page = marker()
    page.locator("#comment").fill("")
    page.keyboard.type("1 or 2? nuw")
    expect(page.locator("#comment")).to_have_value("1 or 2? nuw")
    page.locator("#keys").uncheck()
    page.keyboard.press("1")
    expect(page.locator("#count")).to_contain_text("0 of 3 in all")
    page.get_by_role("button", name=re.compile("reasoned: 2 points")).click()
    expect(page.locator("#count")).to_contain_text("1 of 3 in all")
    assert points_in(served[0]) == [2]


def test_two_at_once_lose_nothing(marker, served):
    course, _ = served
    one, other = marker(), marker()
    for page in (one, other):  # both go to the same answer
        while not page.locator("#which").inner_text().endswith("answer 1"):
            page.keyboard.press("n")
            page.wait_for_timeout(100)
    one.keyboard.press("2")
    expect(one.locator("#count")).to_contain_text("1 of 3 in all")
    other.locator("#comment").fill("Not bad.")
    other.locator("#which").focus()
    other.keyboard.press("0")
    expect(status(other)).to_contain_text("Yours was not saved")
    expect(other.locator("#comment")).to_have_value("Not bad.")
    assert points_in(course) == [2]
    other.keyboard.press("w")
    expect(other.locator("#which")).to_contain_text(re.compile("answer [23]"))
    expect(other.locator("#count")).to_contain_text("1 of 3 in all")
    other.keyboard.press("0")
    expect(other.locator("#count")).to_contain_text("2 of 3 in all")
    one.keyboard.press("w")
    one.keyboard.press("w")
    assert points_in(course) == [0, 2]


@pytest.mark.parametrize(
    "scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough("the same page, in other colours"))]
)
def test_nobody_is_shut_out(marker, scheme):
    page = marker(color_scheme=scheme, bypass_csp=True)  # axe has styles of its own
    for width in (1280, 400, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE_SCRIPT)
        page.evaluate(EYES)
        assert page.locator("body").evaluate_all("(all, rules) => window.eyes.faults(all, rules)", WCAG) == []
