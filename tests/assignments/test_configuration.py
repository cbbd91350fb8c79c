"""The course's own nbgrader_config.py, as nbgrader's commands read it."""

import shutil
from pathlib import Path

import pytest
from grader.tests.stock import run_nbgrader

from nbseal.course import open_course
from nbseal.course.gradebook import totals
from nbseal.grading import sandbox

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"


@pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")
def test_every_nbgrader_command_works_with_the_committed_configuration(tmp_path):
    """In an environment that is not activated, so that `alembic` is not on the PATH."""
    root, bare = tmp_path / "course", "/usr/bin:/bin"
    shutil.copytree(ASSIGNMENTS / "source" / "ps0", root / "source" / "ps0")
    shutil.copy(ASSIGNMENTS / "nbgrader_config.py", root)
    run_nbgrader(root, "generate_assignment", "ps0", path=bare)
    assert (root / "release" / "ps0" / "ps0.ipynb").is_file()
    shutil.copytree(root / "source" / "ps0", root / "submitted" / "ada" / "ps0")
    assert "Autograding" in run_nbgrader(root, "autograde", "ps0", path=bare)
    run_nbgrader(root, "generate_feedback", "ps0", path=bare)
    assert (root / "feedback" / "ada" / "ps0" / "ps0.html").is_file()
    student, score, most, _ = totals(open_course(root), "ps0")[0]
    assert (student, most) == ("ada", 5.0)
    assert score >= 3
    said = run_nbgrader(root, "validate", str(root / "source" / "ps0" / "ps0.ipynb"), path=bare)
    assert "Success" in said
