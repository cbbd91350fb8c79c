"""Feedback is packed as the LMS wants it, for those who have it, and always in the same way."""

import io
import json
import shutil
import zipfile

import nbformat
import pytest

from nbseal.collecting import collect
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import GradingError
from nbseal.returning.feedback import feedback
from nbseal.returning.feedback.packing import pack_feedback

CANVAS = """\
Student,ID,SIS Login ID,Section,num (700)
    Points Possible,,,,10
"Lovelace, Ada",11,ada,A,
"Bow, Ben",12,ben,A,
"Çelik, Cem",13,cem,A,
"""

WORKSHEET = """\
Identifier,"Full name","ID number",Grade,"Maximum grade"
"Participant 41","Ada Lovelace",ada,,10.00
"Participant 42","Ben Bow",ben,,10.00
"""


@pytest.fixture
def graded(whole_round, tmp_path):
    """The example class, graded; what Ada, Ben and Cem handed in is in it, byte for byte."""
    shutil.copytree(whole_round.root, tmp_path / "course")
    return open_course(tmp_path / "course")


def handed_in(graded, student, name):
    return (graded.folder("submitted", "num", student) / name).read_bytes()


@pytest.fixture
def from_canvas(graded, tmp_path, zipped):
    """Ada handed in a bundle, Ben a notebook for the second time; Cem's is not in the download."""
    bundle = (graded.root / "handed-in" / "num-ada.zip").read_bytes()
    entries = [
        ("lovelaceada_11_501_num-ada.zip", bundle),
        ("bowben_LATE_12_502_num-1.ipynb", handed_in(graded, "ben", "num.ipynb")),
    ]
    (tmp_path / "canvas.zip").write_bytes(zipped(*entries))
    (tmp_path / "canvas.csv").write_text(CANVAS)
    result = collect(graded, "num", [tmp_path / "canvas.zip"], gradebook=tmp_path / "canvas.csv")
    assert result.unchanged == ["ada", "ben"]
    return graded


def packed(course, form, tmp_path, name="feedback.zip"):
    done = pack_feedback(course, feedback(course, "num"), form, tmp_path / name)
    with zipfile.ZipFile(tmp_path / name) as archive:
        return done, {entry: archive.read(entry) for entry in archive.namelist()}


def page(course, student):
    return (course.folder("feedback", "num", student) / "num.html").read_bytes()


def test_a_plain_zip_has_a_folder_for_each_student(graded, tmp_path):
    done, entries = packed(graded, "plain", tmp_path)
    assert list(entries) == [f"{name}/num.html" for name in done.students]
    assert "ada" in done.students
    assert entries["ada/num.html"] == page(graded, "ada")


def test_who_still_has_to_be_graded_is_left_out(graded, tmp_path):
    with open_gradebook(graded) as gradebook:
        gradebook.find_grade("reason", "num", "num", "ben").needs_manual_grade = True
        gradebook.db.commit()
    done, entries = packed(graded, "plain", tmp_path)
    assert ("ben", "something still has to be graded by a person") in done.left_out
    assert "ben/num.html" not in entries


def test_canvas_gets_the_names_of_its_own_download(from_canvas, tmp_path):
    done, entries = packed(from_canvas, "canvas", tmp_path)
    assert list(entries) == ["bowben_LATE_12_502_num-1.ipynb", "lovelaceada_11_501_num-ada.zip"]
    assert done.students == ["ada", "ben"]
    assert ("cem", "was not collected from a download of Canvas's") in done.left_out


def test_for_a_bundle_canvas_gets_a_zip_of_pages(from_canvas, tmp_path):
    _, entries = packed(from_canvas, "canvas", tmp_path)
    with zipfile.ZipFile(io.BytesIO(entries["lovelaceada_11_501_num-ada.zip"])) as archive:
        assert archive.namelist() == ["num.html"]
        assert archive.read("num.html") == page(from_canvas, "ada")


def test_for_a_notebook_canvas_gets_a_notebook_with_scores_and_comments(from_canvas, tmp_path):
    _, entries = packed(from_canvas, "canvas", tmp_path)
    content = entries["bowben_LATE_12_502_num-1.ipynb"].decode()
    notebook = nbformat.reads(content, as_version=4)
    nbformat.validate(notebook)
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert texts[0] == "# num: 5 of 10 points"
    assert "**2 of 2 points.** All of it is as it should be." in texts
    assert "**Comment:** A reason, but no number: see the rubric." in texts


def test_no_hidden_test_can_be_read_in_a_notebook(from_canvas, tmp_path):
    _, entries = packed(from_canvas, "canvas", tmp_path)
    content = entries["bowben_LATE_12_502_num-1.ipynb"].decode()
    (graded,) = from_canvas.folder("autograded", "num", "ben").glob("*.ipynb")
    for secret in ("expected_", "secret advice", "### BEGIN HIDDEN TESTS"):
        assert secret not in content
    assert "### BEGIN HIDDEN TESTS" in graded.read_text(), "there was something to hide"
    assert all(not cell.get("metadata") for cell in json.loads(content)["cells"])


def test_moodle_gets_a_folder_for_each_participant(graded, tmp_path, zipped):
    form = "{}_assignsubmission_file/num.ipynb"
    entries = [
        (form.format("Ada Lovelace_41"), handed_in(graded, "ada", "num.ipynb")),
        (form.format("Ben Bow_42"), handed_in(graded, "ben", "num.ipynb")),
    ]
    (tmp_path / "moodle.zip").write_bytes(zipped(*entries))
    (tmp_path / "moodle.csv").write_text(WORKSHEET)
    collect(graded, "num", [tmp_path / "moodle.zip"], gradebook=tmp_path / "moodle.csv")
    done, entries = packed(graded, "moodle", tmp_path)
    assert list(entries) == [
        "Ada Lovelace_41_assignfeedback_file/num.html",
        "Ben Bow_42_assignfeedback_file/num.html",
    ]
    assert entries["Ben Bow_42_assignfeedback_file/num.html"] == page(graded, "ben")
    assert done.students == ["ada", "ben"]


@pytest.mark.parametrize("form", ["plain", "canvas"])
def test_the_same_feedback_makes_the_same_zip(from_canvas, tmp_path, form):
    packed(from_canvas, form, tmp_path, "one.zip")
    packed(from_canvas, form, tmp_path, "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_was_handed_in_anew_is_answered_under_its_new_name(from_canvas, tmp_path, zipped):
    again = ("bowben_LATE_12_599_num-2.ipynb", handed_in(from_canvas, "ben", "num.ipynb"))
    (tmp_path / "again.zip").write_bytes(zipped(again))
    collect(from_canvas, "num", [tmp_path / "again.zip"])
    collect(from_canvas, "num", [tmp_path / "canvas.zip"])
    _, entries = packed(from_canvas, "canvas", tmp_path)
    assert "bowben_LATE_12_599_num-2.ipynb" in entries


def test_a_zip_that_cannot_be_written_leaves_the_old_one(graded, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(GradingError, match="cannot be written"):
        pack_feedback(graded, feedback(graded, "num"), "plain", tmp_path / "taken" / "feedback.zip")
