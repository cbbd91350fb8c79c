"""The whole round on the example class of six."""

import csv
import shutil
import sqlite3

import pytest

from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook, totals
from nbseal.errors import CourseFolderError
from nbseal.returning.export import export_csv
from nbseal.returning.feedback import feedback

from .stock import run_nbgrader


def scores(whole_round):
    return {student: score for student, score, _, _ in totals(whole_round.demo.course, "num")}


def test_who_answers_everything_rightly_has_full_points(whole_round):
    assert scores(whole_round)["ada"] == 10


def test_who_answers_half_has_half_and_half_of_the_written_points(whole_round):
    assert scores(whole_round)["ben"] == 4 + 1


def test_a_notebook_handed_in_as_it_came_has_nothing(whole_round):
    assert scores(whole_round)["cem"] == 0


def test_a_crash_costs_what_came_after_it_and_no_more(whole_round):
    assert scores(whole_round)["dora"] == 4
    reasons = [flag.reason for flag in whole_round.demo.result.flagged if flag.student == "dora"]
    assert reasons == ["the cell ended by itself (exit code 1)"]


def test_an_endless_loop_costs_its_own_task_and_no_more(whole_round):
    assert scores(whole_round)["emil"] == 6
    (flag,) = [flag for flag in whole_round.demo.result.flagged if flag.student == "emil"]
    assert flag.task == "square"
    assert "did not end within 10 seconds" in flag.reason


def test_who_looks_for_the_solutions_has_only_their_own_work(whole_round):
    assert scores(whole_round)["fay"] == 4
    page = (whole_round.root / "autograded" / "fay" / "num" / "num.ipynb").read_text()
    assert "no solutions to be found" in page
    assert "result_of_negate" not in page


def test_the_gradebook_was_out_of_reach(whole_round):
    with sqlite3.connect(whole_round.root / "gradebook.db") as gradebook:
        given = {row[0] for row in gradebook.execute("SELECT manual_score FROM grade")}
    assert given == {None, 2.0, 1.0}


def test_nothing_but_the_folder_of_the_demo_is_made(whole_round):
    assert sorted(path.name for path in whole_round.root.parent.iterdir()) == ["demo"]
    hidden = [path.name for path in whole_round.root.iterdir() if path.name.startswith(".")]
    assert hidden == []


def test_the_demo_says_each_step(whole_round):
    assert whole_round.said[0] == "Released num: 5 graded cells, 10 points."
    assert "ada answers everything, and rightly, and hands it in." in whole_round.said
    assert whole_round.said[-1] == "Exported 6 grades."


def test_the_demo_leaves_a_folder_in_use_alone(whole_round, tmp_path):
    from nbseal.demo import demo

    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CourseFolderError, match="is in use already"):
        demo(whole_round.demo.course, "num", tmp_path, lambda *_: tmp_path, print)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_our_export_and_nbgraders_have_the_same_rows(whole_round, tmp_path):
    ours = tmp_path / "ours.csv"
    theirs = tmp_path / "theirs.csv"
    export_csv(whole_round.demo.course, ours)
    run_nbgrader(whole_round.root, "export", "--to", str(theirs))
    with ours.open(newline="") as a, theirs.open(newline="") as b:
        assert list(csv.reader(a)) == list(csv.reader(b))


def test_a_manual_grade_shows_up_in_feedback_and_export(whole_round, tmp_path):
    root = tmp_path / "demo"
    shutil.copytree(whole_round.root, root)
    course = open_course(root)
    with open_gradebook(course) as gradebook:
        entry = gradebook.find_grade("reason", "num", "num", "ben")
        entry.manual_score = 1.75
        gradebook.find_comment("reason", "num", "num", "ben").manual_comment = "Better than it looks."
        gradebook.db.commit()
    feedback(course, "num")
    page = (root / "feedback" / "ben" / "num" / "num.html").read_text()
    assert "Score: 5.75 / 10" in page
    assert "1.75 of 2 points" in page
    assert "Better than it looks." in page
    export_csv(course, tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open(newline="") as stream:
        rows = {row["student_id"]: row for row in csv.DictReader(stream)}
    assert rows["ben"]["score"] == "5.75"
