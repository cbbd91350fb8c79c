"""The list of progress knows the lessons, and answers what its front end asks."""

import json
from pathlib import Path

import pytest

from leadermanager.errors import ProgressError
from leadermanager.progress import FORMAT
from leadermanager.widgets.my_progress import my_progress

COURSE = Path(__file__).parents[2] / "course"


class Heard(list):
    """What Python sends to the front end, in place of a browser."""

    def __call__(self, message, buffers=None):
        self.append((message, buffers))


@pytest.fixture
def shown(monkeypatch):
    """Return a function that asks as the front end does, and gives the answer and its file."""
    widget = my_progress(COURSE)
    heard = Heard()
    monkeypatch.setattr(widget, "send", heard)

    def ask(file=b"", **question):
        widget._hear(widget, {"number": "7", **question}, [memoryview(file)] if file else [])
        message, buffers = heard.pop()
        assert message.pop("number") == "7"
        return message, buffers

    return ask


def test_the_front_end_gets_every_lesson_and_the_words():
    widget = my_progress(COURSE)
    assert [lesson["title"] for lesson in widget.content["lessons"]][:2] == [
        "Start here",
        "Change and complexity",
    ]
    assert widget.content["lessons"][1]["exercises"]["01-acts"]
    assert widget.labels["open"] == "not begun"


def test_a_folder_without_lessons_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(ProgressError, match="holds no lessons; open the notebook from the folder"):
        my_progress(tmp_path)


def test_it_says_when_the_running_notebook_was_saved(shown, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "somewhere/course/00-start-here.ipynb")
    assert shown(ask="saved")[0] == {"saved": (COURSE / "00-start-here.ipynb").stat().st_mtime}
    monkeypatch.setenv("JPY_SESSION_NAME", "console")
    assert shown(ask="saved")[0] == {"saved": None}
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert shown(ask="saved")[0] == {"saved": None}


def test_a_refusal_is_a_sentence_and_the_next_question_is_answered(shown):
    said, _ = shown(ask="restore", file=b"dear teacher")
    assert said["refused"].startswith("This is not a file of saved progress")
    file = json.dumps({"format": FORMAT, "version": 1, "exercises": {"01-acts": {"value": {}}, "no": {}}})
    said, _ = shown(ask="restore", file=file.encode())
    assert said["exercises"] == {"01-acts": {"value": {}}}


def test_what_is_asked_by_nobody_we_know_is_passed_over(shown):
    assert shown(ask="something else") == ({}, None)


def test_packed_work_comes_as_a_file(shown):
    said, files = shown(ask="pack", progress="{}")
    assert "01-change-and-complexity.ipynb" in said["notebooks"]
    assert files[0].startswith(b"PK")
