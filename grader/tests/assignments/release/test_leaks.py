"""What a release certainly gives away is told from what only may, and from what its source shows anyway."""

import json
from pathlib import Path

import nbformat
import pytest

from nbseal.assignments.release.leaks import Leaks
from nbseal.assignments.release.markers import Markers

from .notebooks import answer, check, code, notebook, text

SQUARE = "def square(n):\n    {}\n    return n * n\n    {}".format("### BEGIN SOLUTION", "### END SOLUTION")
LONG = 'assert square(13) == 169 and square(-13) == 169, "With other numbers it is not the square."'
TESTS = f"assert square(2) == 4\n### BEGIN HIDDEN TESTS\n{LONG}\n### END HIDDEN TESTS"
PLOT = (
    "### BEGIN SOLUTION\nfigure = plt.figure(figsize=(12, 9))\naxes = figure.add_subplot(projection='3d')\n"
    "axes.plot_surface(x, y, height, cmap='inferno')\n### END SOLUTION"
)
SHOWN_PLOT = "\n".join(PLOT.split("\n")[1:-1])


@pytest.fixture
def leaks(tmp_path):
    """Return a function that says what a release with these cells, and files beside it, gives away."""

    def find(*cells, **files):
        source = notebook(*cells)
        released = nbformat.from_dict(json.loads(json.dumps(source)))
        for cell in released.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = "raise NotImplementedError()"
            cell.source = cell.source.replace(f"### BEGIN HIDDEN TESTS\n{LONG}\n### END HIDDEN TESTS", "")
        (tmp_path / "a.ipynb").write_text(nbformat.writes(released))
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = Leaks({Path("a.ipynb"): source}, Markers()).in_release(tmp_path)
        return [(leak.certain, str(leak.finding)) for leak in found]

    return find


def test_a_release_that_shows_nothing_is_clean(leaks):
    assert leaks(text("Square it."), answer(SQUARE), code("square(3)"), check(TESTS)) == []


@pytest.mark.parametrize(
    "other",
    [
        "def square(n):\n    return n * n",
        "def square(n):\n    '''Squared.'''\n    return  n*n\n\nsquare(3)",
        "x = 1\n\nclass A:\n    pass\n\ndef square(n):\n    # n by n\n    return n * n",
    ],
)
def test_a_whole_solution_in_another_cell_is_certain(leaks, other):
    ((certain, said),) = leaks(answer(SQUARE), check(TESTS), code(other))
    assert certain
    assert said.startswith("a.ipynb, cell 3, line ")
    assert said.endswith("shows students the whole solution of a.ipynb, cell 'task': 'square'.")


@pytest.mark.parametrize(
    "other",
    [
        "def square(n):\n    return n ** 2",
        "def cube(n):\n    return n * n",
        "return n * n",
        "def square(n): pass",
    ],
)
def test_what_only_resembles_a_solution_is_no_matter(leaks, other):
    assert leaks(answer(SQUARE), code(other)) == []


def test_a_function_that_a_solution_cell_shows_itself_may_be_shown_again(leaks):
    given = "def area(n):\n    return square(n) / 2\n"
    assert leaks(answer(f"{given}\n{SQUARE}"), code(given)) == []


def test_a_solution_without_functions_is_certain_in_another_cell_of_code(leaks):
    ((certain, said),) = leaks(answer(PLOT), code(f"import x\n{SHOWN_PLOT}"))
    assert (certain, said.partition(" shows")[0]) == (True, "a.ipynb, cell 2, line 2,")


def test_a_prompt_may_give_the_code_to_copy_and_a_text_below_may_not(leaks):
    prompt = text(f"Change the colours:\n```\n{SHOWN_PLOT}\n```")
    assert [certain for certain, _ in leaks(prompt, answer(PLOT))] == [False]
    assert [certain for certain, _ in leaks(answer(PLOT), prompt)] == [True]


def test_two_lines_that_are_shown_in_a_cell_as_well_are_no_matter(leaks):
    block = "### BEGIN SOLUTION\nx = numpy.linspace(0, 10, 100)\nplt.plot(x, x ** 2)\n### END SOLUTION"
    assert leaks(code("x = numpy.linspace(0, 10, 100)\nplt.plot(x, x ** 2)"), answer(block)) == []


def test_a_long_hidden_test_in_another_cell_is_certain(leaks):
    ((certain, said),) = leaks(answer(SQUARE), check(TESTS), code(f"x = 1\n{LONG}"))
    assert certain
    assert said.startswith(
        "a.ipynb, cell 3, line 2, shows students the hidden tests of a.ipynb, cell 'task_tests'"
    )


def test_a_long_hidden_test_that_a_test_cell_shows_is_no_matter(leaks):
    assert leaks(answer(SQUARE), check(TESTS), check(LONG, "more_tests")) == []


@pytest.mark.parametrize(
    "content",
    [f"x = 1\n{LONG}\n", json.dumps({"a": LONG}), LONG.encode("utf-16"), f"# {LONG}"],
    ids=["text", "json", "utf-16", "comment"],
)
def test_a_long_hidden_test_in_another_file_is_certain_however_it_is_written(leaks, content):
    ((certain, said),) = leaks(answer(SQUARE), check(TESTS), notes__txt=content)
    assert certain
    assert said.startswith("notes.txt, line ")


def test_each_secret_is_said_once_for_a_file(leaks):
    assert len(leaks(answer(PLOT), notes__html=f"<p>{SHOWN_PLOT}</p>\n<p>{SHOWN_PLOT}</p>")) == 1


def test_a_whole_solution_in_a_module_beside_it_is_certain(leaks):
    ((certain, said),) = leaks(answer(SQUARE), tools__py="import x\n\ndef square(n):\n    return n*n\n")
    assert (certain, said[:17]) == (True, "tools.py, line 3,")


def test_a_line_of_a_solution_in_a_file_is_only_warned_of(leaks):
    block = "### BEGIN SOLUTION\nshare = total / (len(rows) - 4)\nprint(share, total, rows)\n### END SOLUTION"
    ((certain, said),) = leaks(answer(block), tools__py="share = total / (len(rows) - 4)\n")
    assert not certain
    assert said.startswith("tools.py, line 1, shows students the solution of a.ipynb, cell 'task': 'share = ")


@pytest.mark.parametrize(
    "line",
    [
        "df",
        "df.head()",
        "import numpy as np",
        "n = 10",
        "sizes = [16, 32, 64, 128]",
        "x = y",
        "for row in rows:",
    ],
)
def test_a_line_that_anybody_may_write_is_no_matter_in_a_file(leaks, line):
    assert (
        leaks(
            answer(f"### BEGIN SOLUTION\n{line}\nworked_out(1, 2, 3, 'a')\n### END SOLUTION"), tools__py=line
        )
        == []
    )


def test_a_line_that_the_source_shows_is_no_matter_in_a_file(leaks):
    block = f"### BEGIN SOLUTION\n{SHOWN_PLOT}\nprint(5 * figure.width)\n### END SOLUTION"
    assert leaks(code(SHOWN_PLOT.split("\n")[0]), answer(block), tools__py=SHOWN_PLOT.split("\n")[0]) == []


def test_a_file_that_nobody_can_look_into_is_warned_of(leaks):
    assert leaks(answer(SQUARE), model__so=b"\x7fELF") == [
        (False, "model.so is a compiled file, and nobody can see what it shows.")
    ]


def test_a_stub_hides_nothing(leaks):
    stub = f"{SHOWN_PLOT}\n# YOUR CODE HERE\nraise NotImplementedError()"
    assert leaks(answer(stub), code(SHOWN_PLOT)) == []
