"""Write what a submission earned into the gradebook, in one transaction with a record of how it was graded.

Its files come first (see `autograded`). A run that is killed in between leaves no record of the submission
being done, so the next run grades it again and ends in the same state. Manual scores and comments are never
touched. Penalties for late work come after (see `settlement`).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from . import moves, run_record
from .gradebook_rows import AssignmentRows
from .moves import Move
from .notebook.graded import GradedNotebook
from .run_record import RunRecord
from .submission import GradedSubmission
from .transactions import open_database, transaction


class Writer:
    """Writes the scores of one run; there is one writer only.

    Parameters
    ----------
    db_url
        The gradebook's address, as SQLAlchemy writes it.
    assignment
        The assignment's name.
    """

    def __init__(self, db_url: str, assignment: str) -> None:
        self._database = open_database(db_url)
        self._assignment = assignment
        self._began = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
        transaction(self._database, run_record.create_table)
        transaction(self._database, moves.create_table)
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

    def write(
        self,
        graded: GradedSubmission,
        record: RunRecord,
        timestamp: datetime | None = None,
        members: Iterable[str] = (),
    ) -> list[Move]:
        """Write one submission's scores, all or nothing; return what has moved since this work was graded.

        Parameters
        ----------
        graded
            What it earned.
        record
            How it was graded.
        timestamp
            When it was handed in, in UTC and without a zone; None if nobody knows.
        members
            Whose work it is as well; their own scores are not written here, but move with it.

        Raises
        ------
        GradebookError
            If that cannot be done.
        """

        def write(connection: Connection) -> list[Move]:
            before = run_record.graded_work(connection, self._assignment, graded.student)
            moved: list[Move] = []
            submission = self._rows.ensure_submission(connection, graded.student, timestamp)
            ids = self._rows.ensure_notebooks(connection, submission)
            flagged = run_record.flagged_notebooks(connection, self._assignment, graded.student)
            for notebook in graded.notebooks:
                identity = ids[notebook.name]
                changed = self._write_cells(connection, notebook, identity)
                moved += [Move(graded.student, notebook.name, *change, self._began) for change in changed]
                values: dict[str, Any] = {}
                if notebook.flags and graded.complete:
                    values["flagged"] = True
                elif notebook.name in flagged:  # else it was a person who set the flag, if there is one
                    values["flagged"] = False
                if values:
                    self._rows.update_notebook(connection, identity, values)
            run_record.replace_record(connection, self._assignment, graded.student, record)
            if not record.work or record.work != before:
                return []
            by_hand = self._rows.scored_by_hand(connection, members)
            moved += [
                replace(move, student=member)
                for member, cells in by_hand.items()
                for move in moved
                if (move.notebook, move.task) not in cells
            ]
            moves.keep_moves(connection, self._assignment, moved)
            return moved

        return transaction(self._database, write)

    def _write_cells(
        self, connection: Connection, notebook: GradedNotebook, identity: str
    ) -> list[tuple[str, float | None, float | None]]:
        scores = {score.cell: score for score in notebook.scores}
        moved = self._rows.write_grades(connection, notebook.name, identity, scores)
        self._rows.write_comments(connection, notebook.name, identity, set(notebook.unanswered))
        return moved
