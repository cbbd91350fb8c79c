"""A release is refused where it certainly leaks or could not be graded, and warned of where it may be."""

import nbformat
import pytest
from nbformat.v4 import new_output

from nbseal.assignments.release import release
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError, ReleaseError

from ...conftest import TASKS
from .notebooks import named


def refusal(course):
    """Why it is not released: all faults, a sentence each."""
    with pytest.raises(ReleaseError) as caught:
        release(course, "num")
    assert not course.folder("release", "num").exists(), "nothing is released"
    assert str(caught.value) == " ".join(caught.value.faults)
    assert "\n" not in str(caught.value)
    return list(caught.value.faults)


def warned(course):
    """What is said of a release that was made all the same."""
    made = release(course, "num")
    assert made.folder.is_dir()
    return list(map(str, made.warnings))


def test_a_sound_assignment_is_released_without_its_secrets(course):
    made = release(course, "num")
    text = (made.folder / "num.ipynb").read_text()
    assert (made.tasks, made.points, made.notebooks) == (5, 10, ["num"])
    assert "result_of_" not in text
    assert "expected_" not in text
    assert text.count("raise NotImplementedError()") == 4
    assert (made.warnings, made.changes) == ([], [])


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


def test_a_solution_before_its_markers_is_warned_of(course, edit_source):
    line = "    result_of_double = n + n"
    edit_source("double", f"    ### BEGIN SOLUTION\n{line}", f"{line}\n    ### BEGIN SOLUTION")
    assert warned(course) == [
        "num.ipynb, cell 'double', line 3, shows students 'result_of_double = n + n' before its markers, "
        "which hide only what returns it."
    ]


def test_a_solution_after_its_markers_is_warned_of(course, edit_source):
    line = "    return result_of_double"
    edit_source("double", f"{line}\n    ### END SOLUTION", "    ### END SOLUTION\n    return n + n")
    assert warned(course) == [
        "num.ipynb, cell 'double', line 6, shows students 'return n + n' after its markers, which uses "
        "nothing of the solution."
    ]


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
    (fault,) = refusal(course)
    assert said in fault


def test_all_faults_are_said_at_once(course, edit_source):
    edit_source("double", "    ### BEGIN SOLUTION\n", "")
    edit_source("triple", "\n    ### END SOLUTION", "")
    edit_source("square_tests", "### END HIDDEN TESTS", "### END HIDDEN")
    (course.root / "source" / "num" / "answer.py").write_text("result_of_negate = 0 - n\n")
    said = refusal(course)
    assert [fault.partition(", ")[0] for fault in said] == ["num.ipynb"] * 3 + ["answer.py"]
    assert [task for fault in said for task in TASKS if task in fault] == list(TASKS)


def test_tests_that_are_shown_on_purpose_are_no_matter(course, edit_source):
    edit_source("double_tests", "### BEGIN HIDDEN TESTS\n", "")
    edit_source("double_tests", "\n### END HIDDEN TESTS", "")
    line = 'assert double(31) + double(32) == 126, "no"'
    edit_source("triple_tests", "### BEGIN HIDDEN TESTS", f"{line}\n### BEGIN HIDDEN TESTS\n{line}")
    assert warned(course) == []


def test_a_solution_in_a_file_beside_the_notebook_is_refused(course):
    (course.root / "source" / "num" / "model.py").write_text("x = 1\nresult_of_triple  = n + n + n\n")
    assert refusal(course) == [
        "model.py, line 2, shows students the solution of num.ipynb, cell 'triple': "
        "'result_of_triple = n + n + n'; take it out, or list the file in c.Release.intended if it is meant "
        "to be seen."
    ]


def test_a_solution_in_the_metadata_is_refused(course, change_source):
    change_source(lambda nb: nb.metadata.update(answer="    result_of_triple = n + n + n"))
    (said,) = refusal(course)
    assert said.startswith("num.ipynb, line ")
    assert "the solution of num.ipynb, cell 'triple'" in said


def test_a_graded_cell_without_points_is_refused(course, change_source):
    change_source(lambda nb: named(nb, "square_tests").metadata.nbgrader.pop("points"))
    (said,) = refusal(course)
    assert said.startswith("num.ipynb, cell 'square_tests' is graded, but has no points")


def test_an_id_used_twice_is_refused(course, change_source):
    change_source(lambda nb: named(nb, "square_tests").metadata.nbgrader.update(grade_id="double_tests"))
    (said,) = refusal(course)
    assert "has an id that an earlier cell has as well" in said


def test_an_assignment_without_graded_cells_is_warned_of(course, change_source):
    def leave_out(nb):
        nb.cells = [cell for cell in nb.cells if not cell.metadata.get("nbgrader", {}).get("grade")]

    change_source(leave_out)
    assert warned(course) == ["num has no graded cell, so it is worth no points."]


def test_what_is_unlocked_or_has_outputs_is_warned_of(course, change_source):
    (course.root / "nbgrader_config.py").write_text(
        "from nbgrader.preprocessors import *\nc = get_config()\nc.GenerateAssignment.preprocessors = "
        "[ClearSolutions, ComputeChecksums, SaveCells, ClearHiddenTests, ComputeChecksums]\n"
    )
    change_source(lambda nb: nb.cells[2].update(outputs=[new_output("stream", text="4")]))
    said = warned(open_course(course.root))
    assert "num.ipynb, cell 3 is released with its outputs; leave ClearOutput on." in said
    assert [line for line in said if "'double_tests' is released unlocked" in line]


def test_a_course_may_have_markers_of_its_own(course, edit_source):
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.ClearSolutions.begin_solution_delimeter = "LOESUNG AB HIER"\n')
    for task in TASKS:
        edit_source(task, "BEGIN SOLUTION", "LOESUNG AB HIER")
    course = open_course(course.root)
    assert "result_of_" not in (release(course, "num").folder / "num.ipynb").read_text()
    edit_source("double", "LOESUNG AB HIER", "LOESUNG AB HIR")
    with pytest.raises(ReleaseError, match="write LOESUNG AB HIER"):
        release(course, "num")


def test_an_unknown_assignment_is_named_with_those_that_are_there(course):
    with pytest.raises(AssignmentError, match=r"There is no assignment 'ps9' in .* \(there: num\)"):
        release(course, "ps9")


def test_a_released_notebook_says_what_it_is_and_what_grading_allows_it(course):
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + "c.Limits.cell_seconds = 45\n")
    made = release(open_course(course.root), "num")
    known = nbformat.read(made.folder / "num.ipynb", as_version=4).metadata["nbseal"]
    assert (known["assignment"], known["notebook"]) == ("num", "num")
    assert known["limits"] == {"cell_seconds": 45, "notebook_seconds": 300, "notebook_mb": 40}
