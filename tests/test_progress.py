"""Which exercises a lesson has, and what a file of progress may bring back."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from leadermanager.errors import ContentError, ProgressError
from leadermanager.progress import FORMAT, Progress, find_lessons, read_progress
from leadermanager.widgets.card_sort import CardSort
from leadermanager.widgets.quiz import Quiz

COURSE = Path(__file__).parents[1] / "course"
SHAPES = {"acts": CardSort.state_shape(), "portrait": Quiz.state_shape()}


def write_lesson(folder, name, heading, *exercises):
    cells = [new_markdown_cell(f"Some words.\n\n# {heading}"), new_markdown_cell("## More")]
    cells += [new_code_cell(f'one = lm.exercise("{exercise}")\none') for exercise in exercises]
    nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")


def write_exercise(folder, name, title):
    (folder / "exercises").mkdir(exist_ok=True)
    (folder / "exercises" / f"{name}.toml").write_text(f'kind = "quiz"\ntitle = "{title}"\n')


def file_of(**exercises):
    return json.dumps({"format": FORMAT, "version": 1, "saved": "now", "exercises": exercises})


def test_every_exercise_of_the_course_belongs_to_one_lesson():
    lessons = find_lessons(COURSE)
    shown = [name for lesson in lessons for name in lesson.exercises]
    assert sorted(shown) == sorted(path.stem for path in (COURSE / "exercises").glob("*.toml"))
    assert [lesson.number for lesson in lessons] == [path.stem[:2] for path in sorted(COURSE.glob("*.ipynb"))]


def test_exercises_stand_in_the_order_in_which_the_lesson_shows_them(tmp_path):
    for name in ("07-able", "07-baker", "07-charlie"):
        write_exercise(tmp_path, name, name.title())
    write_lesson(tmp_path, "07-careers", "7. Careers", "07-charlie", "07-able")
    [lesson] = find_lessons(tmp_path)
    assert (lesson.number, lesson.title) == ("07", "Careers")
    assert lesson.exercises == {"07-charlie": "07-Charlie", "07-able": "07-Able", "07-baker": "07-Baker"}


def test_a_lesson_that_is_added_later_is_found(tmp_path):
    write_exercise(tmp_path, "01-acts", "Acts")
    write_lesson(tmp_path, "01-change", "Change", "01-acts")
    assert [lesson.title for lesson in find_lessons(tmp_path)] == ["Change"]
    write_exercise(tmp_path, "09-own", "Own")
    write_lesson(tmp_path, "09-own-case", "9. A case of our own", "09-own")
    assert [lesson.title for lesson in find_lessons(tmp_path)] == ["Change", "A case of our own"]


def test_exercises_without_a_notebook_still_have_a_lesson(tmp_path):
    write_exercise(tmp_path, "03-map", "Map")
    [lesson] = find_lessons(tmp_path)
    assert (lesson.title, lesson.exercises) == ("Lesson 03", {"03-map": "Map"})


def test_an_exercise_that_cannot_be_read_is_named(tmp_path):
    write_exercise(tmp_path, "03-map", "Map")
    (tmp_path / "exercises" / "03-map.toml").write_text("title = ")
    with pytest.raises(ContentError, match=r"03-map\.toml cannot be read as TOML"):
        find_lessons(tmp_path)


def test_a_notebook_that_cannot_be_read_is_named(tmp_path):
    write_exercise(tmp_path, "03-map", "Map")
    (tmp_path / "03-aligning.ipynb").write_text("[]")
    with pytest.raises(ContentError, match=r"03-aligning\.ipynb is not a notebook"):
        find_lessons(tmp_path)


def test_what_was_saved_comes_back_word_for_word():
    portrait = {"value": {"text": "Sie sagte „nein“.\n\nAnd why.", "sure": 3}, "done": True}
    acts = {"value": {"aim": "leading"}, "tries": {"aim": 2}}
    saved = file_of(portrait=portrait, acts=acts)
    assert read_progress(saved, SHAPES) == Progress({"portrait": portrait, "acts": acts})


def test_exercises_that_are_not_known_are_left_out_and_counted():
    saved = file_of(old={"value": {"a": 1}}, acts={"value": {}})
    assert read_progress(saved, SHAPES) == Progress({"acts": {"value": {}}}, unknown=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dear teacher",
        "[1, 2]",
        '{"cells": [], "nbformat": 4}',
        "[" * 100_000,
        b"\xff\xfe\x00",
        b"PK\x03\x04",
    ],
)
def test_another_file_is_refused_in_one_sentence(text):
    with pytest.raises(ProgressError, match="This is not a file of saved progress; choose the one"):
        read_progress(text, SHAPES)


def test_a_file_of_a_newer_edition_is_refused():
    with pytest.raises(ProgressError, match="saved by another edition"):
        read_progress(json.dumps({"format": FORMAT, "version": 2, "exercises": {}}), SHAPES)


@pytest.mark.parametrize(
    ("state", "rest"),
    [
        ("done", None),
        (None, None),
        ([{"value": {}}], None),
        ({"value": "leading"}, None),
        ({"value": {"aim": "leading"}, "tries": 3}, {"value": {"aim": "leading"}}),
        ({"value": {"aim": "leading", "budget": 4}}, {"value": {"aim": "leading"}}),
        ({"value": {"aim": "leading"}, "done": "yes"}, {"value": {"aim": "leading"}}),
        (
            {"value": {"aim": "leading"}, "tries": {"aim": float("nan")}},
            {"value": {"aim": "leading"}, "tries": {}},
        ),
        ({"value": {"aim": "leading"}, "colour": "red"}, {"value": {"aim": "leading"}}),
        ({"value": json.loads('{"a": ' + "[" * 900 + "]" * 900 + "}")}, {"value": {}}),
    ],
    ids=lambda state: str(state)[:30],
)
def test_what_no_page_keeps_is_left_out_and_named_and_the_rest_comes_back(state, rest):
    portrait = {"value": {"text": "Mine."}}
    found = read_progress(file_of(acts=state, portrait=portrait), SHAPES)
    assert found.unread == ["acts"]
    assert found.exercises == {"portrait": portrait, **({"acts": rest} if rest else {})}


def test_half_a_character_costs_that_character_alone():
    found = read_progress(file_of(portrait={"value": {"text": "Good \ud83d day"}}), SHAPES)
    assert found.exercises["portrait"]["value"]["text"] == "Good \N{REPLACEMENT CHARACTER} day"
    assert found.unread == ["portrait"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_that_an_editor_saved_in_its_own_way_is_read(encoding):
    saved = file_of(acts={"value": {"aim": "leading"}}).replace(", ", ",\r\n")
    assert set(read_progress(saved.encode(encoding), SHAPES).exercises) == {"acts"}


def test_a_file_without_a_list_of_exercises_is_refused():
    with pytest.raises(ProgressError, match="list of exercises in this file is damaged"):
        read_progress(json.dumps({"format": FORMAT, "version": 1, "exercises": ["acts"]}), SHAPES)


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read():
    with pytest.raises(ProgressError, match="more than 5 MB"):
        read_progress(" " * 5_000_001, SHAPES)
