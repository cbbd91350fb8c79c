"""A teacher's pages, opened from a file, can be read by all, at any width and in the dark."""

import random

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from nbseal.returning.report import Figures, report_page
from nbseal.returning.report.figures import Item
from nbseal.returning.report.regrades import Regrade
from nbseal.returning.report.term import Scores, term_of, term_page

from .conftest import EYES, WCAG


def class_page() -> str:
    """Return a report on a class of which all there is to say is said."""
    chance = random.Random(3)
    scores = sorted(round(chance.uniform(0, 9), 1) for _ in range(30))
    said = [
        ("Sort by trust first, then by name: the first row should be Unit 4.", 9),
        ("Try a table without rows.", 2),
    ]
    items = [
        Item(
            "hw",
            "order_tests",
            "Are the units in the order of their trust?",
            "check",
            2,
            30,
            12,
            1.2,
            0.4,
            said,
        ),
        Item("hw", "reading", "What does the picture say?", "answer", 3, 28, 0, 1.4, -0.1),
        Item("hw", "empty_tests", "Is an empty table taken?", "check", 1, 30, 30, 1.0, None),
    ]
    regrades = [Regrade("2026-11-02 10:00:00", "hw", "order_tests", items[0].title, 4, 1, 0.75)]
    flags = [("it stopped at its time limit", 2)]
    blank = [("Task 4. What does the picture say?", 2)]
    return report_page(
        Figures("hw", "2026-10-05 23:59 UTC", 31, 30, 4, 2, 9, scores, items, blank, flags, regrades)
    )


def page_of_the_term() -> str:
    """Return a report on a term of nine assignments and thirty students with long names."""
    chance = random.Random(3)
    students = [f"student-with-a-long-name-{number}" for number in range(30)]
    taken = [
        Scores(
            f"assignment-{name}",
            None,
            None,
            15,
            {who: chance.uniform(0, 15) for who in students if chance.random() < 0.9},
            late=3,
            waiting=int(name == 9),
        )
        for name in range(1, 10)
    ]
    return term_page(term_of(taken, students, None, []), names=True)


@pytest.mark.parametrize(
    "scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough("the same pages, in other colours"))]
)
@pytest.mark.parametrize("page", [class_page, page_of_the_term])
def test_a_teachers_page_is_open_to_all_and_asks_for_nothing(chromium, tmp_path, page, scheme):
    file = tmp_path / "page.html"
    file.write_text(page(), "utf-8")
    context = chromium.new_context(color_scheme=scheme)
    seen = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    seen.goto(file.as_uri())
    for width in (1280, 400, 320):
        seen.set_viewport_size({"width": width, "height": 900})
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
        seen.evaluate(AXE_SCRIPT)
        seen.evaluate(EYES)
        assert seen.locator("body").evaluate_all("(all, rules) => window.eyes.faults(all, rules)", WCAG) == []
    assert asked == [file.as_uri()]
    context.close()
