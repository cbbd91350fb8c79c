"""Penalties for late work, worked out from what is true now.

A due date can have been moved since, an extension given, the rule changed, a written answer scored: none of
that needs the work to be graded again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from nbgrader import api
from sqlalchemy import Connection, func, select

from ..course import Course
from ..course.late_rule import LateRule
from ..course.local_time import from_gradebook
from .gradebook_rows import AssignmentRows

LatePenalty = Callable[[str, float, datetime, datetime], float | None]
"""Called with a student, a notebook's score, and when it was due and came, as the gradebook keeps times;
returns the points to take off."""

_submissions, _notebooks, _grades = (
    api.SubmittedAssignment.__table__,
    api.SubmittedNotebook.__table__,
    api.Grade.__table__,
)


def set_penalties(connection: Connection, rows: AssignmentRows, rule_for: Callable[[], LatePenalty]) -> None:
    """Set the penalty of each notebook that has another one by now.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    rows
        The assignment's rows.
    rule_for
        Returns the rule; called only if somebody is late.
    """
    columns = (_submissions.c.student_id, _submissions.c.timestamp, _submissions.c.extension)
    mine = (_notebooks.c.id, _notebooks.c.late_submission_penalty)
    handed_in = select(*columns, *mine).join(_notebooks, _notebooks.c.assignment_id == _submissions.c.id)
    found = connection.execute(handed_in.where(_submissions.c.assignment_id == rows.id)).all()
    scores: dict[str, float] = {}
    rule: LatePenalty | None = None
    for student, timestamp, extension, notebook, before in found:
        due = rows.due + extension if rows.due is not None and extension is not None else rows.due
        penalty = None
        if timestamp is not None and due is not None and timestamp > due:
            rule = rule or rule_for()
            scores = scores or _scores(connection, rows)
            score = scores.get(notebook, 0.0)
            penalty = rule(student, score, due, timestamp)
            penalty = None if penalty is None else min(max(penalty, 0.0), score)
        if (penalty or 0.0) != (before or 0.0):
            rows.update_notebook(connection, notebook, {"late_submission_penalty": penalty})


def _scores(connection: Connection, rows: AssignmentRows) -> dict[str, float]:
    """Return what each notebook has earned, manual scores and extra credit counted."""
    points = func.coalesce(_grades.c.manual_score, _grades.c.auto_score, 0.0)
    earned = func.sum(points + func.coalesce(_grades.c.extra_credit, 0.0))
    chosen = select(_grades.c.notebook_id, earned).join(_notebooks, _notebooks.c.id == _grades.c.notebook_id)
    chosen = chosen.join(_submissions, _submissions.c.id == _notebooks.c.assignment_id)
    chosen = chosen.where(_submissions.c.assignment_id == rows.id).group_by(_grades.c.notebook_id)
    return {notebook: float(score) for notebook, score in connection.execute(chosen)}


def by_rule(rule: LateRule, zone: ZoneInfo) -> LatePenalty:
    """Return the rule of the course's file."""

    def penalty(_: str, score: float, due: datetime, handed_in: datetime) -> float:
        return rule.penalty(score, from_gradebook(due), from_gradebook(handed_in), zone)

    return penalty


def by_plugin(course: Course) -> LatePenalty:
    """Return the rule that the course has configured (nbgrader's `AssignLatePenalties`)."""
    # Imported where somebody is late, since it takes a second.
    from nbgrader.preprocessors import AssignLatePenalties

    plugin: Any = AssignLatePenalties(config=course.config)
    plugin.init_plugin()

    def penalty(student: str, score: float, due: datetime, handed_in: datetime) -> float | None:
        seconds = (handed_in - due).total_seconds()
        points = plugin.plugin_inst.late_submission_penalty(student, score, seconds)
        return None if points is None else float(points)

    return penalty
