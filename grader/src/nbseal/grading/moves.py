"""What grading the same work again has changed, in which check, and for whom; kept beside the scores.

A mended test moves scores of students who have done nothing since. What a person has scored does not move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

_CREATE = text(
    "CREATE TABLE IF NOT EXISTS nbseal_move (assignment VARCHAR(128), graded VARCHAR(32), "
    "student VARCHAR(128), notebook VARCHAR(128), task VARCHAR(128), points_before FLOAT, points_after FLOAT)"
)
_INSERT = text(
    "INSERT INTO nbseal_move VALUES (:assignment, :graded, :student, :notebook, :task, :before, :after)"
)
_ALL = text(
    "SELECT student, notebook, task, points_before, points_after, graded FROM nbseal_move "
    "WHERE assignment = :assignment ORDER BY graded, notebook, task, student"
)


@dataclass(frozen=True)
class Move:
    """One student's points in one check, before and after.

    Attributes
    ----------
    student, notebook, task : str
        Whose, and where.
    before, after : float or None
        The points; None if there were none yet, as of a new check.
    graded : str
        When the run began that changed it, in UTC.
    """

    student: str
    notebook: str
    task: str
    before: float | None
    after: float | None
    graded: str


def create_table(connection: Connection) -> None:
    """Make the table, if there is none."""
    connection.execute(_CREATE)


def keep_moves(connection: Connection, assignment: str, moves: Iterable[Move]) -> None:
    """Write what has moved, in the transaction that writes the scores.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    assignment
        Which assignment.
    moves
        What has moved.
    """
    rows = [
        {
            "assignment": assignment,
            "graded": move.graded,
            "student": move.student,
            "notebook": move.notebook,
            "task": move.task,
            "before": move.before,
            "after": move.after,
        }
        for move in moves
    ]
    if rows:
        connection.execute(_INSERT, rows)


def read_moves(connection: Connection, assignment: str) -> list[Move]:
    """Return all that has moved so far, the oldest first."""
    return [Move(*row) for row in connection.execute(_ALL, {"assignment": assignment})]
