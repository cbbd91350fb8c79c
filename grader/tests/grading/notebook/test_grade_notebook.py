"""One notebook, cell by cell: closed scores, flags for a person, and a dead cell that costs only its own."""

import json
from dataclasses import replace

import pytest

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading.notebook import grade_notebook
from nbseal.limits import Limits

LIMITS = Limits(cell_seconds=2, notebook_seconds=60, restarts=2)


def cell(name, source, points=0, inside=False):
    test = points > 0
    known = ReferenceCell(name, "code", source, "0" * 32, test, test, not test, False, float(points))
    return replace(known, why_inside="the test says so" if inside else "")


@pytest.fixture
def graded(fork_server):
    def grade(answers, checks, tests="outside", first="", texts=frozenset(), **more):
        """Grade a notebook of `answers` (task to code), each with its check (code, points[, inside])."""
        known, handed_in = [], []
        if first:
            handed_in.append({"cell_type": "code", "source": first, "metadata": {}})
        for task, code in answers.items():
            known += [cell(task, "stub"), cell(f"{task}_tests", *checks[task])]
            meta = {"nbgrader": {"grade_id": task, "solution": True}}
            handed_in.append({"cell_type": "code", "source": code, "metadata": meta})
        names = NotebookNames(students=frozenset(answers))
        reference = ReferenceNotebook("hw", None, tuple(known), names, texts)
        notebook = json.dumps({"cells": handed_in, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
        return grade_notebook(fork_server, notebook.encode(), reference, {}, LIMITS, tests, **more)

    return grade


def points(done):
    return {score.cell: score.points for score in done.scores}


def flags(done):
    return {flag.task: flag.reason for flag in done.flags}


def test_a_number_on_the_last_line_is_partial_credit_and_clipped_with_a_flag(graded):
    checks = {"a": ("a", 2), "b": ("b", 2), "c": ("c", 2)}
    done = graded({"a": "a = 1.5", "b": "b = 7", "c": "c = -1"}, checks)
    assert points(done) == {"a_tests": 1.5, "b_tests": 2.0, "c_tests": 0.0}
    assert flags(done) == {
        "b_tests": "the check gave 7 points, of 0 to 2",
        "c_tests": "the check gave -1 points, of 0 to 2",
    }


@pytest.mark.parametrize("tests", ["outside", "inside"])
def test_only_a_number_on_the_last_line_is_partial_credit(graded, tests):
    answers = {"a": "a = 'all of them'", "b": "b = [1, 2]", "c": "c = 0.5", "d": "d = False"}
    done = graded(answers, {name: (name, 2) for name in answers}, tests)
    assert points(done) == {"a_tests": 2.0, "b_tests": 2.0, "c_tests": 0.5, "d_tests": 0.0}
    assert flags(done) == {}


@pytest.mark.parametrize("tests", ["outside", "inside"])
def test_what_is_not_understood_is_nothing_and_flagged(graded, tests):
    done = graded({"a": "a = float('nan')"}, {"a": ("a", 2)}, tests)
    assert points(done) == {"a_tests": 0.0}
    assert "no number of points" in flags(done)["a_tests"]


def test_a_cell_that_dies_loses_its_own_checks_and_no_others(graded):
    answers = {"a": "a = 1", "b": "b = 2\nimport os\nos._exit(0)", "c": "c = a + 2"}
    checks = {task: (f"assert {task} == {n}", n) for n, task in enumerate(answers, start=1)}
    done = graded(answers, checks)
    assert points(done) == {"a_tests": 1.0, "b_tests": 0.0, "c_tests": 3.0}
    assert flags(done) == {"b": "the cell ended by itself (exit code 0)"}


def test_a_check_that_ends_the_session_loses_its_own_points_and_no_others(graded):
    answers = {"a": "import os\ndef a():\n    os._exit(3)", "b": "b = 2"}
    done = graded(answers, {"a": ("assert a() == 1", 1), "b": ("assert b == 2", 2)})
    assert points(done) == {"a_tests": 0.0, "b_tests": 2.0}
    assert flags(done) == {"a_tests": "The notebook's session ended by itself (exit code 3)."}


def test_a_notebook_that_goes_on_dying_is_left_at_what_it_had(graded):
    answers = {task: f"{task} = 1" if task == "a" else "import os\nos._exit(0)" for task in "abcde"}
    done = graded(answers, {task: (f"assert {task} == 1", 1) for task in answers})
    assert points(done) == {"a_tests": 1.0, **{f"{task}_tests": 0.0 for task in "bcde"}}
    assert "ended too often" in flags(done)[None]


def test_a_cell_that_takes_too_long_is_flagged_and_the_rest_goes_on(graded):
    answers = {"a": "import time\ntime.sleep(600)\na = 1", "b": "b = 2"}
    done = graded(answers, {"a": ("assert a == 1", 1), "b": ("assert b == 2", 2)})
    assert points(done) == {"a_tests": 0.0, "b_tests": 2.0}
    assert flags(done) == {"a": "the cell did not end within 2 seconds"}


def test_a_check_can_ask_to_run_inside_where_it_sees_the_students_own_classes(graded):
    answers = {"stack": "class stack:\n    def size(self):\n        return 0"}
    check = "assert stack().size() == 0"
    outside, inside = graded(answers, {"stack": (check, 1)}), graded(answers, {"stack": (check, 1, True)})
    assert points(inside) == {"stack_tests": 1.0}
    assert points(outside) == {"stack_tests": 0.0}
    assert "runs inside the notebook" in flags(outside)["stack_tests"]
    assert points(graded(answers, {"stack": (check, 1)}, tests="inside")) == {"stack_tests": 1.0}


def test_where_one_lost_point_is_enough_no_check_after_it_is_run(graded):
    answers = {task: f"{task} = {n}" for n, task in enumerate("abc", start=1)}
    checks = {task: (f"assert {task} == {n}", 1) for n, task in [(1, "a"), (0, "b"), (3, "c")]}
    done = graded(answers, checks, first_loss=True)
    assert points(done) == {"a_tests": 1.0, "b_tests": 0.0, "c_tests": 0.0}
    assert flags(done) == {"c_tests": "The check was not run, because points were lost before."}
    assert points(graded(answers, checks)) == {"a_tests": 1.0, "b_tests": 0.0, "c_tests": 1.0}


def test_a_graded_notebook_says_how_each_check_ended_and_nothing_of_the_check(graded):
    done = graded({"a": "def a():\n    return 1 / 0"}, {"a": ("secret = 42\nassert a() == secret", 1)})
    shown = json.loads(done.content)["cells"][1]
    assert shown["metadata"]["grading"]["ended"] == "failed"
    assert "ZeroDivisionError" in json.dumps(shown["outputs"])
    assert "line 2, in a" in json.dumps(shown["outputs"])
    assert "42" not in json.dumps(shown["outputs"])


FROM_NO_CELL = """
raising = eval(compile("lambda n: (_ for _ in ()).throw(AssertionError(f'got {n}'))", "x", "eval"))
"""


@pytest.mark.parametrize("lines", ["assert a(17) == 34, 'Not twice.'", "a(17)"])
def test_an_assertion_that_the_students_code_raises_is_never_the_checks_own_message(graded, lines):
    answer = FROM_NO_CELL + "def a(n):\n    return raising(n)"
    hidden = f"### BEGIN HIDDEN TESTS show messages\n{lines}\n### END HIDDEN TESTS"
    for code in (answer, FROM_NO_CELL + "a = raising"):
        done = graded({"a": code}, {"a": (hidden, 2)})
        [check] = [it for it in json.loads(done.content)["cells"] if "grading" in it["metadata"]]
        assert check["metadata"]["grading"]["error"] == "AssertionError"


def test_a_cell_goes_on_after_a_command_that_is_not_run_and_a_person_is_told(graded):
    done = graded(
        {"a": "!pip install x\nlines = !git status\na = 1 + len(lines)"}, {"a": ("assert a == 1", 2)}
    )
    assert points(done) == {"a_tests": 2.0}
    assert flags(done) == {"a": "the cell has a command that is not run here, and went on without it"}


def test_the_instructors_own_command_is_no_flag_on_a_student(graded):
    text = "!pip install x"
    done = graded({"a": "a = 1"}, {"a": ("assert a == 1", 2)}, first=text, texts=frozenset({text}))
    assert (points(done), flags(done)) == ({"a_tests": 2.0}, {})
