"""nbgrader's own commands take off for lateness what this grader does, on nbgrader's own course."""

import shutil
from pathlib import Path

import nbgrader
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from nbseal.assignments.release import release
from nbseal.course import open_course
from nbseal.grading import engine, sandbox
from nbseal.returning.export import export_csv

from ..stock import autograde, begin_again, make_course, run_nbgrader

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(1800),
    pytest.mark.thorough("grades with stock nbgrader as well, which takes seconds for each notebook"),
]

GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"

# The clocks of Berlin go back in the night after the due date, at 01:00 UTC.
SCHEDULE = """
timezone = "Europe/Berlin"

[late]
per_day = "10%"
at_most = "50%"
grace = "15 minutes"

[assignments.ps1]
due = "2026-10-24 23:59"

[assignments.ps1.extensions]
bitdiddle = "1 day"
"""
CAME = {
    "bitdiddle": "2026-10-25 23:14:01",  # 15 minutes and a second over the extension: one day
    "hacker": "2026-10-25 23:14:01",  # the second day, by a second
    "punctual": "2026-10-24 22:14:00",  # the last second of the grace
    "nobody": None,
}
SHARES = {"bitdiddle": 0.1, "hacker": 0.2, "punctual": 0, "nobody": 0}
CONFIG = """
c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"
c.GenerateFeedback.exporter_class = "nbseal.plugins.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return nbgrader's course with a file of due dates, graded by `nbgrader autograde`."""
    root = tmp_path_factory.mktemp("late")
    shutil.copytree(GUIDE / "source" / "ps1", root / "source" / "ps1")
    for student, came in CAME.items():
        origin = student if (GUIDE / "submitted" / student).is_dir() else "bitdiddle"
        folder = root / "submitted" / student / "ps1"
        shutil.copytree(GUIDE / "submitted" / origin / "ps1", folder)
        (folder / "timestamp.txt").unlink(missing_ok=True)
        if came is not None:
            (folder / "timestamp.txt").write_text(f"{came} UTC")
    (root / "course.toml").write_text(SCHEDULE)
    course = make_course(root, CONFIG)
    release(course, "ps1")
    autograde(course, "ps1")
    return course


def penalties(course):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, notebook.name): (notebook.score, notebook.late_submission_penalty or 0)
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
        }


def test_nbgraders_commands_and_pages_agree_with_this_grader_on_lateness(course):
    stock = penalties(course)
    assert len(stock) == 8
    for (student, _), (score, penalty) in stock.items():
        assert penalty == pytest.approx(SHARES[student] * score, abs=1e-12)
    assert stock["hacker", "problem1"][1] > 0

    shown = NbGraderAPI(course.directory, config=course.config).get_submission("ps1", "hacker")
    run_nbgrader(course.root, "generate_feedback", "ps1", "--student=hacker")
    page = (course.root / "feedback" / "hacker" / "ps1" / "problem1.html").read_text()
    assert f"(late: {stock['hacker', 'problem1'][1]:g} taken off)" in page

    exported = export_csv(course, course.root / "grades.csv")
    assert penalties(course) == stock
    assert [notice for notice in exported.notices if "nobody" not in notice] == []

    begin_again(course, "ps1")
    result = engine.grade(open_course(course.root), "ps1")
    assert penalties(course) == stock
    again = NbGraderAPI(course.directory, config=course.config).get_submission("ps1", "hacker")
    assert (again["score"], again["max_score"]) == (shown["score"], shown["max_score"])
    assert any(notice.startswith("Nobody can say when nobody handed in") for notice in result.notices)
