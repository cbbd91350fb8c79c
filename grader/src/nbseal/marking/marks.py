"""Marks in nbgrader's gradebook: read, and given one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, Select, select, update

from ..errors import MarkingError

_grades, _comments, _cells = api.Grade.__table__, api.Comment.__table__, api.BaseCell.__table__
_books, _submissions = api.SubmittedNotebook.__table__, api.SubmittedAssignment.__table__
_notebooks, _assignments = api.Notebook.__table__, api.Assignment.__table__
_said_of = _cells.alias()  # a comment is on the cell's answer, points are on its grade: two rows of one name


@dataclass(frozen=True)
class Mark:
    """What a person gave, or has still to give.

    Attributes
    ----------
    points : float or None
        The points; None where nobody has given any.
    comment : str
        What the student reads.
    """

    points: float | None
    comment: str


@dataclass(frozen=True)
class Row:
    """One answer in the gradebook.

    Attributes
    ----------
    id : str
        The gradebook's id of its points, which says nothing of whose it is.
    student, notebook, cell : str
        Whose answer to which task.
    mark : Mark
        What it has.
    """

    id: str
    student: str
    notebook: str
    cell: str
    mark: Mark

    @property
    def key(self) -> str:
        """The task's, as `WrittenAnswer` has it."""
        return f"{self.notebook}/{self.cell}"


def read_rows(connection: Connection, assignment: str) -> list[Row]:
    """Return all that is graded of an assignment, in an order that says nothing of the students.

    What was left as it came has its points from the grader, and nobody has to look: it is not among them.

    Parameters
    ----------
    connection
        The gradebook's database.
    assignment
        Which assignment.
    """
    waiting = _grades.c.auto_score.is_(None) | _grades.c.manual_score.is_not(None)
    named = _assignments.c.name == assignment
    return [
        _row(found) for found in connection.execute(_rows().where(named & waiting).order_by(_grades.c.id))
    ]


def read_row(connection: Connection, assignment: str, identity: str) -> Row:
    """Return one answer.

    Parameters
    ----------
    connection
        The gradebook's database.
    assignment, identity
        Of which assignment, and the gradebook's id of its points.

    Raises
    ------
    MarkingError
        If the gradebook has none of this id.
    """
    named = (_assignments.c.name == assignment) & (_grades.c.id == identity)
    found = connection.execute(_rows().where(named)).first()
    if found is None:
        raise MarkingError("The gradebook does not have this answer any more.")
    return _row(found)


def give(connection: Connection, row: Row, mark: Mark) -> None:
    """Write a mark, as formgrader does: without points, the answer waits for a person again.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction in which the row was read.
    row
        The answer.
    mark
        What it gets.
    """
    connection.execute(
        update(_grades)
        .where(_grades.c.id == row.id)
        .values(manual_score=mark.points, needs_manual_grade=mark.points is None)
    )
    book = select(_grades.c.notebook_id).where(_grades.c.id == row.id).scalar_subquery()
    same = select(_cells.c.id).where(_cells.c.name == row.cell).scalar_subquery()
    connection.execute(
        update(_comments)
        .where((_comments.c.notebook_id == book) & _comments.c.cell_id.in_(same))
        .values(manual_comment=mark.comment or None)
    )


def _rows() -> Select[Any]:
    said = (
        select(_comments.c.manual_comment)
        .join(_said_of, _comments.c.cell_id == _said_of.c.id)
        .where((_comments.c.notebook_id == _books.c.id) & (_said_of.c.name == _cells.c.name))
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            _grades.c.id,
            _submissions.c.student_id,
            _notebooks.c.name,
            _cells.c.name,
            _grades.c.manual_score,
            said,
        )
        .select_from(_grades)
        .join(_cells, _grades.c.cell_id == _cells.c.id)
        .join(_books, _grades.c.notebook_id == _books.c.id)
        .join(_notebooks, _books.c.notebook_id == _notebooks.c.id)
        .join(_submissions, _books.c.assignment_id == _submissions.c.id)
        .join(_assignments, _submissions.c.assignment_id == _assignments.c.id)
    )


def _row(found: Any) -> Row:
    identity, student, notebook, cell, points, comment = found
    return Row(identity, str(student), notebook, cell, Mark(points, comment or ""))
