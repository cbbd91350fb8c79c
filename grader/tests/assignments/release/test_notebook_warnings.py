"""What an instructor may not have meant is warned of, with its cell and line; what is only usual is not."""

import pytest

from nbseal.assignments.release.markers import Markers
from nbseal.assignments.release.notebook_warnings import not_python, warnings

from .notebooks import answer, check, code, notebook

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SQUARE = "def square(n):\n    ### BEGIN SOLUTION\n    return n * n\n    ### END SOLUTION"


def said(*cells, **more):
    return list(map(str, warnings("a.ipynb", notebook(*cells, **more), Markers())))


@pytest.mark.parametrize(
    "outside",
    [
        "width",
        "width.head()",
        "n = 10",
        "code = ''",
        "crop_size = [32, 32]",
        "limit = 1024 * 1024",
        "x = ...",
        "import math",
        "from math import sqrt",
        "df.head()",
        "square(3)",
        "print(square(3))",
        "self.x = x",
        "assert square(3) == 9",
        "%%timeit\nsquare(3)",
        "data = load('a.csv')",
    ],
)
def test_what_is_usual_beside_a_solution_is_no_matter(outside):
    before = answer(f"{outside}\n### BEGIN SOLUTION\ny = 3 * n\n### END SOLUTION")
    after = answer(f"### BEGIN SOLUTION\ny = 3 * n\n### END SOLUTION\n{outside}", "other")
    assert said(before, after) == []


@pytest.mark.parametrize(
    "body",
    [
        "t = time()\n    ### BEGIN SOLUTION\n    y = work(n)\n    ### END SOLUTION\n    return y, time() - t",
        "### BEGIN SOLUTION\n    total = sum(n)\n    ### END SOLUTION\n    return total / len(n)",
        "y = n * n\n    ### BEGIN SOLUTION\n    return y + 1\n    ### END SOLUTION",
        "### BEGIN SOLUTION\n    y = 2 * n\n    ### END SOLUTION\n    return y",
        "### BEGIN SOLUTION\n    pass\n    ### END SOLUTION\n    return None",
    ],
)
def test_a_frame_around_a_solution_is_no_matter(body):
    assert said(answer(f"def f(n):\n    {body}")) == []


@pytest.mark.parametrize(
    ("body", "line", "shown"),
    [
        ("y = n * n\n    ### BEGIN SOLUTION\n    return y\n    ### END SOLUTION", 2, "y = n * n"),
        ("### BEGIN SOLUTION\n    y = 1\n    ### END SOLUTION\n    return n * n", 5, "return n * n"),
        (
            "### BEGIN SOLUTION\n    y = 1\n    ### END SOLUTION\n    return sorted(n)[0]",
            5,
            "return sorted(n)[0]",
        ),
    ],
)
def test_a_function_that_is_solved_outside_of_its_markers_is_warned_of(body, line, shown):
    (warning,) = said(answer(f"def f(n):\n    {body}"))
    assert warning.startswith(f"a.ipynb, cell 'task', line {line}, shows students {shown!r}")


@pytest.mark.parametrize(
    "source",
    [
        "assert square(2) == 4",
        f"assert square(2) == 4\n{HIDDEN.format('assert square(3) == 9')}",
        f"{HIDDEN.format('assert square(3) == 9')}\nassert square(2) == 4",
        f"known = [1, 2]\n{HIDDEN.format('assert square(known[1]) == 4')}",
        f"found = square(2)\n{HIDDEN.format('assert found == 4')}",
        f"import math\n{HIDDEN.format('assert square(2) == math.pow(2, 2)')}",
        f"# tests\n{HIDDEN.format('assert square(3) == 9')}\nprint('done')",
        "square(2) == 4",
        "### AUTOTEST square(2)",
    ],
)
def test_a_test_that_is_shown_on_purpose_is_no_matter(source):
    assert said(answer(SQUARE), check(source)) == []


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("# hidden tests\nassert square(3) == 9", 1, "has '# hidden tests', which hides nothing"),
        ("### START HIDDEN\nassert square(3) == 9", 1, "has '### START HIDDEN', which hides nothing"),
        (
            f"{HIDDEN.format('right = [9]')}\nassert square(3) in right",
            4,
            "uses 'right', which only its hidden",
        ),
        (
            f"right = work(2)\n{HIDDEN.format('assert square(2) == right')}",
            1,
            "which only its hidden tests use",
        ),
        (
            f"assert square(1) == 1\n{HIDDEN.format('assert square(2) == 4')}\nassert square(9) == 81",
            5,
            "shows students 'assert square(9) == 81', below its hidden tests",
        ),
        ("# do not delete this cell", 0, "is graded, but nothing in it can fail"),
        ("import math\nx = 3", 0, "is graded, but nothing in it can fail"),
    ],
)
def test_a_test_that_shows_or_lacks_something_is_warned_of(source, line, what):
    (warning,) = said(answer(SQUARE), code("def work(n): return 4"), check(source))
    where = f"a.ipynb, cell 'task_tests'{f', line {line},' if line else ''} "
    assert warning.startswith(where)
    assert what in warning


def test_a_notebook_without_cells_is_warned_of():
    assert said() == ["a.ipynb has no cells."]


def test_a_notebook_in_another_language_is_said_to_be_for_a_person():
    (warning,) = said(answer("square <- function(n) {"), language="R")
    assert warning.startswith("a.ipynb is written in R: it is released, but `grade` runs Python only")


@pytest.mark.parametrize("make", [answer, check])
def test_code_that_is_not_python_is_named_with_its_line(make):
    (finding,) = not_python("a.ipynb", notebook(make("x = 1\ndef f(n):\nreturn n")))
    assert str(finding).startswith("a.ipynb, cell 'task")
    assert ", line 3, has a" in str(finding)
    assert "that is not Python (expected an indented block" in str(finding)


def test_a_stub_magics_and_cells_without_a_role_need_not_be_python():
    stub = answer("def f(n):\n# YOUR CODE HERE\nraise NotImplementedError()")
    nb = notebook(stub, answer("%matplotlib inline\n!ls\nx = 1", "other"), code("this is no Python"))
    assert list(not_python("a.ipynb", nb)) == []
