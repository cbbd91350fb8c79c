"""Students who do any exercise, wrongly first and then rightly: one with a mouse, one with a keyboard alone.

Each kind of exercise has a function here that does it from its content alone, so that a new exercise of a
lesson is tested as soon as it is shown.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from leadermanager.widgets.kinds import exercise

from .hands import EXERCISES, box_of


class Mouse:
    """Clicks, and types only where something is to be written."""

    thorough = True  # tries every wrong answer; the other hand tries one of each

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, button: Locator) -> None:
        button.click()

    def choose(self, radio: Locator) -> None:
        radio.click()

    def select(self, menu: Locator, value: str) -> None:
        menu.select_option(value)

    def slide(self, slider: Locator, to: float, number: Locator | None = None) -> None:
        if number is None:
            slider.click(position={"x": 40, "y": box_of(slider)["height"] / 2})
        else:
            number.fill(f"{to:g}")
            number.press("Tab")


class Keyboard:
    """Presses keys in what has the focus."""

    thorough = False

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, button: Locator) -> None:
        button.press("Enter")

    def choose(self, radio: Locator) -> None:
        radio.press("Space")

    def select(self, menu: Locator, value: str) -> None:
        wanted = menu.evaluate("(e, value) => [...e.options].findIndex((o) => o.value === value)", value)
        menu.focus()
        self.page.keyboard.press("Home")
        for _ in range(wanted):
            self.page.keyboard.press("ArrowDown")
        assert menu.input_value() == value

    def slide(self, slider: Locator, to: float, number: Locator | None = None) -> None:
        slider.focus()
        page = slider.evaluate("({ min, max, step }) => Math.max((max - min) / 10, step)")
        for _ in range(100):
            at = float(slider.input_value())
            if at == to:
                return
            up, down = ("PageUp", "PageDown") if abs(to - at) >= page else ("ArrowRight", "ArrowLeft")
            self.page.keyboard.press(up if at < to else down)
        raise AssertionError(f"the keys do not bring {slider} to {to}")


Hand = Mouse | Keyboard


def do(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    """Do an exercise: see what its mistakes are told, then get it right."""
    DOING[content["kind"]](hand, box, content)


def some(hand: Hand, wrong: list[Any]) -> list[Any]:
    """Return the mistakes to make."""
    return wrong if hand.thorough else wrong[:1]


def quiz(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    for question in content["questions"]:
        asked = box.locator(f"[data-question='{question['id']}']")
        button = asked.get_by_role("button").first
        if content["mode"] == "kept":
            if question.get("sure"):
                hand.choose(asked.get_by_role("group", name="How sure are you").get_by_role("radio").nth(2))
            if question.get("slider"):
                hand.slide(
                    asked.get_by_role("slider"), question["slider"]["min"] + question["slider"]["step"]
                )
            else:
                hand.choose(asked.get_by_label(question["options"][-1]["text"], exact=True))
            hand.press(button)
            expect(asked).to_contain_text(re.split(r"\{answer\}", question["kept"])[0].strip())
            continue
        options = question["options"]
        wrong, right = ([o for o in options if o["right"] is kind] for kind in (False, True))
        for option in [*some(hand, wrong), right[0]]:
            hand.choose(asked.get_by_label(option["text"], exact=True))
            hand.press(button)
            expect(asked).to_contain_text(option["say"])


def card_sort(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    places = [place["id"] for place in content["places"]]
    for number, card in enumerate(content["cards"]):
        answers = card["feedback"]
        wrong = [place for place in places if not answers[place]["right"]]
        right = [place for place in places if answers[place]["right"]][:1]
        handle = box.locator(f".lm-card[data-card='{card['id']}']")
        for place in [*(wrong if hand.thorough else wrong[: number == 0]), *right]:
            if isinstance(hand, Mouse):
                handle.click()
                box.locator(f".lm-bin[data-place='{place}']").click(position={"x": 20, "y": 20})
            else:
                handle.focus()
                hand.page.keyboard.press(str(places.index(place) + 1))
            expect(box).to_contain_text(answers[place]["text"])
    expect(box.get_by_role("status")).to_contain_text(f"All {len(content['cards'])} cards are right")


def matching(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    check = box.get_by_role("button", name="Check", exact=True)

    def row(item: Mapping[str, Any]) -> Locator:
        return box.locator(f".lm-row[data-item='{item['id']}']")

    def match(item: Mapping[str, Any], choice: str) -> None:
        if isinstance(hand, Mouse):
            box.locator(f".lm-choice[data-choice='{choice}']").click()
            row(item).locator(".lm-text").click()
        else:
            hand.select(row(item).locator("select"), choice)

    for number, item in enumerate(content["items"]):
        wrong = [choice for choice, said in item["feedback"].items() if not said["right"]]
        for choice in wrong if hand.thorough else wrong[: number == 0]:
            match(item, choice)
            hand.press(check)
            expect(row(item)).to_contain_text(item["feedback"][choice]["text"])
    for item, choice in _all_right(content["items"], once=content["once"]):
        match(item, choice)
    hand.press(check)
    expect(box.get_by_role("status")).to_contain_text(f"All {len(content['items'])} pairs are right")


def _all_right(items: list[Any], *, once: bool) -> list[tuple[Any, str]]:
    """Return a right choice for each item, each choice used once where that is asked for."""

    def rest(left: list[Any], used: frozenset[str]) -> list[tuple[Any, str]] | None:
        if not left:
            return []
        for choice, said in left[0]["feedback"].items():
            if said["right"] and not (once and choice in used):
                found = rest(left[1:], used | {choice})
                if found is not None:
                    return [(left[0], choice), *found]
        return None

    found = rest(items, frozenset())
    assert found is not None
    return found


def drawing(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    keep = box.get_by_role("button", name="Keep my drawing")
    hand.press(keep)
    expect(box.get_by_role("status")).to_have_text("Move at least one handle first.")
    if isinstance(hand, Mouse):
        height = box.locator(".lm-scene").evaluate("(scene) => scene.getBoundingClientRect().height")
        box.locator(".lm-scene").click(position={"x": 200, "y": height / 2})
    else:
        box.get_by_role("slider").first.press("PageDown")
    if content.get("sure"):
        hand.press(keep)
        expect(box.get_by_role("status")).to_have_text("Say how sure you are.")
        hand.choose(box.get_by_role("radio").nth(2))
    hand.press(keep)
    expect(box).to_contain_text("On average you were", timeout=30_000)


def replanning(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    renew = box.get_by_role("button", name="New plan (Space)")
    hand.press(box.get_by_role("button", name="Start: 104 weeks in 40 seconds"))
    if isinstance(hand, Mouse):
        hand.press(box.get_by_role("group", name="Speed").get_by_role("button").last)
        hand.press(renew)
        expect(renew).to_be_hidden(timeout=60_000)
    else:
        hand.press(box.get_by_role("button", name="Pause"))
        hand.press(renew)
        while renew.is_visible():
            hand.page.keyboard.press("ArrowRight")
    hand.press(box.get_by_role("button", name="Let them run"))
    expect(box.get_by_role("status")).to_have_text("Choose one first.")
    hand.choose(box.get_by_role("radio").last)
    hand.press(box.get_by_role("button", name="Let them run"))
    box.get_by_role("slider").press("End")
    expect(box).to_contain_text(f"You chose “{content['rules'][-1]['name']}”")


def desk(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    join = box.get_by_role("button", name="Let one more decide (1)")
    for begin, acts in [("Start: 26 weeks in 50 seconds", "11"), ("Play again", "21")]:
        hand.press(box.get_by_role("button", name=begin))
        hand.press(box.get_by_role("button", name="Pause"))
        on = box.get_by_role("button", name="One step on")
        for act in acts:
            if isinstance(hand, Mouse):
                hand.press(box.get_by_role("button", name=f"({act})"))
            else:
                join.press(act)
            for _ in range(3):  # the talk about an aim takes two weeks, and one has begun
                hand.press(on)
        while join.is_visible():
            hand.press(on)
    expect(box).to_contain_text("The pile is gone.")
    for run in content["runs"]:
        hand.press(box.get_by_role("button", name=f"{run['name']}:"))
        expect(box.locator(f"[data-run='{run['id']}']")).to_have_attribute("aria-pressed", "true")


def funnel(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    drop = box.get_by_role("button", name="Drop a marble (Space)")
    if isinstance(hand, Mouse):
        box.locator(".lm-scene").click(position={"x": 100, "y": 60})
        hand.press(box.get_by_role("button", name="Move right"))
    else:
        drop.press("ArrowLeft")
    for _ in range(content["marbles"]):
        hand.press(drop)
    expect(box).to_contain_text("from the mark on average, the untouched ones")
    expect(box).not_to_contain_text("You never moved it")


def two_waters(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    quarters = len(content["units"][0]["change"])
    leading = box.get_by_role("slider", name="Leading wall")
    if isinstance(hand, Mouse):
        box.locator(".lm-scene").click(position={"x": 70, "y": 60})
    else:
        leading.press("ArrowRight")
    hand.press(box.get_by_role("button", name="Start the twelve quarters"))
    hand.press(box.get_by_role("button", name="Pause"))
    for _ in range(quarters):
        hand.press(box.get_by_role("button", name="One step on"))
    expect(box).to_contain_text("Still in the pipe:")
    hand.press(box.get_by_role("button", name="Watch it again, without the fog"))
    hand.press(box.get_by_role("button", name="Pause"))
    for unit in content["units"][1:]:
        hand.press(box.get_by_role("button", name=f"Go on to {unit['name']}"))
        expect(box).to_contain_text(unit["letter"])
        hand.press(box.get_by_role("button", name="Start the twelve quarters"))
        hand.press(box.get_by_role("button", name="Pause"))
        for _ in range(quarters):
            hand.press(box.get_by_role("button", name="One step on"))
        expect(box).to_contain_text("Still in the pipe:")


def ring(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    asked = tomllib.loads((EXERCISES / f"{content['id']}.toml").read_text("utf-8"))["goals"]
    judge = _made(content)
    tries = [(goal["id"], goal["solution"]) for goal in asked]
    chosen: list[int] = []
    moved: dict[str, int] = {}
    for goal, setup in [(asked[0]["id"], {"carriers": [1, 21, 41]}), *tries]:
        carriers = setup["carriers"]
        for one in [
            *(one for one in chosen if one not in carriers),
            *(one for one in carriers if one not in chosen),
        ]:
            _at_person(hand, box, one)
        chosen = carriers
        for one, other in setup.get("moved", {}).items():
            if one not in moved:
                _lead_tie(hand, box, int(one), other)
        moved = setup.get("moved", {})
        hand.press(box.get_by_role("button", name="Send the message"))
        box.get_by_role("slider", name="The moment").press("End")
        expect(box.locator(".lm-feedback")).to_contain_text(
            judge.answer_to(goal, {"carriers": chosen, "moved": moved})
        )
    expect(box.locator(".lm-feedback")).to_contain_text(content["done"])


def _at_person(hand: Hand, box: Locator, person: int) -> None:
    """Choose somebody of the ring, or take that person back."""
    if isinstance(hand, Mouse):
        box.locator(".lm-dot").nth(person - 1).click()
    else:
        hand.slide(box.get_by_role("slider", name="Person"), person)
        hand.page.keyboard.press("Enter")


def _lead_tie(hand: Hand, box: Locator, person: int, other: int) -> None:
    """Lead somebody's tie to somebody far away: drag it there, or hold it and go there."""
    if isinstance(hand, Mouse):
        dots = box.locator(".lm-dot")
        dots.nth(person - 1).drag_to(dots.nth(other - 1), steps=8)
    else:
        hand.slide(box.get_by_role("slider", name="Person"), person)
        hand.press(box.get_by_role("button", name=f"Move a tie of {person}"))
        hand.slide(box.get_by_role("slider", name="Person"), other)
        hand.page.keyboard.press("Enter")
    expect(box.get_by_role("button", name=f"Put back {person}")).to_be_visible()


