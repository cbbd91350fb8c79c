"""A pattern says which part of a name is the student, and is never ambiguous about it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbseal.collecting.pattern import ParsedName, Pattern
from nbseal.errors import CollectError


@pytest.mark.parametrize(
    ("pattern", "path", "named"),
    [
        ("{student}_{file}", "ada_num.ipynb", ParsedName("ada", "num.ipynb")),
        ("{student}.ipynb", "a.b.ipynb", ParsedName("a.b", "a.b.ipynb")),
        ("num-{student}-{attempt}.zip", "num-ada-12.zip", ParsedName("ada", "num-ada-12.zip", 12)),
        ("{student}/{file}", "ada/num.ipynb", ParsedName("ada", "num.ipynb")),
        ("{student}/{file}", "ada/data/x.csv", ParsedName("ada", "data/x.csv")),
        ("week 1/*/{student}/{file}", "week 1/group b/ada/num.ipynb", ParsedName("ada", "num.ipynb")),
        ("{file}.{student}.ipynb", "a+b.ada.ipynb", ParsedName("ada", "a+b")),
    ],
)
def test_a_name_is_taken_apart(pattern, path, named):
    assert Pattern(pattern).match(path) == named


@pytest.mark.parametrize(
    "text", ["2026-11-24-15-04-05", "20261124T150405", "2026.11.24 15:04:05", "20261124150405"]
)
def test_a_time_is_read_in_this_machines_zone(text):
    named = Pattern("*_{student}_attempt_{time}_{file}").match(f"num_ada_attempt_{text}_hello world.ipynb")
    assert named.file == "hello world.ipynb"
    assert named.time == datetime(2026, 11, 24, 15, 4, 5).astimezone()


def test_a_time_with_a_z_is_read_as_utc():
    assert Pattern("{student}_{time}").match("ada_20261124T1504Z").time == datetime(
        2026, 11, 24, 15, 4, tzinfo=UTC
    )


def test_a_time_that_is_none_is_said():
    with pytest.raises(CollectError, match="'2026-13-24-15-04', which is no time"):
        Pattern("{student}_{time}").match("ada_2026-13-24-15-04")


@pytest.mark.parametrize("path", ["ada.ipynb", "x/ada_num.ipynb", "ada_", "_num.ipynb"])
def test_a_name_that_does_not_fit_is_said(path):
    with pytest.raises(CollectError, match="does not fit the pattern"):
        Pattern("{student}_{file}").match(path)


def test_a_student_cannot_choose_another_way_to_read_a_name():
    with pytest.raises(CollectError, match="in more than one way"):
        Pattern("{student}_{file}").match("ada_ben_num.ipynb")


def test_a_name_is_read_in_the_one_way_that_gives_a_known_student():
    assert Pattern("{student}_{file}", ["ADA_ben", "cem"]).match("ada_ben_num.ipynb").student == "ada_ben"
    with pytest.raises(CollectError, match="in more than one way"):
        Pattern("{student}_{file}", ["ada", "ada_ben"]).match("ada_ben_num.ipynb")
    with pytest.raises(CollectError, match="in more than one way"):
        Pattern("{student}_{file}", ["cem"]).match("ada_ben_num.ipynb")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("{file}", "has to name {student} once"),
        ("{student}_{student}", "has to name {student} once"),
        ("{student}_{file}_{file}", "nothing else twice"),
        ("{student}_{name}", "has {name}; there are only"),
        ("*_*_{student}_{file}", "too many places for anything"),
        ("{student}_{", "has {; there are only"),
    ],
)
def test_a_pattern_that_is_wrong_is_said_before_anything_is_read(pattern, why):
    with pytest.raises(CollectError) as problem:
        Pattern(pattern)
    assert why in str(problem.value)


WORDS = st.text(st.sampled_from("ab_-.1"), min_size=1, max_size=4)


@given(WORDS, WORDS, WORDS)
def test_a_name_is_never_read_as_another_students(before, student, file):
    try:
        named = Pattern("*_{student}_{file}").match(f"{before}_{student}_{file}")
    except CollectError:
        return
    assert (named.student, named.file) == (student, file)


def test_a_name_made_to_take_long_does_not():
    """The number of ways to try is bounded by the pattern, not by the name."""
    with pytest.raises(CollectError):
        Pattern("*_{student}_{file}!").match("_" * 255)
