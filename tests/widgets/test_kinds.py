"""An exercise is found by its name, shows itself, and gives back what was answered in the student's words."""

from pathlib import Path

import pytest

import leadermanager as lm
from leadermanager.errors import ContentError
from leadermanager.widgets.card_sort import CardSort
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.kinds import KINDS, exercise
from leadermanager.widgets.quiz import Quiz

COURSE = Path(__file__).parents[2] / "course"

FILE = """
kind = "quiz"
mode = "kept"
title = "Before you look"
instructions = "Decide now."
[[questions]]
id = "later"
ask = "Where in two years?"
[questions.slider]
min = 50
max = 150
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A notebook's folder with one exercise, `01-predict`, and the notebook's kernel in it."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "01-predict.toml").write_text(FILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "exercises"


def test_the_file_beside_the_notebook_becomes_the_widget_of_its_kind(folder):
    quiz = exercise("01-predict")
    assert isinstance(quiz, Quiz)
    assert quiz.content["id"] == "01-predict"
    assert quiz.value == {}


def test_a_whole_path_is_taken_as_it_is(folder, tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    assert exercise(folder / "01-predict.toml").content["title"] == "Before you look"


def test_a_name_that_is_not_there_gets_the_nearest_one(folder):
    with pytest.raises(ContentError, match="There is no exercise '01-predikt'; did you mean '01-predict'"):
        exercise("01-predikt")


def test_a_notebook_outside_its_folder_is_told_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError, match="holds no exercises; open the notebook from its own folder"):
        exercise("01-predict")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind = ", "cannot be read as TOML"),
        ('kind = "riddle"', "there is no kind 'riddle'; there are card-sort, case"),
        ("", "there is no kind ''"),
        (FILE.replace("title", "titel"), "exercise '01-predict': 'title' is missing"),
        ('id = "02-other"\n' + FILE, "the id is '02-other'; call it '01-predict' as the file"),
        (FILE + "[labels]\nkep = 'x'\n", "labels: there is no key 'kep'"),
        (
            FILE + "[labels]\nkept = '{what}?'\n",
            "labels: 'kept' has {what}, which nothing fills in; there are {answer}",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_sentence(folder, text, message):
    (folder / "01-predict.toml").write_text(text)
    with pytest.raises(ContentError, match=message) as refusal:
        exercise("01-predict")
    assert "\n" not in str(refusal.value)


def test_labels_can_be_said_in_another_language(folder):
    (folder / "01-predict.toml").write_text(FILE + '[labels]\nkeep = "Antwort festhalten"\n')
    quiz = exercise("01-predict")
    assert quiz.labels["keep"] == "Antwort festhalten"
    assert quiz.labels["reset"] == "Start again"


def test_every_kind_is_an_exercise_of_that_kind():
    assert issubclass(CardSort, Exercise)
    assert KINDS["card-sort"] == ("card_sort", CardSort.__name__)
    assert KINDS["quiz"] == ("quiz", Quiz.__name__)
    assert (CardSort.kind, Quiz.kind) == ("card-sort", "quiz")


# What a page keeps of an exercise of each kind, and what the student reads there.
SAID = {
    "00-real": (
        {"ratings": "simulated"},
        {"What the bosses, peers and reports of 240 Ardenmoor managers said of them": "Simulated"},
    ),
    "01-promote": ({"promote": "calibration"}, "The head of Calibration"),
    "01-waters": (
        {"tries": [{"unit": "sensors", "leading": [2.5] * 12, "managing": [6.5] * 12}]},
        {"unit": "Sensors", "below plan": 0, "lowest": 102.6, "in the pipe": 7.2},
    ),
    "02-draw": (
        {"points": {"64": 105, "70": 100, "77": 95, "90": 95, "103": 100}, "kept": True},
        {"64": 105, "70": 100, "77": 95, "90": 95, "103": 100},
    ),
    "02-live": (
        {"tries": [{"market": "first", "made": [27, 62]}], "bet": "thirteen"},
        {"bet": "Every 13 weeks", "cost": 677.0},
    ),
    "03-carriers": ({"carriers": ["M041", "M052"]}, ["Wei Ramaswamy", "Nadia Fairweather"]),
    "04-audiences": (
        {"engineers": "no-change"},
        {
            "Three young engineers. They joined for the medical sensors, and ask in every meeting "
            "what becomes of the scrap.": "“Do not worry. For you, nothing at all will change.”"
        },
    ),
    "03-ring": (
        {"tries": [{"carriers": [1, 2], "moved": {"15": 65, "90": 40}}]},
        {"carriers": 2, "moved": 2, "believed": 25},
    ),
    "04-hand": (
        {"tries": [{"luck": "first", "aims": [0] * 20}]},
        {"distance": 1.5, "moves": 0},
    ),
    "05-desk": (
        {"tries": [{"joining": [3], "aim": 1}]},
        {"waiting": 0, "people": 9},
    ),
    "05-year": (
        {"path": ["keep"], "plays": []},
        ["Keep the plan as it is. Theo's list goes into the planning round in autumn."],
    ),
    "06-doubt": (
        {
            "tries": [{"deal": "first", "said": [50] * 20}],
            "bet": "gain",
            "left_out": ["ben", "edith", "gus", "kofi"],
            "off": 0,
        },
        {"brought": -100, "bet": "It brings more", "rule": 9050},
    ),
    "06-triage": (
        {
            "P125": {"decision": "if", "condition": "price", "confidence": 70},
            "P092": {"decision": "no", "condition": "", "confidence": 90},
        },
        {
            "Boilers switched from afar": {
                "decision": "yes, if the supplier fixes the price first",
                "confidence": 70,
            },
            "A mast that stands in salt": {"decision": "no", "confidence": 90},
        },
    ),
    "07-stove": (
        {"tries": [{"career": "burned", "acts": "LLMMMMMMMM"}], "bet": 50, "firms": []},
        {"led": 2, "bet": 50},
    ),
    "08-fires": (
        {"tries": [{"first": 12, "second": 12}]},
        {"first": 12, "second": 12, "fires": 0},
    ),
}


@pytest.fixture
def lesson(monkeypatch):
    """The folder of a lesson, with its kernel in it."""
    monkeypatch.chdir(COURSE)


def answered(name, value):
    """Show an exercise and answer it, as the page does."""
    lm.exercise(name).state = {"value": value}


def test_there_is_an_answer_of_every_kind_below(lesson):
    assert {exercise(name).kind for name in SAID} == set(KINDS)


@pytest.mark.parametrize("name", SAID)
def test_what_was_answered_comes_back_in_the_words_of_the_page(lesson, name):
    value, words = SAID[name]
    answered(name, value)
    assert lm.said(name) == words


@pytest.mark.parametrize("name", SAID)
def test_nothing_was_said_before_the_exercise_is_shown_and_before_it_is_answered(lesson, name):
    assert lm.said(name) is None
    lm.exercise(name)
    assert lm.said(name) is None


def test_one_question_of_several_is_read_by_its_name(lesson):
    answered("06-guess", {"closest": "objector"})
    assert lm.said("06-guess", "closest") == "The objectors' numbers"
    assert lm.said("06-guess", "doubted") is None
    assert lm.said("02-contract", "contract") is None, "an exercise that was not shown is no error"


def test_the_parts_come_in_the_order_of_the_page(lesson):
    answered("06-guess", {"closest": "objector", "doubted": 12})
    assert list(lm.said("06-guess").values()) == [12, "The objectors' numbers"]


def test_what_the_exercise_no_longer_offers_was_not_said(lesson):
    answered("01-promote", {"promote": "the-other"})
    assert lm.said("01-promote") is None


def test_an_answer_is_read_whichever_of_two_views_it_was_given_in(lesson):
    first, _ = lm.exercise("01-promote"), lm.exercise("01-promote")
    first.state = {"value": {"promote": "sensors"}}
    assert lm.said("01-promote") == "The head of Sensors"
    assert lm.exercise("01-promote").value == {"promote": "sensors"}


def test_a_name_that_there_is_not_gets_the_nearest_one_when_something_is_read(lesson):
    with pytest.raises(ContentError, match="did you mean '01-promote'"):
        lm.said("01-promot")
    lm.exercise("06-guess")
    with pytest.raises(ContentError, match="'06-guess' has no part 'doubtd'; did you mean 'doubted'"):
        lm.said("06-guess", "doubtd")
    lm.exercise("08-fires")
    with pytest.raises(ContentError, match="it has one answer, so leave that out"):
        lm.said("08-fires", "tries")


def test_the_last_line_of_a_cell_shows_an_exercise_without_a_name(lesson):
    shown = lm.exercise("01-promote")._repr_mimebundle_()[0]
    assert "application/vnd.jupyter.widget-view+json" in shown
