"""The course's own due dates and late rule, for nbgrader's own commands.

In `nbgrader_config.py`::

c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import LateSubmissionPlugin

from ..course.schedule import Schedule, read_schedule
from ..grading.gradebook_rows import AssignmentRows
from ..grading.gradebook_times import agree_on_due_dates
from ..grading.late_penalties import by_rule
from ..grading.transactions import open_database, transaction


class CourseRule(LateSubmissionPlugin):  # type: ignore[misc]
    """Follows the course's `course.toml`; where that has no rule, nbgrader's `penalty_method`.

    nbgrader makes one for each notebook, before it works out whether the notebook is late. So that is when
    due dates and extensions are brought in line.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._schedule = read_schedule(Path(CourseDirectory(config=self.config).root))
        # Nobody is graded where this grader asks it for the rule alone.
        self._assignment: str | None = getattr(self.parent, "assignment_id", None)
        if self._schedule is not None and self._assignment is not None:
            for change in _agree(self.parent.db_url, self._assignment, self._schedule):
                self.log.warning("%s: %s", self._assignment, change)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points to take off a notebook.

        Parameters
        ----------
        student_id
            Whose it is.
        score
            What it has earned.
        total_seconds_late
            How late it is.
        """
        if self._schedule is None or self._assignment is None:
            rule = None
        else:
            rule = self._schedule.times(self._assignment).rule
        if self._schedule is None or rule is None:
            points: float | None = super().late_submission_penalty(student_id, score, total_seconds_late)
            return points
        due = self.parent.gradebook.find_submission(self._assignment, student_id).duedate
        handed_in = due + timedelta(seconds=total_seconds_late)
        return by_rule(rule, self._schedule.zone)(student_id, score, due, handed_in)


def _agree(db_url: str, assignment: str, schedule: Schedule) -> list[str]:
    database = open_database(db_url)
    try:
        return transaction(
            database,
            lambda connection: agree_on_due_dates(
                connection, AssignmentRows(connection, assignment), schedule.times(assignment), schedule.zone
            ),
        )
    finally:
        database.dispose()
