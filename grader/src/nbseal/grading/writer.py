"""Write what a submission earned into the gradebook: in one transaction, with a record of how it was graded.

Its files come first (see `autograded`). A run that is killed in between leaves no record of the submission
being done, so the next run grades it again and ends in the same state. Manual scores and comments are never
touched.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from . import run_record
from .gradebook_rows import AssignmentRows
from .notebook.graded import GradedNotebook
from .run_record import RunRecord
from .submission import GradedSubmission
from .transactions import open_database, transaction

LatePenalty = Callable[[str, float, float], float | None]
"""Called with a student, a notebook's score and the seconds it is late; returns the points to take off."""


class Writer:
    """Writes the scores of one run; there is one writer only.

    Parameters
    ----------
    db_url
        The gradebook's address, as SQLAlchemy writes it.
    assignment
        The assignment's name.
    late_penalty
        The course's rule for late work, if it has one.
    """

    def __init__(self, db_url: str, assignment: str, late_penalty: LatePenalty | None = None) -> None:
        self._database = open_database(db_url)
        self._assignment = assignment
        self._late_penalty = late_penalty
        transaction(self._database, run_record.create_table)
        self._rows = transaction(self._database, lambda connection: AssignmentRows(connection, assignment))

    def close(self) -> None:
        """Let go of the gradebook."""
        self._database.dispose()

    def records(self) -> dict[str, RunRecord]:
        """Return how each student's submission was graded, for those whose scores are still there."""

        def read(connection: Connection) -> dict[str, RunRecord]:
            students = self._rows.graded_students(connection)
            known = run_record.read_records(connection, self._assignment)
            return {student: record for student, record in known.items() if student in students}

        return transaction(self._database, read)

    def write(self, graded: GradedSubmission, record: RunRecord, timestamp: datetime | None = None) -> None:
        """Write one submission's scores, all or nothing.

        Parameters
        ----------
        graded
            What it earned.
        record
            How it was graded.
        timestamp
            When it was handed in, in UTC and without a zone.

        Raises
        ------
        GradebookError
            If that cannot be done.
        """

        def write(connection: Connection) -> None:
            submission, due = self._rows.ensure_submission(connection, graded.student, timestamp)
            ids = self._rows.ensure_notebooks(connection, submission)
            flagged = run_record.flagged_notebooks(connection, self._assignment, graded.student)
            late = (timestamp - due).total_seconds() if timestamp and due and timestamp > due else 0.0
            for notebook in graded.notebooks:
                identity = ids[notebook.name]
                self._write_cells(connection, notebook, identity)
                penalty = self._penalty(connection, graded.student, identity, late)
                values: dict[str, Any] = {"late_submission_penalty": penalty}
                if notebook.flags and graded.complete:
                    values["flagged"] = True
                elif notebook.name in flagged:  # else it was a person who set the flag, if there is one
                    values["flagged"] = False
                self._rows.update_notebook(connection, identity, values)
            run_record.replace_record(connection, self._assignment, graded.student, record)

        transaction(self._database, write)

    def _write_cells(self, connection: Connection, notebook: GradedNotebook, identity: str) -> None:
        scores = {score.cell: score for score in notebook.scores}
        self._rows.write_grades(connection, notebook.name, identity, scores)
        self._rows.write_comments(connection, notebook.name, identity, set(notebook.unanswered))

    def _penalty(self, connection: Connection, student: str, notebook: str, late: float) -> float | None:
        """Return the points that are taken off a notebook that is this many seconds late, or None."""
        if late <= 0 or self._late_penalty is None:
            return None
        score = self._rows.score(connection, notebook)
        penalty = self._late_penalty(student, score, late)
        return None if penalty is None else min(max(penalty, 0.0), score)
