"""A network of people: chosen in the picture, in the list, by mouse and by keyboard, in a real notebook."""

import pytest
from playwright.sync_api import expect

from . import hands
from .hands import status, tab_to, value

# Ann and Al are trusted by Bo, Ann and Bo by Cy, Cy and Bo by Dee; nobody trusts the head.
WORKSHOP = """
kind = "network"
title = "One message"
instructions = "Choose two people."
section = "The section"
choose = 2
needs = 2
goal = 5
solution = ["ann", "al"]
done = "The same people trust both."
note = "Invented people"
people = [
  { id = "head", name = "Hanna Head", job = "manager" },
  { id = "ann", name = "Ann Abel", boss = "head" },
  { id = "al", name = "Al Beck", boss = "head" },
  { id = "bo", name = "Bo Cole", boss = "ann", asks = ["head"], trusts = ["ann", "al"] },
  { id = "cy", name = "Cy Dahl", boss = "ann", trusts = ["ann", "bo"] },
  { id = "dee", name = "Dee Ek", boss = "al", trusts = ["cy", "bo"] },
]
says = [
  { id = "alone", when = ["carriers == 1"], say = "One person convinces nobody." },
  { id = "bosses", when = ["bosses == carriers"], say = "Rank is not trust." },
  { id = "short", say = "Look for people who trust both." },
]
"""


@pytest.fixture
def notebook(lab, open_notebook):
    return hands.show(lab, open_notebook, "workshop", WORKSHOP)


def person(page, name):
    return page.locator(f".lm-person[data-person={name}]")


def listed(page, name):
    return page.locator(f".lm-list li[data-person={name}]")


def main(page):
    return page.locator(".lm-main")


def everybody_stands(page):
    """Wait until nobody in the picture has moved for thirty frames."""
    places = "() => [...document.querySelectorAll('.lm-person')].map((one) => one.getBoundingClientRect())"
    hands.wait_until_still(page, places, 30)


def test_a_message_is_sent_by_mouse_and_followed_step_by_step(notebook):
    page = notebook.page
    expect(status(page)).to_have_text("Choose up to 2 of 6 people.")
    main(page).click()
    expect(status(page)).to_have_text("Choose at least one person first.")
    person(page, "head").click()
    person(page, "ann").click()
    person(page, "bo").click()
    expect(status(page)).to_have_text("You have chosen 2 already. Take one back first.")
    expect(person(page, "bo")).to_have_attribute("aria-pressed", "false")
    main(page).click()
    expect(status(page)).to_contain_text("At the start: the 2 who carry it believe it.")
    main(page).click()
    expect(status(page)).to_contain_text("2 believe it.Nobody was convinced in this step.")
    page.get_by_role("button", name="To the end").click()
    expect(page.locator(".lm-feedback")).to_contain_text("Not yet. Rank is not trust.")
    expect(page.locator(".lm-tries")).to_have_text("1. Hanna Head, Ann Abel: 2 believe it.")

    person(page, "head").click()
    expect(status(page)).to_have_text("1 of 2 chosen: Ann Abel.")
    main(page).click()
    page.get_by_role("button", name="To the end").click()
    expect(page.locator(".lm-feedback")).to_contain_text("One person convinces nobody.")

    person(page, "al").click()
    main(page).click()
    expect(person(page, "ann")).to_have_accessible_name("Ann Abel: carries it")
    main(page).click()
    expect(status(page)).to_contain_text("Newly convinced: Bo Cole.")
    expect(person(page, "bo")).to_have_accessible_name("Bo Cole: believes it")
    expect(person(page, "cy")).to_have_accessible_name("Cy Dahl: has heard it")
    main(page).click()
    main(page).click()
    expect(status(page)).to_contain_text("After this nothing changes any more.")
    expect(page.locator(".lm-feedback")).to_contain_text("The 2 you chose won 1, and those won 2 more")
    expect(page.locator(".lm-feedback")).to_contain_text("Goal reached. The same people trust both.")
    main(page).click()
    expect(status(page)).to_contain_text("At the start")
    assert value(notebook) == {"carriers": ["ann", "al"]}
    assert value(notebook, "one.score['believed']") == 5


