"""All nine lessons as pages: each opens, is open to all, and its exercises are done with no Python."""

import pytest
from playwright.sync_api import expect

from ..browser import students
from ..browser.test_every_chart import FAULTS
from ..conftest import COURSE

pytestmark = pytest.mark.thorough("minutes; test_pages.py does the same with two of the nine lessons")

LESSONS = sorted(path.stem for path in COURSE.glob("[0-9][0-9]-*.ipynb"))


@pytest.fixture
def opened(whole_site, visitor, stem):
    someone = visitor(viewport={"width": 1280, "height": 900})
    someone.open(f"{whole_site.home}lessons/{stem}/index.html")
    return someone


@pytest.mark.parametrize("stem", LESSONS)
def test_a_lesson_is_open_to_all_and_fits_a_telephone(opened):
    assert opened.axe() == []
    for width in (1280, 320):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.page.evaluate("""() => {
        for (const fold of document.querySelectorAll(".waits")) fold.open = true;
        for (const svg of document.querySelectorAll(".chart svg")) if (!svg.checkVisibility()) svg.remove();
    }""")
    assert opened.page.evaluate(FAULTS) == []


@pytest.mark.parametrize("stem", LESSONS)
def test_every_exercise_of_a_lesson_is_done(opened):
    page = opened.page
    boxes = [box.get_attribute("id") for box in page.locator("[id^=exercise-]").all()]
    for name in (box.removeprefix("exercise-") for box in boxes):
        held = page.evaluate(
            """(name) => JSON.parse(document.getElementById("widgets").textContent)
                .find(({ state }) => state.content.id === name).state.content""",
            name,
        )
        students.do(students.Keyboard(page), opened.exercise(name), held)
    expect(page.locator(".bar .standing")).to_have_text(f"{len(boxes)} of {len(boxes)} exercises done")
    expect(page.locator(".printed").filter(has_text="nothing yet")).to_have_count(0)
    expect(page.locator(".reply .note")).to_have_count(0)


def test_the_record_shows_what_was_kept_and_leads_to_the_pages(whole_site, visitor):
    someone = visitor()
    page = someone.open(f"{whole_site.home}lessons/01-change-and-complexity/index.html")
    box = someone.exercise("01-promote")
    box.get_by_role("radio").first.click()
    box.get_by_role("button", name="Keep my answer").click()
    someone.open(f"{whole_site.home}lessons/08-the-leader-manager/index.html")
    record = page.locator(".lm-record")
    expect(record).to_contain_text("1 of ")
    record.get_by_text("2. Direction and plans").click()
    record.get_by_role("link", name="Open lesson 2").click()
    expect(page.get_by_role("heading", name="2. Direction and plans")).to_be_visible()
