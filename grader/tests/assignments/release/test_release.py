"""A release is refused in one sentence where it would leak or could not be graded."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from nbseal.assignments.release import release
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError, ReleaseError


def refusal(course):
    with pytest.raises(ReleaseError) as caught:
        release(course, "num")
    assert not course.folder("release", "num").exists(), "nothing is released"
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_a_sound_assignment_is_released_without_its_secrets(course):
    made = release(course, "num")
    text = (made.folder / "num.ipynb").read_text()
    assert (made.tasks, made.points, made.notebooks) == (5, 10, ["num"])
    assert "result_of_" not in text
    assert "expected_" not in text
    assert text.count("raise NotImplementedError()") == 4


def test_the_tasks_are_in_the_gradebook(course):
    release(course, "num")
    with open_gradebook(course) as gradebook:
        assert gradebook.find_assignment("num").max_score == 10


def test_it_can_be_released_again(course, edit_source):
    release(course, "num")
    edit_source("title", "# Numbers", "# More numbers")
    assert "# More numbers" in (release(course, "num").folder / "num.ipynb").read_text()


def test_a_refused_release_leaves_the_last_one_as_it_was(course, edit_source):
    made = release(course, "num")
    before = (made.folder / "num.ipynb").read_bytes()
    edit_source("double", "    ### END SOLUTION", "")
    with pytest.raises(ReleaseError):
        release(course, "num")
    assert (made.folder / "num.ipynb").read_bytes() == before


def test_a_solution_line_before_its_markers_is_refused(course, edit_source):
    line = "    result_of_double = n + n"
    edit_source("double", f"    ### BEGIN SOLUTION\n{line}", f"{line}\n    ### BEGIN SOLUTION")
    assert "a solution line outside its markers: 'result_of_double = n + n'" in refusal(course)


def test_a_solution_line_after_its_markers_is_refused(course, edit_source):
    line = "    return result_of_double"
    edit_source("double", f"{line}\n    ### END SOLUTION", "    ### END SOLUTION\n    return n + n")
    assert "a solution line outside its markers: 'return n + n'" in refusal(course)


def test_a_solution_with_both_markers_gone_shows_nothing(course, edit_source):
    """nbgrader then replaces the whole cell."""
    edit_source("double", "    ### BEGIN SOLUTION\n", "")
    edit_source("double", "\n    ### END SOLUTION", "")
    assert "n + n" not in (release(course, "num").folder / "num.ipynb").read_text().replace("n + n + n", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    ### BEGIN SOLUTION\n", "", "has END SOLUTION without BEGIN SOLUTION"),
        ("\n    ### END SOLUTION", "", "has BEGIN SOLUTION without END SOLUTION"),
        ("### BEGIN SOLUTION", "### BEGIN SOLUTION\n    ### BEGIN SOLUTION", "has BEGIN SOLUTION twice"),
    ],
)
def test_markers_that_do_not_pair_up_are_refused(course, edit_source, old, new, said):
    edit_source("double", old, new)
    assert said in refusal(course)


def test_hidden_tests_without_their_markers_are_refused(course, edit_source):
    edit_source("double_tests", "### BEGIN HIDDEN TESTS\n", "")
    edit_source("double_tests", "\n### END HIDDEN TESTS", "")
    said = refusal(course)
    assert "'double_tests'" in said
    assert "no hidden tests between markers" in said


def test_a_hidden_test_after_its_markers_is_refused(course, edit_source):
    edit_source(
        "double_tests", "### END HIDDEN TESTS", '### END HIDDEN TESTS\nassert double(99) == 198, "no"'
    )
    assert "a hidden test outside its markers, after END HIDDEN TESTS: 'assert double(99)" in refusal(course)


def test_a_hidden_test_that_is_visible_as_well_is_refused(course, edit_source):
    line = 'assert double(31) + double(32) == 126, "no"'
    edit_source("double_tests", "### BEGIN HIDDEN TESTS", f"{line}\n### BEGIN HIDDEN TESTS\n{line}")
    assert "a line of a solution or hidden test" in refusal(course)


def test_a_line_that_only_hidden_tests_use_is_refused_outside_them(course, edit_source):
    edit_source(
        "double_tests", "### BEGIN HIDDEN TESTS", "known = [34, 46]\n### BEGIN HIDDEN TESTS\nprint(known)"
    )
    assert "a line that only the hidden tests use, outside their markers: 'known = [34, 46]'" in refusal(
        course
    )


def test_a_cell_tagged_visible_may_show_what_is_outside_its_markers(course):
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell,) = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "double"]
    cell.source = cell.source.replace("    ### BEGIN", "    start = n\n    ### BEGIN")
    cell.metadata.tags = ["visible"]
    nbformat.write(notebook, path)
    assert "start = n" in (release(course, "num").folder / "num.ipynb").read_text()


def test_a_test_outside_a_tests_cell_is_refused(course):
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("assert triple(41) == 123"))
    nbformat.write(notebook, path)
    assert "a test outside a tests cell" in refusal(course)


def test_a_solution_in_a_file_beside_the_notebook_is_refused(course):
    (course.root / "source" / "num" / "model.py").write_text("result_of_triple  = n + n + n\n")
    said = refusal(course)
    assert "model.py" in said
    assert "result_of_triple" in said


def test_a_solution_in_the_metadata_is_refused(course):
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.answer = "    result_of_triple = n + n + n"
    nbformat.write(notebook, path)
    assert "result_of_triple" in refusal(course)


def test_a_graded_cell_without_points_is_refused(course):
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "square_tests":
            del cell.metadata.nbgrader["points"]
    path.write_text(nbformat.writes(notebook))
    assert "cell 'square_tests' is graded, but has no points" in refusal(course)


def test_an_id_used_twice_is_refused(course):
    path = course.root / "source" / "num" / "num.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "square_tests":
            cell.metadata.nbgrader.grade_id = "double_tests"
    nbformat.write(notebook, path)
    assert "has an id that an earlier cell has as well" in refusal(course)


def test_an_unknown_assignment_is_named_with_those_that_are_there(course):
    with pytest.raises(AssignmentError, match=r"There is no assignment 'ps9' in .* \(there: num\)"):
        release(course, "ps9")


def test_a_source_that_is_no_notebook_is_named(course):
    (course.root / "source" / "num" / "num.ipynb").write_text("not a notebook")
    with pytest.raises(AssignmentError, match=r"num\.ipynb is not a notebook that can be read"):
        release(course, "num")


def test_a_released_notebook_says_what_it_is_and_what_grading_allows_it(course):
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + "c.Limits.cell_seconds = 45\n")
    made = release(open_course(course.root), "num")
    known = nbformat.read(made.folder / "num.ipynb", as_version=4).metadata["nbseal"]
    assert (known["assignment"], known["notebook"]) == ("num", "num")
    assert known["limits"] == {"cell_seconds": 45, "notebook_seconds": 300, "notebook_mb": 40}
