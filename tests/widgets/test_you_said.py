"""What was answered comes back beside what each answer was worth, by the question's own file."""

from pathlib import Path

import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.you_said import you_said

EXERCISES = Path(__file__).parents[2] / "course" / "exercises"


def test_it_has_the_question_its_options_and_what_each_was_worth():
    shown = you_said("04-monday", "monday", folder=EXERCISES).content
    assert (shown["of"], shown["title"]) == ("04-monday", "Before ten o'clock")
    assert [option["id"] for option in shown["question"]["options"]] == [
        "visit",
        "explain",
        "reset",
        "nothing",
    ]
    assert all(option["verdict"] for option in shown["question"]["options"])


def test_an_exercise_with_one_question_needs_no_part():
    assert you_said("01-promote", folder=EXERCISES).content["question"]["id"] == "promote"


@pytest.mark.parametrize(
    ("name", "part", "message"),
    [
        ("04-mondy", "", "No exercise '04-mondy' keeps an answer; did you mean '04-monday'?"),
        ("04-recall", "", "No exercise '04-recall' keeps an answer"),
        ("04-draw", "", "No exercise '04-draw' keeps an answer"),
        ("04-monday", "", "Exercise '04-monday' asks several questions; name one: monday, reset."),
        ("04-monday", "mondy", "Exercise '04-monday' has no question 'mondy'; did you mean 'monday'?"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(name, part, message):
    with pytest.raises(ContentError) as refused:
        you_said(name, part, folder=EXERCISES)
    assert str(refused.value).startswith(message)


def test_it_names_what_has_to_be_done_first():
    shown = you_said("05-side", "first", after="05-year", folder=EXERCISES).content
    assert shown["after"] == {"id": "05-year", "title": "Cryogenics, 2024: four quarters"}
    with pytest.raises(ContentError, match=r"There is no exercise '05-yeer'; did you mean '05-year'\?"):
        you_said("05-side", "first", after="05-yeer", folder=EXERCISES)


def test_where_no_page_shows_it_it_says_what_would_stand_there():
    assert repr(you_said("01-promote", folder=EXERCISES)) == (
        "What you said in “One name by noon”: run this cell to see it."
    )
