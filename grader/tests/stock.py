"""Stock nbgrader beside this grader: the same course, graded by both, cell by cell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from nbseal.assignments.release import release
from nbseal.course import open_course


def make_course(root, config=""):
    root.mkdir(parents=True, exist_ok=True)
    text = f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\nc.Execute.timeout = 300\n{config}"
    (root / "nbgrader_config.py").write_text(text)
    return open_course(root)


def scores(course, assignment):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def comments(course, assignment):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, comment.name): comment.auto_comment
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for comment in notebook.comments
        }


def autograde(course, assignment):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment]
    # On a busy machine it once failed at one student, which says nothing of us; run again, it goes on with
    # whom it has not graded.
    for _ in range(2):
        run = subprocess.run(
            command,
            cwd=course.root,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            return
    told = [line for line in run.stderr.splitlines() if "has changed!" not in line]
    pytest.fail("\n".join(told)[-6000:])


def begin_again(course, assignment):
    shutil.rmtree(course.root / "autograded", ignore_errors=True)
    Path(course.db_url.removeprefix("sqlite:///")).unlink()
    release(course, assignment)


def run_nbgrader(root: Path, *line: str, path: str | None = None) -> str:
    """Run an nbgrader command in a course and return what it says; `path` is what PATH is to be."""
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
