"""Each lesson has a guide for those who teach it, and its answers, minutes and titles are right."""

import csv
import re
import tomllib

import nbformat
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.widgets.kinds import exercise

from .conftest import COURSE, LESSONS

GUIDES = COURSE.parent / "docs" / "teaching"
LETTERS = "ABCDEFGH"
PARTS = [
    "Before class",
    "Minute by minute",
    "Around the picture",
    "Three wrong ideas",
    "Answer key",
    "If time is short",
    "Without computers",
    "Where it leads",
]
TO = "\N{EN DASH}"
LONGEST = 95  # lines; as many as two printed pages hold


@pytest.fixture(scope="module")
def guide(lesson_path):
    return (GUIDES / f"{lesson_path.stem}.md").read_text("utf-8")


@pytest.fixture(scope="module")
def exercises(lesson_path):
    """The contents of the lesson's exercises, by name, as their files have them."""
    paths = sorted((COURSE / "exercises").glob(f"{lesson_path.stem[:2]}-*.toml"))
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}


def parts(text):
    """Give what stands under each heading of a guide."""
    _, *found = re.split(r"^## ", text, flags=re.M)
    return {title.strip(): body for title, body in (each.split("\n", 1) for each in found)}


def rows(table):
    """Give the cells of each row of a table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def key(text):
    """Give the answer and the reason that the key of a guide has for each part of an exercise."""
    found = {name.strip("`"): (answer, why) for name, answer, why in rows(parts(text)["Answer key"])}
    assert len(found) == len(rows(parts(text)["Answer key"])), "something is answered twice"
    return found


def test_every_lesson_has_a_guide_and_every_guide_a_lesson():
    guides = {path.stem for path in GUIDES.glob("*.md")} - {"README"}
    assert guides == {path.stem for path in LESSONS}
    listed = re.findall(r"^\| \[(\d\d)\]\((.+)\.md\)", (GUIDES / "README.md").read_text("utf-8"), flags=re.M)
    assert [stem for _, stem in listed] == sorted(guides)


def test_a_guide_has_the_same_parts_as_the_others_and_stays_short(guide, lesson_path):
    titles = [re.sub(r": .*", "", title) for title in parts(guide)]
    welcome = lesson_path.stem.startswith("00")
    expected = [
        "Around the number and the chart" if welcome and "picture" in part else part for part in PARTS
    ]
    assert titles == expected
    assert len(guide.splitlines()) <= LONGEST
    assert len(re.findall(r"^\d\. \*\*", parts(guide)["Three wrong ideas"], flags=re.M)) == 3


@pytest.mark.parametrize(("column", "minutes"), [(0, 50), (1, 75)])
def test_the_minutes_of_each_plan_follow_one_another_and_add_up(guide, column, minutes):
    said = [row[column] for row in rows(parts(guide)["Minute by minute"])]
    spans = [tuple(map(int, each.split(TO))) for each in said if re.fullmatch(rf"\d+{TO}\d+", each)]
    left_out = set(said) - {f"{start}{TO}{end}" for start, end in spans}
    assert left_out <= ({"home", TO} if minutes == 50 else set())
    at = 0
    for start, end in sorted(spans):
        assert start == at < end
        at = end
    assert at == minutes


def test_every_section_of_the_lesson_has_its_place_in_the_plan(guide, lesson_path, headings):
    notebook = nbformat.read(lesson_path, as_version=4)
    planned = re.findall(r"\*([^*]+)\*", " ".join(row[2] for row in rows(parts(guide)["Minute by minute"])))
    title, *sections = headings(notebook)
    assert title not in planned
    assert sorted(planned) == sorted(sections)


def test_every_title_that_a_guide_names_is_there(guide, lesson_path, headings):
    known = headings(nbformat.read(lesson_path, as_version=4))
    for title in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", " ".join(guide.split())):
        assert title in known, title


def test_every_exercise_and_every_word_of_code_that_a_guide_names_is_there(guide, lesson_path, exercises):
    known = lesson_path.read_text("utf-8") + str(exercises)
    for name in re.findall(r"`([^`]+)`", guide):
        if re.match(r"\d\d-", name):
            assert name in exercises or name in set(expected(exercises)), name
        elif name not in paths_of_the_case(exercises):
            assert name in known, name


def paths_of_the_case(exercises):
    """Give the ways through the lesson's case that reach both goals."""
    found = set()
    for name, content in exercises.items():
        if content["kind"] == "case":
            ends = pd.DataFrame(exercise(name, COURSE / "exercises").ends())
            goals = [ends[meter["id"]] >= meter["goal"] for meter in content["meters"]]
            found |= set(ends[pd.concat(goals, axis=1).all(axis=1)]["path"])
    return found


