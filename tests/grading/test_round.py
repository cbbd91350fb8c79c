"""The whole round on the example class of six."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from leadermanager.grading.course import open_course
from leadermanager.grading.errors import CourseFolderError
from leadermanager.grading.export import export_csv
from leadermanager.grading.feedback import feedback
from leadermanager.grading.gradebook import open_gradebook, totals


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
    from leadermanager.grading.demo import demo

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


def run_nbgrader(root: Path, *line: str, path: str | None = None) -> str:
    environment = dict(os.environ)
    if path is not None:
        environment["PATH"] = path
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *line],
        cwd=root,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout + done.stderr


def test_every_nbgrader_command_works_with_the_committed_configuration(whole_round, tmp_path):
    """In an environment that is not activated, so that `alembic` is not on the PATH."""
    committed = Path(__file__).parents[2] / "assignments" / "nbgrader_config.py"
    root = tmp_path / "course"
    (root / "submitted" / "ada").mkdir(parents=True)
    shutil.copytree(whole_round.root / "source", root / "source")
    shutil.copytree(whole_round.root / "submitted" / "ada" / "num", root / "submitted" / "ada" / "num")
    shutil.copy(committed, root / "nbgrader_config.py")
    bare = "/usr/bin:/bin"
    run_nbgrader(root, "generate_assignment", "num", path=bare)
    assert (root / "release" / "num" / "num.ipynb").is_file()
    said = run_nbgrader(root, "autograde", "num", path=bare)
    assert "Autograding" in said
    run_nbgrader(root, "generate_feedback", "num", path=bare)
    assert (root / "feedback" / "ada" / "num" / "num.html").is_file()
    assert totals(open_course(root), "num")[0][:2] == ("ada", 8.0)
    said = run_nbgrader(root, "validate", str(root / "source" / "num" / "num.ipynb"), path=bare)
    assert "Success" in said
