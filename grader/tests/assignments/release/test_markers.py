"""A marker that nbgrader would not know is found, and a comment that is none is left alone."""

import pytest
from traitlets.config import Config

from nbseal.assignments.release.markers import Markers, regions
from nbseal.assignments.release.notebook_faults import marker_faults

from .notebooks import answer, check, code, notebook, text


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("### begin solution", "BEGIN SOLUTION"),
        ("    ###Begin Solution", "BEGIN SOLUTION"),
        ("# BEGIN_SOLUTION", "BEGIN SOLUTION"),
        ("### BEGIN  SOLUTION", "BEGIN SOLUTION"),
        ("### BEGIN\u00a0SOLUTION", "BEGIN SOLUTION"),
        ("### BEGIN\u200b SOLUTION", "BEGIN SOLUTION"),
        ("### \u0412EGIN SOLUTION", "BEGIN SOLUTION"),
        ("### BEGN SOLUTION", "BEGIN SOLUTION"),
        ("### BEING SOLUTION ###", "BEGIN SOLUTION"),
        ("## END SOLUTON", "END SOLUTION"),
        ("### end solutions", "END SOLUTION"),
        ("### BEGIN HIDDEN TEST", "BEGIN HIDDEN TESTS"),
        ("### END HIDDENT TEST", "END HIDDEN TESTS"),
        ("// begin hidden tests", "BEGIN HIDDEN TESTS"),
        ("% End Hidden Tests", "END HIDDEN TESTS"),
        ("# begin mark scheme", "BEGIN MARK SCHEME"),
    ],
)
def test_a_misspelt_marker_is_found(line, meant):
    assert Markers().misspelt(line, code=True) == meant


@pytest.mark.parametrize(
    "line",
    [
        "### BEGIN SOLUTION",
        "# BEGIN SOLUTIONS",
        "### END HIDDEN TESTS",
        "# This is where your solution begins",
        "# YOUR SOLUTION HERE",
        "# tests",
        "begin_solution = 3",
        'print("begin solution")',
        "# the end of the solution is near, so hold on",
        "#",
        "",
    ],
)
def test_what_is_no_marker_is_left_alone(line):
    assert Markers().misspelt(line, code=True) is None


def test_in_text_a_marker_needs_no_sign_of_a_comment():
    assert Markers().misspelt("=== begin mark scheme ===", code=False) == "BEGIN MARK SCHEME"
    assert Markers().misspelt("A beginning solution", code=False) is None


def test_a_courses_own_markers_count_instead():
    config = Config({"ClearHiddenTests": {"begin_test_delimeter": "DEBUT DES TESTS CACHES"}})
    markers = Markers.of(config)
    assert markers.misspelt("# debut des tests caches", code=True) == "DEBUT DES TESTS CACHES"
    assert markers.misspelt("# begin hidden tests", code=True) is None


def test_the_sentence_names_the_cell_the_line_and_the_marker():
    nb = notebook(answer("def f(n):\n    ### begin solution\n    return n\n    ### END SOLUTION"))
    assert list(map(str, marker_faults("a.ipynb", nb, Markers()))) == [
        "a.ipynb, cell 'task', line 2, has '### begin solution', which is no marker, so what it should hide "
        "is shown or lost; write BEGIN SOLUTION.",
        "a.ipynb, cell 'task' has END SOLUTION without BEGIN SOLUTION; pair the markers.",
    ]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (code("### BEGIN SOLUTION\nx\n### END SOLUTION"), "not marked as a solution cell"),
        (answer("### BEGIN HIDDEN TESTS\nx\n### END HIDDEN TESTS"), "not marked as a tests cell"),
        (text("BEGIN MARK SCHEME\nx\nEND MARK SCHEME"), "not marked as a task cell"),
        (check("### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"), "twice before"),
    ],
)
def test_markers_in_a_cell_of_another_kind_are_found(cell, said):
    (fault,) = marker_faults("a.ipynb", notebook(cell), Markers())
    assert said in str(fault)


def test_a_cell_is_split_at_its_markers():
    assert regions("a\n# BEGIN SOLUTION\nb\n# END SOLUTION\nc", Markers().solution) == (["b"], ["a", "c"])
