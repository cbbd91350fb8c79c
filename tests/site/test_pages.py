"""The pages of a site in a real browser, with no Python behind them."""

import json
import re

import pytest
from playwright.sync_api import expect

from leadermanager.widgets.kinds import exercise

from ..browser import students
from ..browser.hands import EXERCISES, KEPT
from ..browser.test_every_chart import FAULTS
from .conftest import served

WELCOME = "lessons/00-start-here/index.html"
THIRD = "lessons/03-aligning-and-organizing/index.html"
TOO = pytest.mark.thorough("half a minute in all; the same pages, once more")
PAGES = ["index.html", "data/index.html", WELCOME, THIRD]

KEEP = "Keep my answer"


def content(name):
    return exercise(EXERCISES / f"{name}.toml").content


def answer(box, question, option):
    """Keep an answer to a question of an exercise."""
    asked = box.locator(f"[data-question='{question}']")
    asked.get_by_label(option, exact=True).click()
    if asked.get_by_role("group", name="How sure are you").count():
        asked.get_by_role("group", name="How sure are you").get_by_role("radio").first.click()
    asked.get_by_role("button", name=KEEP).click()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=TOO)])
@pytest.mark.parametrize("place", PAGES)
def test_a_page_is_open_to_all(site, visitor, place, scheme):
    someone = visitor(color_scheme=scheme)
    someone.open(site.home + place)
    assert someone.axe() == []


@pytest.mark.parametrize("width", [320, 700, 1280])
@pytest.mark.parametrize("place", PAGES)
def test_nothing_has_to_be_scrolled_sideways(site, visitor, place, width):
    page = visitor(viewport={"width": width, "height": 800}).open(site.home + place)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 400, 700, 1280])
def test_a_chart_fits_its_column_and_can_be_read(site, visitor, width):
    page = visitor(viewport={"width": width, "height": 800}).open(site.home + THIRD)
    page.evaluate("""() => {
        for (const svg of document.querySelectorAll(".chart svg")) if (!svg.checkVisibility()) svg.remove();
    }""")
    assert page.locator(".chart").count() == page.locator(".chart svg").count() > 1
    assert page.evaluate(FAULTS) == []


def test_without_scripts_the_lesson_is_there_to_read(site, visitor):
    someone = visitor(java_script_enabled=False)
    page = someone.page
    page.goto(site.home + THIRD)
    expect(page.locator(".chart svg").locator("visible=true").first).to_be_visible()
    carriers = page.locator("#exercise-03-carriers")
    expect(carriers.get_by_text("Five people for one message", exact=True)).to_be_visible()
    expect(page.locator("table").first).to_be_visible()
    someone.errors = [error for error in someone.errors if not error.endswith(".js failed")]  # as was asked


def test_what_is_answered_is_said_below_at_once_and_when_the_page_is_opened_again(site, visitor):
    someone = visitor()
    page = someone.open(site.home + WELCOME)
    said = page.locator("#cell-each-answer")
    expect(said).to_contain_text("You have kept nothing yet. Answer “One number before lunch”")
    expect(said.locator(".printed")).to_be_hidden()
    answer(someone.exercise("00-report"), "report", "Ring the unit, and let the others wait")
    expect(said).to_contain_text("You said: Ring the unit, and let the others wait")
    expect(said).to_contain_text("Good: the bonus is right, and so are the books.")
    expect(said.locator(".printed")).to_be_visible()
    someone.open(site.home + WELCOME)
    expect(said).to_contain_text("You said: Ring the unit, and let the others wait")
    expect(someone.exercise("00-report")).to_contain_text("You said: Ring the unit")
    someone.exercise("00-report").get_by_role("button", name="Start again").click()
    expect(said).to_contain_text("You have kept nothing yet.")
    expect(said.locator(".printed")).to_be_hidden()
    said.get_by_text("Show it all the same").click()
    expect(said.locator(".printed")).to_be_visible()


@pytest.mark.parametrize(
    ("place", "hand"),
    [
        (WELCOME, students.Mouse),
        (THIRD, students.Keyboard),
        pytest.param(WELCOME, students.Keyboard, marks=TOO),
        pytest.param(THIRD, students.Mouse, marks=TOO),
    ],
)
def test_every_exercise_is_done_with_no_python(site, visitor, place, hand):
    someone = visitor()
    page = someone.open(site.home + place)
    names = [
        box.get_attribute("id").removeprefix("exercise-") for box in page.locator("[id^=exercise-]").all()
    ]
    assert len(names) > 2
    for name in names:
        held = page.evaluate(
            """(name) => JSON.parse(document.getElementById("widgets").textContent)
                .find(({ state }) => state.content.id === name).state.content""",
            name,
        )
        students.do(hand(page), someone.exercise(name), held)
    expect(page.locator(".bar .standing")).to_have_text(f"{len(names)} of {len(names)} exercises done")
    page.locator(".contents").get_by_text("What you have done").click()
    expect(page.locator(".contents .standing")).to_have_text(["done"] * len(names))
    page.goto(site.home)
    row = page.get_by_role("listitem").filter(has=page.locator(f"a[href='{place}']"))
    expect(row.locator(".standing")).to_have_text(f"{len(names)} of {len(names)} exercises done")
    expect(row.locator(".standing")).to_have_attribute("data-standing", "done")


