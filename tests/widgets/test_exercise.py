import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leadermanager import widgets
from leadermanager.errors import ContentError
from leadermanager.widgets.card_sort import CardSort
from leadermanager.widgets.exercise import KINDS, Exercise, exercise
from leadermanager.widgets.quiz import Quiz

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
    with pytest.raises(
        ContentError, match=r"no exercise exercises.01-predikt\.toml; did you mean '01-predict'"
    ):
        exercise("01-predikt")


def test_a_notebook_outside_its_folder_is_told_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError, match="holds no exercises; open the notebook from its own folder"):
        exercise("01-predict")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind = ", "cannot be read as TOML"),
        ('kind = "riddle"', "the kind is 'riddle', but has to be one of axes, card-sort"),
        ("", "the kind is ''"),
        (FILE.replace("title", "titel"), "exercise '01-predict': 'title' is missing"),
        ('id = "02-other"\n' + FILE, "the id is '02-other'; call it '01-predict' as the file"),
        (FILE + "[labels]\nkep = 'x'\n", "labels: there is no key 'kep'"),
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


def test_the_answer_is_a_literal_of_the_value(cards):
    sort = CardSort(cards)
    sort.state = {"value": {"aim": "leading", "budget": "managing"}}
    assert ast.literal_eval(sort.answer) == sort.value == {"aim": "leading", "budget": "managing"}


def test_running_the_cell_again_keeps_what_was_answered(cards):
    CardSort(cards).state = {"value": {"aim": "leading"}}
    assert CardSort(cards).value == {"aim": "leading"}
    cards["id"] = "other"
    assert CardSort(cards).value == {}


def test_without_a_kernel_the_output_says_what_to_do(cards):
    [bundle, _] = CardSort(cards)._repr_mimebundle_() or ({}, {})
    assert bundle["text/plain"] == "Exercise “Three acts”: run this cell to see it."


@pytest.mark.parametrize("widget", [CardSort, Quiz])
def test_the_front_end_uses_every_label_and_nothing_remote(widget):
    module, style = str(widget._esm), str(widget._css)
    assert not re.search(r"https?:|^import |@import|url\(", module + style, re.MULTILINE)
    assert len(re.findall("^export default", module, re.MULTILINE)) == 1
    calls = re.findall(r"\blabel\(([^,)]*)", module)
    used = {name for call in calls for name in re.findall(r'"(\w+)"', call)}
    assert used == set(widget.LABELS)


def test_every_kind_is_an_exercise_of_that_kind():
    assert issubclass(CardSort, Exercise)
    assert KINDS["card-sort"] == ("card_sort", CardSort.__name__)
    assert KINDS["quiz"] == ("quiz", Quiz.__name__)
    assert (CardSort.kind, Quiz.kind) == ("card-sort", "quiz")


@pytest.mark.parametrize("kind", KINDS)
def test_the_style_of_a_kind_reaches_no_other_kind_on_the_page(kind):
    style = Path(widgets.__file__).parent / "static" / f"{KINDS[kind][0]}.css"
    openings = re.findall(r"^\S.*\{$", style.read_text("utf-8"), re.MULTILINE)
    assert set(openings) == {f".lm-exercise.lm-{kind} {{"}


def test_an_exercise_loads_neither_pandas_nor_altair():
    code = "import leadermanager.widgets.quiz, leadermanager.widgets.card_sort, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "anywidget" in loaded
    assert not {"pandas", "altair", "numpy"} & set(loaded)
