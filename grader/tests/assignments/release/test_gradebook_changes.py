"""A release after the class was graded says what changes, and keeps every score that still has a cell."""

import csv

import pytest

from nbseal.assignments.release import release
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import ReleaseError
from nbseal.grading.engine import grade

from ...here import Here
from .notebooks import check, named


@pytest.fixture
def graded(course):
    """The course with its assignment released, and Ada's and Ben's work scored with comments."""
    release(course, "num")
    with open_gradebook(course) as gradebook:
        for student, points in (("ada", 2), ("ben", 1)):
            gradebook.add_student(student)
            submission = gradebook.add_submission("num", student)
            for grade in submission.notebooks[0].grades:
                grade.auto_score, grade.needs_manual_grade = points, False
            (reason,) = (it for it in submission.notebooks[0].grades if it.name == "reason")
            reason.auto_score, reason.manual_score = None, points
            (comment,) = (it for it in submission.notebooks[0].comments if it.name == "reason")
            comment.manual_comment = f"Well, {student}."
        gradebook.db.commit()
    return course


def scores(course, student="ada"):
    """A student's scores by cell; None where one is still to be given."""
    with open_gradebook(course) as gradebook:
        (notebook,) = gradebook.find_submission("num", student).notebooks
        return {
            it.name: None if it.needs_manual_grade else max(it.auto_score or 0, it.manual_score or 0)
            for it in notebook.grades
        }


def kept(course):
    """What is kept of the scores and comments that are gone."""
    (file,) = (course.root / "removed-scores").iterdir()
    with file.open(newline="", encoding="utf-8") as stream:
        return [tuple(row.values()) for row in csv.DictReader(stream)]


def remove(grade_id):
    def by(nb):
        nb.cells.remove(named(nb, grade_id))

    return by


def test_a_release_that_changes_no_cell_says_nothing_and_keeps_all(graded, edit_source):
    before = scores(graded)
    edit_source("double_tests", "The number 1 is", "One is")
    assert release(graded, "num").changes == []
    assert scores(graded) == before
    assert set(before.values()) == {2}


def test_a_test_that_was_added_is_to_be_graded_and_all_else_stays(graded, change_source):
    before = scores(graded)
    change_source(lambda nb: nb.cells.append(check("assert double(9) == 18", "more_tests")))
    assert release(graded, "num").changes == [
        "num.ipynb, cell 'more_tests' was added: 2 students have no score for it until you grade again."
    ]
    assert scores(graded) == {**before, "more_tests": None}


def test_a_test_that_was_removed_is_kept_in_a_file_with_its_scores(graded, change_source):
    before = scores(graded)
    change_source(remove("double_tests"))
    gone, where = release(graded, "num").changes
    assert gone == "num.ipynb, cell 'double_tests' was removed, with the scores of 2 students for it."
    assert where.startswith("The scores and comments that are gone are kept in ")
    assert sorted(kept(graded)) == [
        ("ada", "num", "double_tests", "2.0", "", "", ""),
        ("ben", "num", "double_tests", "1.0", "", "", ""),
    ]
    del before["double_tests"]
    assert scores(graded) == before


def test_a_written_answer_that_was_removed_is_kept_with_what_was_said_of_it(graded, change_source):
    change_source(remove("reason"))
    release(graded, "num")
    assert ("ada", "num", "reason", "", "2.0", "", "") in kept(graded)
    assert ("ben", "num", "reason", "", "", "", "Well, ben.") in kept(graded)


def test_a_test_with_another_id_is_another_test(graded, change_source):
    change_source(lambda nb: named(nb, "double_tests").metadata.nbgrader.update(grade_id="twice_tests"))
    said = release(graded, "num").changes
    assert [line.partition(":")[0] for line in said[:2]] == [
        "num.ipynb, cell 'double_tests' was removed, with the scores of 2 students for it.",
        "num.ipynb, cell 'twice_tests' was added",
    ]
    assert scores(graded)["twice_tests"] is None


def test_other_points_are_said_and_count(graded, change_source):
    change_source(lambda nb: named(nb, "double_tests").metadata.nbgrader.update(points=5))
    assert release(graded, "num").changes == [
        "num.ipynb, cell 'double_tests' is worth 5 points instead of 2."
    ]
    with open_gradebook(graded) as gradebook:
        assert gradebook.find_assignment("num").max_score == 13


def test_a_notebook_with_another_name_keeps_its_scores(graded):
    before = scores(graded)
    source = graded.root / "source" / "num"
    (source / "num.ipynb").rename(source / "numbers.ipynb")
    assert release(graded, "num").changes == ["num.ipynb is called numbers.ipynb now, and keeps its scores."]
    assert scores(graded) == before


def test_a_notebook_may_be_added_and_removed_again(graded, change_source):
    source = graded.root / "source" / "num"

    def other(nb):
        for cell in nb.cells:
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader.grade_id += "_2"

    content = (source / "num.ipynb").read_bytes()
    change_source(other)
    (source / "num.ipynb").rename(source / "more.ipynb")
    (source / "num.ipynb").write_bytes(content)
    said = release(graded, "num").changes
    assert said[0] == "more.ipynb was added."
    assert len([line for line in said if "was added: 2 students have no score" in line]) == 5
    (source / "more.ipynb").unlink()
    assert release(graded, "num").changes == ["more.ipynb was removed, with the scores of 2 students for it."]
    assert set(scores(graded).values()) == {2}


def test_a_refused_release_leaves_the_gradebook_alone(graded, change_source):
    before = scores(graded)

    def spoil(nb):
        remove("double_tests")(nb)
        named(nb, "triple").source += "\n### BEGIN SOLUTION"

    change_source(spoil)
    with pytest.raises(ReleaseError, match="pair the markers"):
        release(graded, "num")
    assert scores(graded) == before


def test_where_nobody_has_handed_in_nothing_is_said(course, change_source):
    release(course, "num")
    change_source(remove("double_tests"))
    assert release(course, "num").changes == []


@pytest.mark.usefixtures("needs_sandbox")
def test_a_class_that_was_graded_is_graded_again_with_the_new_test(course, answer, change_source):
    release(course, "num")
    answer("ada", double="def double(n):\n    return n + n", reason="Numbers compare.")
    grade(course, "num", pool=Here())
    with open_gradebook(course) as gradebook:
        gradebook.find_grade("reason", "num", "num", "ada").manual_score = 1.5
        gradebook.find_grade("reason", "num", "num", "ada").needs_manual_grade = False
        gradebook.db.commit()
    change_source(lambda nb: nb.cells.append(check("assert double(9) == 18", "more_tests")))
    release(course, "num")
    assert grade(course, "num", pool=Here()).graded == ["ada"]
    found = scores(course)
    assert (found["more_tests"], found["double_tests"], found["triple_tests"]) == (1, 2, 0)
    with open_gradebook(course) as gradebook:
        assert gradebook.find_grade("reason", "num", "num", "ada").manual_score == 1.5
