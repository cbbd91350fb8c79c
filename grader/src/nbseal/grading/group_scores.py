"""Give what a group's work has earned to each of its members.

The work is graded once, for the member in whose name it was collected. For the others, its scores stand in
the gradebook as automatic ones, and its comments too; so a person's own score or comment for one member
still counts for that member alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from nbgrader import api
from sqlalchemy import Connection, Table, insert, select, update

from ..course.people import by_key, key_of
from .gradebook_rows import AssignmentRows

_students, _submissions = api.Student.__table__, api.SubmittedAssignment.__table__
_grades, _comments = api.Grade.__table__, api.Comment.__table__


def share_scores(connection: Connection, rows: AssignmentRows, holder: str, members: Iterable[str]) -> None:
    """Give the scores of one student's submission to others.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    rows
        The assignment's rows.
    holder
        In whose name the work was collected.
    members
        Who else has done it.
    """
    ids = by_key(connection.execute(select(_students.c.id)).scalars())
    holder, *others = (ids.get(key_of(student), student) for student in (holder, *members))
    mine = (_submissions.c.assignment_id == rows.id) & (_submissions.c.student_id == holder)
    found = connection.execute(select(_submissions.c.timestamp).where(mine)).first()
    if found is None:
        return
    timestamp = found[0]
    originals = rows.ensure_notebooks(connection, rows.ensure_submission(connection, holder, timestamp))
    for member in others:
        submission = rows.ensure_submission(connection, member, timestamp)
        for name, notebook in rows.ensure_notebooks(connection, submission).items():
            _copy_scores(connection, originals[name], notebook)
            _copy_comments(connection, originals[name], notebook)


def _copy_scores(connection: Connection, original: str, notebook: str) -> None:
    columns = select(
        _grades.c.cell_id,
        _grades.c.auto_score,
        _grades.c.manual_score,
        _grades.c.extra_credit,
        _grades.c.needs_manual_grade,
    )
    for cell, automatic, manual, extra, needs in connection.execute(
        columns.where(_grades.c.notebook_id == original)
    ).all():
        points = automatic if manual is None else manual
        if extra:
            points = (points or 0.0) + extra
        _put(connection, _grades, notebook, cell, {"auto_score": points, "needs_manual_grade": needs})


def _copy_comments(connection: Connection, original: str, notebook: str) -> None:
    columns = select(_comments.c.cell_id, _comments.c.auto_comment, _comments.c.manual_comment)
    for cell, automatic, manual in connection.execute(
        columns.where(_comments.c.notebook_id == original)
    ).all():
        _put(connection, _comments, notebook, cell, {"auto_comment": manual or automatic})


def _put(connection: Connection, table: Table, notebook: str, cell: str, values: dict[str, object]) -> None:
    """Write values into the row of one cell of a submission's notebook; the row is made if need be."""
    there = (table.c.notebook_id == notebook) & (table.c.cell_id == cell)
    if not connection.execute(update(table).where(there).values(**values)).rowcount:
        row = {"id": uuid.uuid4().hex, "notebook_id": notebook, "cell_id": cell, **values}
        connection.execute(insert(table).values(**row))