def coverage():
    with (COURSE / "coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_guide_links_its_lesson_its_assignment_and_the_next_guide(guide, lesson_path):
    stem = lesson_path.stem
    assert f"(../../course/{stem}.ipynb)" in guide
    assignments = {row["assignment"] for row in coverage() if row["lesson"] == stem} or {"ps0"}
    leads = parts(guide)["Where it leads"]
    for name in assignments:
        assert f"(../../assignments/source/{name}/{name}.ipynb)" in leads
    later = [path.stem for path in LESSONS if path.stem > stem]
    assert all(f"({name}.md)" in leads for name in later[:1])


# The answer key

LISTS = {
    "quiz": ("questions", "id"),
    "card-sort": ("places", "id"),
    "matching": ("items", "id"),
    "triage": ("items", "id"),
    "ring": ("goals", "id"),
}


def expected(exercises):
    """Give the name of each part that a key has to answer, with its content and that of its exercise."""
    found: dict[str, tuple[dict, dict]] = {}
    for name, content in exercises.items():
        if content["kind"] in LISTS:
            several, one = LISTS[content["kind"]]
            found |= {f"{name}/{each[one]}": (each, content) for each in content[several]}
        else:
            found[name] = (content, content)
    return found


def test_the_key_answers_every_part_of_every_exercise_and_says_why(guide, exercises):
    answered = key(guide)
    assert set(answered) == set(expected(exercises))
    assert all(answer and why for answer, why in answered.values())


def test_the_answer_that_the_key_gives_is_the_one_that_is_right(guide, exercises):
    answered = key(guide)
    for name, (part, content) in expected(exercises).items():
        if content["kind"] in RIGHT:
            RIGHT[content["kind"]](name, answered[name][0], part, content)


def right_option(name, answer, question, content):
    quoted = re.findall(r"“((?:[^“”]|“[^”]*”)+)”", answer)
    if content["mode"] == "marked":
        assert quoted == [plain(each["text"]) for each in question["options"] if each.get("right")], name
        return
    outcome = question.get("outcome")
    texts = {each["id"]: plain(each["text"]) for each in question.get("options", [])}
    if outcome is None:
        assert answer.startswith("No right answer"), name
    elif isinstance(outcome, int):
        assert answer.startswith(f"{outcome} of {question['slider']['max']}"), name
    elif outcome in texts:
        assert quoted == [texts[outcome]], name
    else:
        assert answer.startswith(f"Kept, not marked. {outcome}."), name
        assert set(quoted) <= set(texts.values()), name


def plain(text):
    """Leave out the quotation marks that stand around a whole option."""
    return text.removeprefix("“").removesuffix("”")


def right_cards(name, answer, place, content):
    cards = [card["id"] for card in content["cards"] if place["id"] in card["right"]]
    assert sorted(re.findall(r"`([^`]+)`", answer)) == sorted(cards), name
    for card in content["cards"]:
        people = re.search(rf"([A-Z]\w+) `{card['id']}`", answer)
        assert not people or people[1] in card["text"], name


def right_letter(name, answer, item, content):
    letters = dict(zip((choice["id"] for choice in content["choices"]), LETTERS, strict=False))
    assert answer == " or ".join(f"**{letters[choice]}**" for choice in item["right"]), name


def right_decision(name, answer, item, content):
    conditions = {each["id"]: each["text"] for each in content["conditions"]}
    helps = " or ".join(f"“{conditions[each]}”" for each in item["helps"])
    assert answer == f"{'Yes' if item['good'] else 'No'}; or yes, if {helps}", name


def goal_reached(name, answer, goal, content):
    carriers, _, ties = answer.partition(" and ties ")
    moved = dict(re.findall(r"(\d+) → (\d+)", ties))
    played = {
        "carriers": [int(each) for each in re.findall(r"\d+", carriers)],
        "moved": {one: int(other) for one, other in moved.items()},
    }
    game = exercise(name.split("/")[0], COURSE / "exercises")
    assert game.is_try(played)
    assert game.answer_to(goal["id"], played) == goal["done"], name


def carriers_reach(name, answer, content, _):
    people, _, believers = answer.partition(": ")
    staff = lm.load_staff().set_index("name")["person_id"]
    game = exercise(name, COURSE / "exercises")
    game.state = {"value": {"carriers": [staff[person] for person in people.split(", ")]}}
    assert game.run["reached"]
    assert believers == f"{len(game.run['believed'])} believe."


def ways_to_a_good_end(name, answer, content, _):
    assert set(re.findall(r"`([^`]+)`", answer)) == paths_of_the_case({name: content})


RIGHT = {
    "quiz": right_option,
    "card-sort": right_cards,
    "matching": right_letter,
    "triage": right_decision,
    "ring": goal_reached,
    "network": carriers_reach,
    "case": ways_to_a_good_end,
}