def test_the_whole_is_done_by_keyboard_alone(notebook):
    page = notebook.page
    notebook.focus_cell(9)
    tab_to(page, page.get_by_label("Who reports to whom"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Who trusts whom")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    person(page, "bo").hover()  # a mouse that was left somewhere is not in the way
    tab_to(page, person(page, "head"))
    assert hands.has_visible_focus(person(page, "head"))
    expect(page.locator(".lm-detail")).to_contain_text("Hanna Head: manager. Reports to nobody here.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(person(page, "ann")).to_be_focused()
    expect(page.locator(".lm-detail")).to_contain_text("Trusted by 2: Bo Cole, Cy Dahl.")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(person(page, "al")).to_be_focused()
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("2 of 2 chosen: Ann Abel, Al Beck.")
    tab_to(page, main(page))
    for step in range(4):
        page.keyboard.press("Enter")
        expect(status(page)).to_contain_text(f"Step {step}" if step else "At the start")
    expect(page.locator(".lm-feedback")).to_contain_text("Goal reached.")
    assert value(notebook) == {"carriers": ["ann", "al"]}


def test_arrow_keys_go_to_where_people_will_stand_while_they_are_on_their_way(notebook):
    page = notebook.page

    def walk(moving: str) -> list[str]:
        style = page.add_style_tag(content=f".lm-network .lm-person {{ transition: {moving} !important }}")
        page.get_by_label("Who trusts whom").check()
        person(page, "head").focus()
        seen = []
        for key in ["ArrowDown", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowRight"]:
            page.keyboard.press(key)
            seen.append(page.evaluate("document.activeElement.dataset.person"))
        page.get_by_label("Who reports to whom").check()
        style.evaluate("(element) => element.remove()")
        return seen

    there = walk("none")
    assert len(set(there)) > 2
    assert walk("left 60s, top 60s") == there


def test_the_list_says_the_same_as_the_picture_and_chooses_as_well(notebook):
    page = notebook.page
    page.get_by_text("The people as a list").click()
    expect(listed(page, "bo")).to_contain_text(
        "Reports to Ann Abel. Trusted by 2: Cy Dahl, Dee Ek. Trusts Ann Abel, Al Beck. Asked for advice by 0."
    )
    expect(listed(page, "head")).to_contain_text("Nobody here trusts Hanna Head.")
    listed(page, "al").get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    listed(page, "ann").get_by_text("Ann Abel").click()
    expect(listed(page, "bo")).to_contain_text("Trusts 2 of those you chose.")
    expect(person(page, "al")).to_have_attribute("aria-pressed", "true")
    listed(page, "head").get_by_role("checkbox").click()
    expect(listed(page, "head").get_by_role("checkbox")).not_to_be_checked()
    main(page).click()
    page.get_by_role("button", name="To the end").click()
    expect(listed(page, "dee")).to_contain_text("Dee Ek (believes it)")
    expect(listed(page, "head")).to_contain_text("Hanna Head (has heard it)")


def test_who_trusts_whom_is_another_picture_than_who_reports_to_whom(notebook):
    page = notebook.page
    before = person(page, "dee").bounding_box()
    assert page.locator(".lm-people :is(line, polyline)").count() == 5
    page.get_by_label("Who trusts whom").check()
    expect(page.locator(".lm-people :is(line, polyline)")).to_have_count(6)
    everybody_stands(page)
    assert person(page, "dee").bounding_box() != before
    # An arrow ends at the rim of the person it points to.
    person(page, "dee").hover()
    expect(page.locator("line.lm-tie-2")).to_have_count(2)
    ends = page.locator(".lm-people").evaluate("""(field) => {
        const zone = field.querySelector("svg").getBoundingClientRect();
        return [...field.querySelectorAll("line.lm-tie-2")].map((line) => ["x2", "y2"].map((at, axis) =>
            Number(line.getAttribute(at)) + [zone.left, zone.top][axis]));
    }""")
    for x, y in ends:
        boxes = [person(page, name).bounding_box() for name in ("cy", "bo")]
        assert any(
            b["x"] - 6 <= x <= b["x"] + b["width"] + 6 and b["y"] - 6 <= y <= b["y"] + b["height"] + 6
            for b in boxes
        )


@pytest.mark.thorough("a sort and a replanning that lose their kernel are tried in every run")
def test_it_survives_a_lost_kernel_and_can_be_cleared(notebook):
    page = notebook.page
    person(page, "ann").click()
    person(page, "al").click()
    main(page).click()
    page.get_by_role("button", name="To the end").click()
    expect(page.locator(".lm-feedback")).to_contain_text("Goal reached.")
    notebook.restart_kernel()
    expect(person(page, "dee")).to_have_accessible_name("Dee Ek: believes it")
    person(page, "al").click()
    main(page).click()
    expect(main(page)).to_have_text("Next step")
    notebook.run_all()
    expect(main(page)).to_have_text("Next step")
    expect(person(page, "ann")).to_have_accessible_name("Ann Abel: carries it")
    assert value(notebook) == {"carriers": ["ann"]}
    expect(page.locator(".lm-tries")).to_contain_text("1. Ann Abel, Al Beck: 5 believe it.")
    page.get_by_role("button", name="Start again").click()
    expect(person(page, "ann")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".lm-tries")).to_have_text("")
    assert value(notebook) == {}


@pytest.mark.thorough("test_lessons.py looks at the network of lesson 03")
def test_nobody_is_shut_out_and_nothing_is_cut_off(notebook):
    page = notebook.page
    page.get_by_text("The people as a list").click()
    person(page, "ann").click()
    person(page, "head").click()
    main(page).click()
    main(page).click()
    everybody_stands(page)
    assert notebook.axe_in_both_themes(page.locator(".lm-exercise")) == {}
    page.get_by_label("Who trusts whom").check()
    for width, text in hands.SIZES:
        notebook.resize(width, text)
        assert hands.cut_off(page) == []
        assert hands.small_targets(page) == []


@pytest.mark.thorough("where they stand is computed in Python, and tested there")
def test_twenty_five_people_fit_a_telephone_without_touching(lab, open_notebook):
    unit = (
        WORKSHOP[: WORKSHOP.index("people = [")]
        + 'units = ["Cryogenics"]\nsays = [{ id = "any", say = "No." }]'
    )
    unit = unit.replace('["ann", "al"]', '["M041", "E054"]')
    notebook = hands.show(lab, open_notebook, "telephone", unit)
    page = notebook.page
    notebook.resize(320)
    for view in ["Who reports to whom", "Who trusts whom"]:
        page.get_by_label(view).check()
        everybody_stands(page)
        boxes = page.locator(".lm-person").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect())"
            ".map(({ x, y, width, height }) => [x, y, width, height])"
        )
        assert len(boxes) == 25
        for number, (x, y, width, height) in enumerate(boxes):
            assert min(width, height) >= 24
            for other_x, other_y, other_width, other_height in boxes[number + 1 :]:
                across = min(x + width, other_x + other_width) - max(x, other_x)
                down = min(y + height, other_y + other_height) - max(y, other_y)
                assert min(across, down) < 1, f"two people overlap in {view}"
        assert hands.cut_off(page) == []
