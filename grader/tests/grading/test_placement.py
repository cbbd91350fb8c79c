"""Which checks run inside by themselves: what their own code asks for decides, and no student's does."""

import pytest

from nbseal.course.notebook_names import names_of
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading.placement import moved_inside, notices, placed

ANSWERS = [
    "import numpy as np\nclass Dog:\n    pass",
    "def bark(times):\n    return 'wau ' * times",
    "class TooLoud(ValueError):\n    pass",
]


def notebook(*checks, answers=ANSWERS, places=()):
    cells = [
        ReferenceCell(f"check{number}", "code", code, "x", True, True, False, False, 1.0)
        for number, code in enumerate(checks, 1)
    ]
    for number, place in places:
        object.__setattr__(cells[number - 1], "place", place)
    return ReferenceNotebook("hw", None, tuple(cells), names_of([], answers, checks))


def reasons(*checks, files=(), **more):
    return [cell.why_inside for cell in placed(notebook(*checks, **more), files).cells]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("assert Dog().name == 'Rex'", "it uses the notebook's class `Dog`"),
        ("import inspect\nassert 'for' in inspect.getsource(bark)", "it looks into a function (`getsource`)"),
        ("assert bark.__code__.co_argcount == 1", "it looks into a function (`__code__`)"),
        ("%matplotlib inline\nassert bark(1)", "it uses a magic or a shell command"),
        ("files = !ls\nassert files", "it uses a magic or a shell command"),
        ("import matplotlib.pyplot as plt\nassert plt.gca().lines", "it looks at figures (`gca`)"),
        ("assert 'sort' not in In[-1]", "it looks at `In`, the notebook's own"),
        ("assert one is two", "it asks whether two objects are the same (`one is two`)"),
        ("import hw1_of_the_student", "it imports `hw1_of_the_student`, which is there at most in the"),
    ],
)
def test_a_check_that_asks_for_the_students_own_objects_runs_inside(code, why):
    assert reasons(code)[0].startswith(why)


@pytest.mark.parametrize(
    "code",
    [
        "assert bark(2) == 'wau wau '",
        "assert bark is not None and type(bark(1)) is str",
        "try:\n    bark(99)\nexcept TooLoud:\n    pass",
        "class Dog:\n    pass\nassert Dog() is not None",
        "import helper\nassert helper.near(bark(1), 'wau ')",
        "def (",
    ],
)
def test_any_other_check_runs_outside(code):
    assert reasons(code, files=["helper.py"]) == [""]


def test_a_check_that_uses_a_name_of_one_inside_runs_inside_as_well():
    found = reasons("rex = Dog()\nloud = rex.bark()", "assert loud == 'wau'", "assert bark(1) == 'wau '")
    assert found[1:] == ["it uses `loud` of `check1`, which does", ""]


def test_the_instructor_has_the_last_word():
    assert reasons("assert Dog()", "assert bark(1)", places=[(1, "outside"), (2, "inside")]) == [
        "",
        "its metadata says so",
    ]


def test_the_instructor_is_told_once_for_each_check_that_moved():
    moved = placed(notebook("assert Dog()", "assert bark(1)", "assert bark(2)", places=[(2, "inside")]), ())
    moved = moved_inside(moved, {("hw", "check3"): "the course's own solution does not pass it outside"})
    assert list(notices([moved])) == [
        "hw: check1 runs inside the notebook, because it uses the notebook's class `Dog`.",
        "hw: check3 runs inside the notebook, because the course's own solution does not pass it outside.",
    ]


def test_a_check_whose_hidden_names_one_inside_uses_runs_inside_too_and_so_on():
    base = "def base(n):\n    return n"
    correct = "def correct(n):\n    return base(n)"
    found = reasons(base, correct, "assert Dog().age == correct(3)", "def other():\n    pass")
    assert found == [
        "it gives `check2`, which does, `base`",
        "it gives `check3`, which does, `correct`",
        "it uses the notebook's class `Dog`",
        "",
    ]


def test_names_that_students_see_bound_or_may_bind_draw_no_check_inside():
    checks = notebook("expected = 3\nsecret = 4", "assert Dog().age == expected + len(bark(1))")
    object.__setattr__(checks.cells[0], "seen_lines", 1)
    assert next(cell.why_inside for cell in placed(checks, ()).cells) == ""


def test_an_instructors_word_keeps_a_check_outside_whoever_uses_its_names():
    assert reasons("secret = 4", "assert Dog().age == secret", places=[(1, "outside")])[0] == ""
