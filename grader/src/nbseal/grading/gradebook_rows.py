"""The rows of one assignment in nbgrader's gradebook: read once, then written many at a time.

nbgrader's own `Gradebook` asks the database for one cell at a time.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from nbgrader import api
from sqlalchemy import ColumnElement, Connection, insert, select, text, update

from ..course.people import by_key, key_of
from .notebook.scoring import Score

NO_RESPONSE = "No response."
"""The comment on an answer that is still as released, as nbgrader writes it."""

_submissions, _students = api.SubmittedAssignment.__table__, api.Student.__table__
_notebooks, _grades, _comments = (
    api.SubmittedNotebook.__table__,
    api.Grade.__table__,
    api.Comment.__table__,
)
_cells = api.BaseCell.__table__

_UPDATE_GRADE = text("UPDATE grade SET auto_score = :points, needs_manual_grade = :needs WHERE id = :row")
_UPDATE_COMMENT = text("UPDATE comment SET auto_comment = :said WHERE id = :row")


class AssignmentRows:
    """The rows of one assignment.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    assignment
        The assignment's name.

    Attributes
    ----------
    id : str
        The assignment's id in the gradebook.
    due : datetime or None
        When it is due, in UTC and without a zone.
    """

    def __init__(self, connection: Connection, assignment: str) -> None:
        self.id: str
        self.due: datetime | None
        self.id, self.due = connection.execute(
            select(api.Assignment.id, api.Assignment.duedate).where(api.Assignment.name == assignment)
        ).one()
        found = connection.execute(
            select(api.Notebook.id, api.Notebook.name).where(api.Notebook.assignment_id == self.id)
        ).all()
        self._notebook_ids: dict[str, str] = {name: identity for identity, name in found}
        # By notebook: what each of its cells is called, and of which kind it is, by id.
        self._cells: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in self._notebook_ids}
        columns = select(_cells.c.id, _cells.c.name, _cells.c.type)
        for name, identity in self._notebook_ids.items():
            for cell, cell_name, kind in connection.execute(columns.where(_cells.c.notebook_id == identity)):
                self._cells[name][cell] = (cell_name, kind)

    @staticmethod
    def exist(connection: Connection, assignment: str) -> bool:
        """Return whether the gradebook has an assignment of this name."""
        named = select(api.Assignment.id).where(api.Assignment.name == assignment)
        return connection.execute(named).first() is not None

    def graded_students(self, connection: Connection) -> set[str]:
        """Return the students who have a submission in the gradebook."""
        column = _submissions.c.student_id
        return set(
            connection.execute(select(column).where(_submissions.c.assignment_id == self.id)).scalars()
        )

    def submissions(self, connection: Connection, column: ColumnElement[Any]) -> list[tuple[str, str, Any]]:
        """Return each submission's id, its student, and what stands in one column of its row.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        column
            Of nbgrader's `SubmittedAssignment`.
        """
        columns = select(_submissions.c.id, _submissions.c.student_id, column)
        found = connection.execute(columns.where(_submissions.c.assignment_id == self.id))
        return [tuple(row) for row in found]

    def scored_by_hand(
        self, connection: Connection, students: Iterable[str]
    ) -> dict[str, set[tuple[str, str]]]:
        """Return which cells of each student a person has scored, by notebook and grade id.

        Students with no submission in the gradebook are not in it.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        students
            Whose, in any spelling.
        """
        graded = by_key(self.graded_students(connection))
        found = {graded[key_of(it)]: set[tuple[str, str]]() for it in students if key_of(it) in graded}
        chosen = (
            select(_submissions.c.student_id, api.Notebook.name, _cells.c.name)
            .select_from(_grades)
            .join(_cells, _cells.c.id == _grades.c.cell_id)
            .join(api.Notebook.__table__, api.Notebook.id == _cells.c.notebook_id)
            .join(_notebooks, _notebooks.c.id == _grades.c.notebook_id)
            .join(_submissions, _submissions.c.id == _notebooks.c.assignment_id)
            .where(_submissions.c.assignment_id == self.id, _grades.c.manual_score.is_not(None))
            .where(_submissions.c.student_id.in_(found))
        )
        for student, notebook, cell in connection.execute(chosen) if found else ():
            found[student].add((notebook, cell))
        return found

    def ensure_submission(self, connection: Connection, student: str, timestamp: datetime | None) -> str:
        """Return the id of a student's submission; the rows are made if need be.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        student
            Whose submission.
        timestamp
            When it was handed in, in UTC and without a zone; None if nobody knows.
        """
        if connection.execute(select(_students.c.id).where(_students.c.id == student)).first() is None:
            connection.execute(insert(_students).values(id=student))
        mine = (_submissions.c.assignment_id == self.id) & (_submissions.c.student_id == student)
        found = connection.execute(select(_submissions.c.id).where(mine)).first()
        if found is None:
            identity = uuid.uuid4().hex
            row = {"id": identity, "assignment_id": self.id, "student_id": student, "timestamp": timestamp}
            connection.execute(insert(_submissions).values(**row))
            return identity
        connection.execute(update(_submissions).where(mine).values(timestamp=timestamp))
        return str(found[0])

    def ensure_notebooks(self, connection: Connection, submission: str) -> dict[str, str]:
        """Return the ids of a submission's notebooks by name; the rows are made if need be."""
        rows = connection.execute(
            select(_notebooks.c.notebook_id, _notebooks.c.id).where(_notebooks.c.assignment_id == submission)
        ).all()
        known = {row[0]: row[1] for row in rows}
        made = [
            {"id": uuid.uuid4().hex, "assignment_id": submission, "notebook_id": identity, "flagged": False}
            for identity in self._notebook_ids.values()
            if identity not in known
        ]
        if made:
            connection.execute(insert(_notebooks), made)
        known.update({row["notebook_id"]: row["id"] for row in made})
        return {name: known[identity] for name, identity in self._notebook_ids.items()}

    def write_grades(
        self, connection: Connection, name: str, notebook: str, scores: Mapping[str, Score]
    ) -> list[tuple[str, float | None, float | None]]:
        """Write the automatic scores of a submission's notebook; manual scores stay as they are.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        name, notebook
            The notebook's name, and its id in the submission.
        scores
            What each graded cell earned, by its grade id.

        Returns
        -------
        list of tuple
            The cells that have other points now, with the points before and after. What a person has scored
            counts as before.
        """
        rows = connection.execute(
            select(_grades.c.cell_id, _grades.c.id, _grades.c.manual_score, _grades.c.auto_score)
            .where(_grades.c.notebook_id == notebook)
            .with_for_update()  # somebody may be entering a manual score
        ).all()
        known = {row[0]: (row[1], row[2], row[3]) for row in rows}
        made, changed, moved = [], [], []
        for cell, (cell_name, kind) in self._cells[name].items():
            if kind not in ("GradeCell", "TaskCell"):
                continue
            identity, manual, before = known.get(cell, (uuid.uuid4().hex, None, None))
            score = scores.get(cell_name)
            points = None if score is None else score.points
            doubtful = score is None or score.points is None or bool(score.flag)
            needs = doubtful or manual is not None
            if kind == "GradeCell" and manual is None and points != before:
                moved.append((cell_name, before, points))
            if cell not in known:
                row = {"id": identity, "notebook_id": notebook, "cell_id": cell}
                made.append({**row, "auto_score": points, "needs_manual_grade": needs})
            elif kind == "GradeCell":
                changed.append({"row": identity, "points": points, "needs": needs})
        if made:
            connection.execute(insert(_grades), made)
        if changed:
            connection.execute(_UPDATE_GRADE, changed)
        return moved

    def write_comments(self, connection: Connection, name: str, notebook: str, unanswered: set[str]) -> None:
        """Write the automatic comments of a submission's notebook; a person's comments stay as they are.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        name, notebook
            The notebook's name, and its id in the submission.
        unanswered
            The grade ids of answers that are as released.
        """
        rows = connection.execute(
            select(_comments.c.cell_id, _comments.c.id).where(_comments.c.notebook_id == notebook)
        ).all()
        known = {row[0]: row[1] for row in rows}
        made, changed = [], []
        for cell, (cell_name, kind) in self._cells[name].items():
            if kind not in ("SolutionCell", "TaskCell"):
                continue
            said = NO_RESPONSE if cell_name in unanswered and kind == "SolutionCell" else None
            if cell in known:
                changed.append({"row": known[cell], "said": said})
            else:
                row = {"id": uuid.uuid4().hex, "notebook_id": notebook, "cell_id": cell}
                made.append({**row, "auto_comment": said})
        if made:
            connection.execute(insert(_comments), made)
        if changed:
            connection.execute(_UPDATE_COMMENT, changed)

    def update_submission(self, connection: Connection, submission: str, values: dict[str, Any]) -> None:
        """Change the row of a submission.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        submission
            The submission's id.
        values
            What to change, by column.
        """
        connection.execute(update(_submissions).where(_submissions.c.id == submission).values(**values))

    def update_notebook(self, connection: Connection, notebook: str, values: dict[str, Any]) -> None:
        """Change the row of a submission's notebook.

        Parameters
        ----------
        connection
            The gradebook's database, in a transaction.
        notebook
            The notebook's id in the submission.
        values
            What to change, by column.
        """
        connection.execute(update(_notebooks).where(_notebooks.c.id == notebook).values(**values))
