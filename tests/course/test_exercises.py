"""The exercises: each loads, each is shown by its lesson, and no answer is left without a word of its own."""

import re

import nbformat
import pytest

from leadermanager.widgets.kinds import exercise


@pytest.fixture
def lesson_of(course):
    """Return a function that gives the lesson an exercise belongs to, by its number."""

    def find(exercise_path):
        number = exercise_path.stem.split("-")[0]
        (path,) = course.glob(f"{number}-*.ipynb")
        return nbformat.read(path, as_version=4)

    return find


def test_its_lesson_shows_it_once(exercise_path, lesson_of):
    code = "\n".join(cell.source for cell in lesson_of(exercise_path).cells if cell.cell_type == "code")
    assert code.count(f'lm.exercise("{exercise_path.stem}")') == 1


def test_a_lesson_shows_no_exercise_that_does_not_exist(lesson, course):
    code = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "code")
    for name in re.findall(r'lm\.exercise\("([^"]+)"\)', code):
        assert (course / "exercises" / f"{name}.toml").is_file(), f"there is no exercise {name}"


def test_feedback_points_back_to_headings_that_exist(exercise_path, lesson_of, headings):
    content = exercise(exercise_path.stem, exercise_path.parent).content
    entries = [content, *content.get("cards", []), *content.get("questions", [])]
    pointed_at = {entry.get("section", "") for entry in entries} - {""}
    assert pointed_at, "no wrong answer points back to a section"
    assert pointed_at <= set(headings(lesson_of(exercise_path)))


def test_every_card_says_something_of_its_own_for_every_place(card_sort_path):
    content = exercise(card_sort_path.stem, card_sort_path.parent).content
    places = {place["id"] for place in content["places"]}
    for card in content["cards"]:
        said = [answer["text"] for answer in card["feedback"].values()]
        right = [answer["text"] for answer in card["feedback"].values() if answer["right"]]
        assert set(card["feedback"]) == places
        assert all(said)
        assert len(set(right)) == 1, "places that are equally right are told the same"
        assert len(set(said)) == len(said) - len(right) + 1, f"card {card['id']} says the same for two places"


def test_every_option_of_a_marked_question_says_something_of_its_own(marked_quiz_path):
    content = exercise(marked_quiz_path.stem, marked_quiz_path.parent).content
    for question in content["questions"]:
        said = [option["say"] for option in question["options"]]
        assert all(said)
        assert len(set(said)) == len(said), f"question {question['id']} says the same for two options"
        wrong = [option for option in question["options"] if not option["right"]]
        assert len(wrong) >= 2, f"question {question['id']} can be failed in one way only"


def test_a_lesson_ends_with_three_questions_one_of_them_from_an_earlier_lesson(full_lesson_path):
    number = full_lesson_path.stem.split("-")[0]
    questions = exercise(f"{number}-recall", full_lesson_path.parent / "exercises").content["questions"]
    assert len(questions) == 3
    earlier = [re.search(r"[Ff]rom lesson (\d\d)", question["ask"]) for question in questions]
    assert [found[1] for found in earlier if found and found[1] < number], "none is from an earlier lesson"
