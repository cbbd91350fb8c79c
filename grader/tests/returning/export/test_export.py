"""The exported file holds what the gradebook says, and nothing that a spreadsheet runs."""

import csv

import pytest

from nbseal.assignments.release import release
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import GradingError
from nbseal.returning.export import export_csv, export_tasks
from nbseal.returning.export.files import harmless
from nbseal.returning.export.table import COLUMNS


def rows(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_names_of_every_kind_come_through(course, tmp_path):
    release(course, "num")
    names = ['O"Hara, Pat', "李 小明", "two\nlines", "Müller; Jürgen"]
    with open_gradebook(course) as gradebook:
        for number, name in enumerate(names):
            gradebook.add_student(f"s{number}", last_name=name)
    export_csv(course, tmp_path / "grades.csv")
    assert {row["last_name"] for row in rows(tmp_path / "grades.csv")} == set(names)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start):
    assert harmless(f"{start}cmd|calc") == f"'{start}cmd|calc"
    assert harmless(f"a{start}b") == f"a{start}b"


def test_formulas_in_names_are_made_harmless(course, tmp_path):
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("eve", first_name='=HYPERLINK("http://example.org")')
    export_csv(course, tmp_path / "grades.csv")
    (row,) = rows(tmp_path / "grades.csv")
    assert row["first_name"] == '\'=HYPERLINK("http://example.org")'


def test_who_handed_in_nothing_has_nothing(course, tmp_path):
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("zoe")
    made = export_csv(course, tmp_path / "grades.csv")
    (row,) = rows(tmp_path / "grades.csv")
    assert tuple(row) == COLUMNS
    assert (row["student_id"], row["score"], row["max_score"]) == ("zoe", "0.0", "10.0")
    assert (made.rows, made.ungraded) == (1, [])


def test_work_that_a_person_still_has_to_grade_is_named(course, tmp_path):
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("zoe")
        gradebook.add_submission("num", "zoe")
        gradebook.find_grade("reason", "num", "num", "zoe").needs_manual_grade = True
        gradebook.db.commit()
    assert export_csv(course, tmp_path / "grades.csv").ungraded == [("zoe", "num")]


def test_a_file_that_cannot_be_written_leaves_the_old_one(course, tmp_path):
    release(course, "num")
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(GradingError, match="cannot be written"):
        export_csv(course, tmp_path / "taken" / "grades.csv")
    assert (tmp_path / "taken").read_text() == "a file, not a folder"


def test_per_task_there_is_a_column_for_each_graded_cell_that_adds_up_to_the_score(whole_round, tmp_path):
    course = open_course(whole_round.root)
    made = export_tasks(course, tmp_path / "tasks.csv", "num")
    most, *students = rows(tmp_path / "tasks.csv")
    cells = [name for name in most if "/" in name]
    assert most["student_id"] == "most"
    assert float(most["score"]) == sum(float(most[cell]) for cell in cells) == 10
    assert made.rows == len(students)
    export_csv(course, tmp_path / "grades.csv", "num")
    totals = {row["student_id"]: float(row["score"]) for row in rows(tmp_path / "grades.csv")}
    assert {student["student_id"]: float(student["score"]) for student in students} == totals
    for student in students:
        assert sum(float(student[cell] or 0) for cell in cells) == float(student["score"])


def test_per_task_a_cell_that_waits_for_a_person_is_empty_and_so_is_who_handed_in_nothing(course, tmp_path):
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("zoe")
        gradebook.add_student("=eve")
        gradebook.add_submission("num", "zoe")
        gradebook.find_grade("reason", "num", "num", "zoe").needs_manual_grade = True
        gradebook.db.commit()
    assert export_tasks(course, tmp_path / "tasks.csv", "num").ungraded == [("zoe", "num")]
    _, *students = rows(tmp_path / "tasks.csv")
    assert {s["student_id"]: (s["score"], s["num/reason"]) for s in students} == {
        "zoe": ("0.0", ""),
        "'=eve": ("", ""),
    }
