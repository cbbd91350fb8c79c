"""The answers that can be given to an exercise, by which cells that speak of them are run."""

import pytest

from leadermanager.widgets.kinds import exercise
from leadermanager_instructor.site.pages.answers import (
    ALL,
    ANY_NUMBER,
    TWICE,
    joined,
    part_of,
    possible_answers,
)

from ..course.conftest import COURSE


def made(name):
    return exercise(COURSE / "exercises" / f"{name}.toml")


def content(name):
    return made(name).content


def answers_to(name, part):
    found = possible_answers(content(name), part)
    assert found is not None
    return found


def test_a_question_has_an_answer_for_each_of_its_options():
    answers = answers_to("01-promote", part_of(content("01-promote"), ""))
    assert [answer.name for answer in answers] == ["calibration", "sensors", "neither"]
    asked = made("01-promote")
    for answer in answers:
        asked.state = answer.state
        assert list(asked.value.values()) == [answer.name]


def test_a_number_is_answered_with_two_that_lie_on_the_slider():
    asked = content("08-week")
    [answer] = answers_to("08-week", "leading_share")
    assert answer.other_state is not None
    slider = next(each["slider"] for each in asked["questions"] if each["id"] == "leading_share")
    numbers = [state["value"]["leading_share"] for state in (answer.state, answer.other_state)]
    assert answer.name == ANY_NUMBER
    assert numbers[0] != numbers[1]
    assert all(slider["min"] <= number <= slider["max"] for number in numbers)
    assert [f"{number:g}" for number in numbers] == [answer.number, answer.other]


def test_a_case_is_answered_by_playing_it_twice():
    [answer] = answers_to("05-year", ALL)
    assert answer.name == TWICE
    case = made("05-year")
    case.state = answer.state
    assert len(case.value["plays"]) == 2


@pytest.mark.parametrize(("name", "part"), [("01-acts", ALL), ("01-acts", "plan"), ("01-draw", "")])
def test_answers_that_are_too_many_to_list_are_not_listed(name, part):
    assert possible_answers(content(name), part) is None


def test_two_answers_in_one_exercise_are_both_kept():
    one, other = {"value": {"a": 1}}, {"value": {"b": 2}}
    assert joined(one, other) == {"value": {"a": 1, "b": 2}}
