"""A lesson or an exercise that is begun works as it comes, and overwrites nothing."""

import nbformat
import pytest

from leadermanager.errors import ContentError
from leadermanager_instructor.starting import KINDS, begin_exercise, begin_lesson
from leadermanager_instructor.trying import faults_in


@pytest.fixture
def course(tmp_path):
    (tmp_path / "course").mkdir()
    return tmp_path / "course"


def test_a_new_lesson_runs_from_its_first_cell_to_its_last(course):
    lesson, *exercises = begin_lesson(course, "09-my-topic", 'Luck, "luck" and you')
    assert faults_in(lesson) == []
    assert [faults_in(exercise) for exercise in exercises] == [[], []]
    title = nbformat.read(lesson, as_version=4).cells[0].source
    assert title.startswith('# 9. Luck, "luck" and you\n')


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_exercise_of_each_kind_is_one_that_the_library_takes(course, kind):
    (made,) = begin_exercise(course, "09-places", kind)
    assert made == course / "exercises" / "09-places.toml"
    assert faults_in(made) == []


def test_nothing_is_overwritten_and_nothing_half_written(course):
    (course / "exercises").mkdir()
    (course / "exercises" / "09-recall.toml").write_text("mine")
    with pytest.raises(ContentError, match=r"09-recall\.toml is there already"):
        begin_lesson(course, "09-my-topic", "Mine")
    assert [path.name for path in course.rglob("*") if path.is_file()] == ["09-recall.toml"]


@pytest.mark.parametrize("name", ["my-topic", "9-topic", "09", "09-", "../09-a", "09-a/b", "09-My"])
def test_what_a_lesson_and_an_exercise_cannot_be_called_is_said(course, name):
    with pytest.raises(ContentError, match="A lesson cannot be called"):
        begin_lesson(course, name, "Mine")
    with pytest.raises(ContentError, match="An exercise cannot be called"):
        begin_exercise(course, name, "quiz")


def test_a_kind_that_cannot_be_begun_is_said_with_those_that_can(course):
    with pytest.raises(ContentError, match="choose card-sort, matching, quiz"):
        begin_exercise(course, "09-places", "ring")