def test_the_picture_on_the_front_page_can_be_touched_at_once(site, visitor):
    someone = visitor()
    page = someone.open(site.home)
    students.do(students.Mouse(page), page.locator(".lm-ring"), content("03-ring"))
    row = page.get_by_role("listitem").filter(has=page.locator(f"a[href='{THIRD}']"))
    expect(row.locator(".standing")).to_have_text("1 of 6 exercises done")


def test_a_picture_moves_by_itself(site, visitor):
    someone = visitor()
    someone.page.emulate_media(reduced_motion="no-preference")
    page = someone.open(site.home)
    box = page.locator(".lm-ring")
    for person in (1, 2, 3):
        box.locator(".lm-dot").nth(person - 1).click()
    box.get_by_role("button", name="Send the message").click()
    moment = box.get_by_role("slider", name="The moment")
    expect(moment).not_to_have_value("0")
    first = float(moment.input_value())
    page.wait_for_function(
        "(before) => Number(document.querySelector('.lm-ring input[type=range]').value) !== before", arg=first
    )


def test_progress_goes_into_a_file_and_comes_back(site, visitor, tmp_path):
    one = visitor()
    one.open(site.home + WELCOME)
    answer(one.exercise("00-report"), "report", "Leave it out: it cannot be right")
    page = one.open(site.home)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download my progress").click()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    saved = json.loads(file.read_text())
    assert (saved["format"], saved["version"]) == ("leadermanager-progress", 1)
    assert saved["exercises"] == page.evaluate(KEPT)
    expect(page.get_by_role("button", name="Download my notebooks and progress")).to_have_count(0)

    other = visitor()
    page = other.open(site.home)
    assert restored(page, file) == f"Restored 1 exercise from {file.name}."
    assert page.evaluate(KEPT) == saved["exercises"]
    other.open(site.home + WELCOME)
    expect(other.page.locator("#cell-each-answer")).to_contain_text("You said: Leave it out")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not a file of saved progress"),
        ('{"format": "leadermanager-progress", "version": 9}', "saved by another edition"),
        ('{"format": "leadermanager-progress", "version": 1, "exercises": []}', "damaged"),
        ("PK\u0003\u0004", "This file has notebooks in it"),
        (
            '{"format": "leadermanager-progress", "version": 1,'
            ' "exercises": {"00-report": {"value": {"report": "ring"}, "x": 1}, "gone": {"value": {}}}}',
            "Restored 1 exercise from progress.json."
            "Something in these exercises could not be read, and is left out: One number before lunch."
            "Left out, since these lessons do not have them: 1 exercise.",
        ),
    ],
)
def test_a_file_from_elsewhere_is_taken_as_far_as_it_can_be_read(site, visitor, tmp_path, text, said):
    file = tmp_path / "progress.json"
    file.write_text(text)
    page = visitor().open(site.home)
    assert said in restored(page, file)


def restored(page, file):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Restore from a file").click()
    chooser.value.set_files(file)
    status = page.locator(".lm-my-progress [role=status]")
    expect(status).not_to_have_text(re.compile("^(Reading the file …)?$"))
    return status.text_content()


def test_once_visited_every_page_opens_without_a_server(site, visitor, tmp_path):
    someone = visitor()
    with served(site.folder.parent) as running:
        page = someone.open(running.home)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        home = running.home
    for place in ["", *PAGES]:
        someone.open(home + place)
    expect(page.locator(".chart svg").locator("visible=true").first).to_be_visible()
    assert someone.errors == []


def test_a_printed_page_shows_what_is_folded(site, visitor):
    page = visitor().open(site.home + THIRD)
    folded = page.locator(".cell details").first
    expect(folded.locator("pre")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(folded.locator("pre")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(folded.locator("pre")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()


def test_a_lesson_leads_to_its_place_in_the_laboratory_and_to_its_notebook(site, visitor):
    someone = visitor()
    page = someone.open(site.home + THIRD)
    change = page.locator("#cell-your-change").get_by_role("link")
    place = "lab/index.html?path=course/03-aligning-and-organizing.ipynb#cell-id=your-change"
    assert change.evaluate("(link) => link.href") == f"{site.home}laboratory/{place}"
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download the notebook").click()
    assert json.loads(begun.value.path().read_text())["cells"][0]["id"] == "title"
    page.get_by_role("link", name="0. Start here").click()
    expect(page.get_by_role("heading", name="0. Start here")).to_be_visible()


def test_the_contents_lead_to_the_parts(site, visitor):
    page = visitor(viewport={"width": 1280, "height": 800}).open(site.home + THIRD)
    contents = page.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Recall").click()
    expect(page.get_by_role("heading", name="Recall", exact=True)).to_be_in_viewport()