def two_guesses(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    decide = box.get_by_role("button", name="Decide (Space)")
    hand.press(decide)
    expect(box.get_by_role("status")).to_have_text("Move the handle first.")
    grip = box.get_by_role("slider", name="Your chance, in 100")
    for number in range(content["by_hand"]):
        if isinstance(hand, Mouse):
            box.locator(".lm-bar-scene").click(position={"x": 40 + 20 * (number % 6), "y": 70})
            hand.press(decide)
        else:
            grip.press("ArrowRight")
            hand.page.keyboard.press("Space")
    expect(box).to_contain_text("Twenty proposals are few")
    hand.press(box.get_by_role("button", name="Let the years run"))
    box.get_by_role("slider", name="The moment").press("End")
    settle = box.get_by_role("button", name="Stop asking the four")
    hand.press(settle)
    expect(box.get_by_role("status")).to_have_text("Choose one first.")
    hand.choose(box.get_by_role("radio").first)
    hand.press(settle)
    box.get_by_role("slider", name="The moment").press("End")
    judge = _made(content)
    flat = [each["id"] for each in content["doubters"] if each["flat"]]
    expect(box).to_contain_text(judge.says(judge.rule_results(flat, 0)))
    off = box.get_by_role("slider", name="Off the hope where nobody is asked")
    hand.slide(off, 20, box.get_by_label("Off the hope where nobody is asked, as a number"))
    expect(box).to_contain_text(judge.says(judge.rule_results(flat, 20)))
    out = [each["id"] for each in content["doubters"]] if hand.thorough else [*flat, "ada"]
    for one in [one for one in out if one not in flat]:
        hand.choose(box.get_by_label(one.title(), exact=True))
    expect(box).to_contain_text(judge.says(judge.rule_results(out, 20)))


def stove(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    lead, manage = (box.get_by_role("button", name=name, exact=True) for name in ("Lead", "Manage"))
    hand.press(lead)
    for _ in range(content["years"] - 1):
        if isinstance(hand, Mouse):
            hand.press(manage)
        else:
            hand.page.keyboard.press("m")
    curtain = box.get_by_role("button", name="Raise the curtain")
    hand.press(curtain)
    expect(box.get_by_role("status")).to_have_text("Move the slider to your guess first.")
    box.get_by_role("slider").press("PageUp")
    hand.press(curtain)
    for firm in content["firms"]:
        if firm != content["firms"][0]:
            hand.press(box.get_by_role("button", name=firm["name"], exact=True))
        box.get_by_role("slider").press("End")
        expect(box.locator(".lm-feedback")).to_contain_text(firm["say"][-40:])
    hand.press(box.get_by_role("button", name=content["firms"][0]["name"], exact=True))
    box.get_by_role("slider").press("End")
    expect(box.locator(".lm-feedback")).to_contain_text("You led in 1 of ten years")


def firefighting(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    slider, number = box.get_by_role("slider").first, box.get_by_role("spinbutton").first
    if isinstance(hand, Mouse):
        box.locator(".lm-hour").nth(5).click()
    else:
        hand.slide(slider, 6, number)
    for part, hours in [("1 to", 6), ("9 to", 12)]:
        hand.slide(slider, hours, number)
        hand.press(box.get_by_role("button", name=f"Live weeks {part}"))
        if isinstance(hand, Mouse):
            hand.press(box.get_by_role("group", name="Speed").get_by_role("button").last)
        else:
            hand.press(box.get_by_role("button", name="Pause"))
            while (
                box.get_by_role("group", name="Play it").is_visible()
                and not box.locator(".lm-feedback").is_visible()
            ):
                hand.page.keyboard.press("ArrowRight")
        if part == "1 to":
            expect(box.get_by_role("status")).to_contain_text("Week 8 is over", timeout=20_000)
    expect(box).to_contain_text("12 hours were right, and came too late.", timeout=30_000)


def network(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    main, status = box.locator(".lm-main"), box.get_by_role("status")
    judge = _made(content)
    solution = tomllib.loads((EXERCISES / f"{content['id']}.toml").read_text("utf-8"))["solution"]
    chosen: list[str] = []
    for carriers in [*some(hand, _badly_chosen(content)), solution]:
        for one in [*(one for one in chosen if one not in carriers), *carriers]:
            if (one in chosen) != (one in carriers):
                person = box.locator(f".lm-person[data-person='{one}']")
                if isinstance(hand, Mouse):
                    person.click()
                else:
                    _walk(hand.page, box, person)
                    hand.page.keyboard.press("Enter")
        chosen = carriers
        judge.state = {"value": {"carriers": carriers}}
        assert judge.run["reached"] is (carriers == solution)
        hand.press(main)
        expect(status).to_contain_text(f"At the start: the {len(carriers)} who carry it")
        for step in range(judge.run["numbers"]["steps"]):
            hand.press(main)
            expect(status).to_contain_text(f"Step {step + 1} of")
        expect(box.locator(".lm-feedback")).to_contain_text(judge.run["say"])


def _badly_chosen(content: Mapping[str, Any]) -> list[list[str]]:
    """Return carriers as somebody chooses them who goes by rank, advice or popularity, or takes one."""
    people = content["people"]
    bosses = Counter(person["boss"] for person in people if person["boss"])
    asked, trusted = (Counter(one for person in people for one in person[tie]) for tie in ("asks", "trusts"))
    return [
        [people[0]["id"]],
        *([one for one, _ in many.most_common(content["choose"])] for many in (bosses, asked, trusted)),
    ]


def _walk(page: Page, box: Locator, person: Locator) -> None:
    """Bring the focus to a person by the arrow keys alone, first to the right row and then along it."""
    box.locator(".lm-person[tabindex='0']").focus()
    for _ in range(60):
        if person.evaluate("(person) => person === document.activeElement"):
            return
        key = person.evaluate("""(person) => {
            const now = document.activeElement;
            const [across, down] = [person.offsetLeft - now.offsetLeft, person.offsetTop - now.offsetTop];
            if (Math.abs(down) > 1) return down > 0 ? "ArrowDown" : "ArrowUp";
            return across > 0 ? "ArrowRight" : "ArrowLeft";
        }""")
        page.keyboard.press(key)
    raise AssertionError(f"the arrow keys do not lead to {person}")


def triage(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    names = {"yes": "Yes", "no": "No", "if": "Yes, if…"}
    ways = ["yes", "no", *(f"if {condition['id']}" for condition in content["conditions"])]
    for number, item in enumerate(content["items"]):
        way = ways[number % len(ways)]
        decision, _, condition = way.partition(" ")
        hand.choose(box.get_by_label(names[decision], exact=True))
        if condition:
            hand.select(box.locator("select"), condition)
        hand.choose(box.get_by_label(f"{content['confidences'][number % 6]}%", exact=True))
        hand.press(box.get_by_role("button", name="Decide", exact=True))
        expect(box).to_contain_text(item["feedback"][way]["text"])
        expect(box).to_contain_text(item["outcome"])
        hand.press(box.get_by_role("button", name=re.compile("Next proposal|See your score")))
    expect(box).to_contain_text("Your Brier score is")


def case(hand: Hand, box: Locator, content: Mapping[str, Any]) -> None:
    lost, won = (
        next(path for path, end in content["ends"].items() if end["wins"] is kind) for kind in (False, True)
    )
    for path in [lost, won]:
        steps, chosen = path.split("/"), []
        for number, step in enumerate(steps):
            scene = content["scenes"][content["turns"]["/".join(steps[:number])]["scene"]]
            chosen.append(next(choice for choice in scene["choices"] if choice["id"] == step))
            followed = content["turns"]["/".join(steps[: number + 1])]
            hand.press(box.get_by_role("button", name="Decide", exact=True))
            expect(box.get_by_role("status")).to_have_text("Choose one of these first.")
            hand.choose(box.get_by_label(chosen[-1]["text"], exact=True))
            hand.press(box.get_by_role("button", name="Decide", exact=True))
            expect(box.get_by_role("status")).to_contain_text(chosen[-1]["outcomes"][followed["outcome"]])
            hand.press(box.get_by_role("button", name=re.compile("Go on to the next|See how the year ends")))
        expect(box).to_contain_text(content["endings"][followed["ending"]]["title"])
        for choice in chosen:
            expect(box.locator(f".lm-own-way [data-choice='{choice['id']}']")).to_contain_text(
                choice["assumes"]
            )
        if path == lost:
            hand.press(box.get_by_role("button", name="Play it once more", exact=True))
    expect(box).to_contain_text("You reach both goals.")


def _made(content: Mapping[str, Any]) -> Any:
    """Return the exercise itself, made again from its file, to ask it what it would say."""
    return exercise(content["id"], EXERCISES)


DOING: dict[str, Callable[[Hand, Locator, Mapping[str, Any]], None]] = {
    "case": case,
    "card-sort": card_sort,
    "desk": desk,
    "drawing": drawing,
    "firefighting": firefighting,
    "funnel": funnel,
    "matching": matching,
    "network": network,
    "quiz": quiz,
    "replanning": replanning,
    "ring": ring,
    "stove": stove,
    "triage": triage,
    "two-waters": two_waters,
    "two-guesses": two_guesses,
}
