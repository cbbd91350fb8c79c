"""The record knows what every lesson asked to be predicted or decided, and what came."""

from pathlib import Path

import pytest

from leadermanager.errors import ContentError, ProgressError
from leadermanager.widgets.kinds import exercise, recorded
from leadermanager.widgets.quiz import Quiz
from leadermanager.widgets.record import record

COURSE = Path(__file__).parents[2] / "course"

KEPT = """
kind = "quiz"
mode = "kept"
title = "Guess"
instructions = "Keep a number."

[[questions]]
id = "many"
ask = "How many?"
outcome = OUTCOME
[questions.slider]
min = 0
max = 10
"""


@pytest.fixture
def guess(tmp_path):
    """Return a function that writes a guess with an outcome and gives its folder."""

    def write(outcome):
        (tmp_path / "01-guess.toml").write_text(KEPT.replace("OUTCOME", outcome))
        return tmp_path

    return write


@pytest.fixture
def asked():
    lessons = record(COURSE).content["lessons"]
    return {asked["id"]: asked for lesson in lessons for asked in lesson["exercises"]}


def test_it_has_decisions_guesses_and_drawings_of_all_lessons_in_their_order(asked):
    kinds = {asked["kind"] for asked in asked.values()}
    assert kinds == {"quiz", "drawing"}
    names = list(asked)
    assert names[:4] == ["00-report", "01-promote", "01-draw", "02-contract"]
    assert [name[:2] for name in names] == sorted(name[:2] for name in names)
    assert asked["02-draw"]["handles"][0] == 64


def test_marked_questions_and_lessons_without_a_prediction_are_left_out(asked, tmp_path):
    assert not [name for name in asked if name.endswith(("-recall", "-evidence"))]
    for name in ("00-start-here.ipynb", "01-change-and-complexity.ipynb", "exercises/01-promote.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((COURSE / name).read_bytes())
    assert [lesson["number"] for lesson in record(tmp_path).content["lessons"]] == ["01"]


def test_each_lesson_names_its_notebook_for_the_link():
    for lesson in record(COURSE).content["lessons"]:
        assert (COURSE / lesson["notebook"]).is_file()


def test_what_came_is_sent_with_the_record_and_not_with_the_question(guess):
    folder = guess("7")
    assert recorded(folder)["01-guess"]["questions"][0]["outcome"] == 7
    assert "outcome" not in exercise("01-guess", folder).content["questions"][0]


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ("11", "question 'many': what came, 11, is not on the slider"),
        ('"eleven"', "question 'many': write a number for 'outcome'"),
    ],
)
def test_what_nobody_could_have_guessed_is_refused_by_name(guess, outcome, message):
    folder = guess(outcome)
    with pytest.raises(ContentError, match=message):
        recorded(folder)
    with pytest.raises(ContentError, match=message):
        exercise("01-guess", folder)


def test_where_an_option_was_right_its_id_stands_for_its_text(tmp_path):
    options = "".join(
        f'[[questions.options]]\nid = "{name}"\ntext = "{name} of them"\n' for name in ("all", "none")
    )
    asks = KEPT.partition("[questions.slider]")[0].replace("OUTCOME", '"none"')
    (tmp_path / "01-guess.toml").write_text(asks + options)
    assert recorded(tmp_path)["01-guess"]["questions"][0]["outcome"] == "none of them"


def test_what_came_of_a_decision_is_a_text(kept):
    kept["questions"][0]["outcome"] = 3
    with pytest.raises(ContentError, match="question 'promote': write some text for 'outcome'"):
        Quiz(kept)
    kept["questions"][0]["outcome"] = "Both fell behind."
    assert "outcome" not in Quiz(kept).content["questions"][0]


def test_a_folder_without_lessons_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(ProgressError, match="no lessons with predictions or decisions; open the notebook"):
        record(tmp_path)
