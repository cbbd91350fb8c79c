"""Write what a submission earned into the gradebook: in one transaction, with a record of the work itself.

Its files come first (see `autograded`). A run that is killed in between leaves no record of the submission
being done, so the next run grades it again and ends in the same state. Manual scores and comments are never
touched.
"""

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from nbgrader import api
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..course.gradebook import patient
from ..errors import GradebookError
from .student_work import Graded

_TRIES = 3

# What was graded and how, in the gradebook itself, so that the two cannot disagree.
_TABLE = text(
    "CREATE TABLE IF NOT EXISTS nbseal_run (assignment VARCHAR(128), student VARCHAR(128), "
    "fingerprint VARCHAR(64), flags TEXT, sandbox VARCHAR(16), tests VARCHAR(16), "
    "PRIMARY KEY (assignment, student))"
)
_FORGET = text("DELETE FROM nbseal_run WHERE assignment = :assignment AND student = :student")
_KEEP = text("INSERT INTO nbseal_run VALUES (:assignment, :student, :fingerprint, :flags, :sandbox, :tests)")
_FLAGS = text("SELECT flags FROM nbseal_run WHERE assignment = :assignment AND student = :student")
_ALL = text("SELECT student, fingerprint, flags FROM nbseal_run WHERE assignment = :assignment")

LatePenalty = Callable[[str, float, float], float | None]
FlagRow = tuple[str | None, str | None, str]

_Work = TypeVar("_Work")


class Writer:
    """The one writer of a run.

    Parameters
    ----------
    db_url
        The gradebook's address, as SQLAlchemy writes it.
    assignment
        The assignment's name.
    late_penalty
        Called with a student, a notebook's score and the seconds it is late; returns the points to take off.
    """

    def __init__(self, db_url: str, assignment: str, late_penalty: LatePenalty | None = None) -> None:
        self.engine = _engine(db_url)
        self.assignment = assignment
        self.late_penalty = late_penalty
        self._transaction(lambda connection: connection.execute(_TABLE))
        self._transaction(self._read_assignment)

    def close(self) -> None:
        """Let go of the gradebook."""
        self.engine.dispose()

    def recorded(self) -> dict[str, tuple[str, list[FlagRow]]]:
        """Return each graded student's fingerprint and flags, for those whose scores are still there."""
        table = api.SubmittedAssignment.__table__

        def read(connection: Connection) -> dict[str, tuple[str, list[FlagRow]]]:
            there = connection.execute(select(table.c.student_id).where(table.c.assignment_id == self._id))
            students = set(there.scalars())
            rows = connection.execute(_ALL, {"assignment": self.assignment}).all()
            kept = [row for row in rows if row[0] in students]
            return {row[0]: (row[1], [tuple(flag) for flag in json.loads(row[2])]) for row in kept}

        return self._transaction(read)

    def write(
        self,
        graded: Graded,
        fingerprint: str,
        flags: list[FlagRow],
        how: tuple[str, str],
        timestamp: datetime | None = None,
    ) -> None:
        """Write one submission's scores, all or nothing.

        Parameters
        ----------
        graded
            What it earned.
        fingerprint
            What tells this work from any other; empty where it has to be graded again.
        flags
            What a person should look at.
        how
            The sandbox it ran in (``"none"`` if without), and where its tests ran.
        timestamp
            When it was handed in, in UTC and without a zone.
        """
        key = {"assignment": self.assignment, "student": graded.student}
        record = {"fingerprint": fingerprint, "flags": json.dumps(flags), "sandbox": how[0], "tests": how[1]}

        def write(connection: Connection) -> None:
            submission, due = self._submission(connection, graded.student, timestamp)
            notebooks = self._notebooks(connection, submission)
            before = connection.execute(_FLAGS, key).scalar()
            flagged_before = {flag[0] for flag in json.loads(before or "[]")}
            late = (timestamp - due).total_seconds() if timestamp and due and timestamp > due else 0.0
            for done in graded.notebooks:
                notebook = notebooks[done.name]
                self._grades(connection, done.name, notebook, {score.cell: score for score in done.scores})
                self._comments(connection, done.name, notebook, set(done.unanswered))
                # A flag is taken away only if it was set here: a person may have set it as well.
                ours = done.name in flagged_before
                flagged = True if done.flags and graded.complete else (False if ours else None)
                self._notebook(connection, graded.student, notebook, flagged, late)
            connection.execute(_FORGET, key)
            connection.execute(_KEEP, {**key, **record})

        self._transaction(write)

    # ------------------------------------------------------------------------------------------- the rows

    def _read_assignment(self, connection: Connection) -> None:
        entry = connection.execute(
            select(api.Assignment.id, api.Assignment.duedate).where(api.Assignment.name == self.assignment)
        ).one()
        self._id, self._due = entry
        rows = connection.execute(
            select(api.Notebook.id, api.Notebook.name).where(api.Notebook.assignment_id == self._id)
        ).all()
        self._notebook_ids: dict[str, str] = {name: identity for identity, name in rows}
        self._cells: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in self._notebook_ids}
        cells = select(
            api.BaseCell.__table__.c.id, api.BaseCell.__table__.c.name, api.BaseCell.__table__.c.type
        )
        for name, identity in self._notebook_ids.items():
            for cell, cell_name, kind in connection.execute(
                cells.where(api.BaseCell.__table__.c.notebook_id == identity)
            ):
                self._cells[name][cell] = (cell_name, kind)

    def _submission(
        self, connection: Connection, student: str, timestamp: datetime | None
    ) -> tuple[str, datetime | None]:
        table, people = api.SubmittedAssignment.__table__, api.Student.__table__
        if connection.execute(select(people.c.id).where(people.c.id == student)).first() is None:
            connection.execute(insert(people).values(id=student))
        found = connection.execute(
            select(table.c.id, table.c.extension)
            .where(table.c.assignment_id == self._id)
            .where(table.c.student_id == student)
        ).first()
        if found is None:
            identity, extension = uuid.uuid4().hex, None
            row = {"id": identity, "assignment_id": self._id, "student_id": student, "timestamp": timestamp}
            connection.execute(insert(table).values(**row))
        else:
            identity, extension = found
            if timestamp is not None:
                connection.execute(update(table).where(table.c.id == identity).values(timestamp=timestamp))
        due = self._due + extension if self._due is not None and extension is not None else self._due
        return identity, due

    def _notebooks(self, connection: Connection, submission: str) -> dict[str, str]:
        table = api.SubmittedNotebook.__table__
        rows = connection.execute(
            select(table.c.notebook_id, table.c.id).where(table.c.assignment_id == submission)
        ).all()
        known = {row[0]: row[1] for row in rows}
        made = [
            {"id": uuid.uuid4().hex, "assignment_id": submission, "notebook_id": identity, "flagged": False}
            for identity in self._notebook_ids.values()
            if identity not in known
        ]
        if made:
            connection.execute(insert(table), made)
        known.update({row["notebook_id"]: row["id"] for row in made})
        return {name: known[identity] for name, identity in self._notebook_ids.items()}

    def _grades(self, connection: Connection, name: str, notebook: str, scores: dict[str, Any]) -> None:
        table = api.Grade.__table__
        rows = connection.execute(
            select(table.c.cell_id, table.c.id, table.c.manual_score)
            .where(table.c.notebook_id == notebook)
            .with_for_update()  # somebody may be entering a manual score
        ).all()
        known = {row[0]: (row[1], row[2]) for row in rows}
        made, changed = [], []
        for cell, (cell_name, kind) in self._cells[name].items():
            if kind not in ("GradeCell", "TaskCell"):
                continue
            identity, manual = known.get(cell, (uuid.uuid4().hex, None))
            score = scores.get(cell_name)
            row = {"grade_id": identity, "points": score.points if score else None}
            row["needs"] = bool(manual is not None or score is None or score.points is None or score.flag)
            if cell in known:
                if kind == "GradeCell":
                    changed.append(row)
            else:
                made.append({"id": identity, "notebook_id": notebook, "cell_id": cell, **_named(row)})
        if made:
            connection.execute(insert(table), made)
        if changed:
            connection.execute(
                text(
                    "UPDATE grade SET auto_score = :points, needs_manual_grade = :needs WHERE id = :grade_id"
                ),
                changed,
            )

    def _comments(self, connection: Connection, name: str, notebook: str, unanswered: set[str]) -> None:
        table = api.Comment.__table__
        rows = connection.execute(
            select(table.c.cell_id, table.c.id).where(table.c.notebook_id == notebook)
        ).all()
        known = {row[0]: row[1] for row in rows}
        made, changed = [], []
        for cell, (cell_name, kind) in self._cells[name].items():
            if kind not in ("SolutionCell", "TaskCell"):
                continue
            said = "No response." if cell_name in unanswered and kind == "SolutionCell" else None
            if cell in known:
                changed.append({"comment_id": known[cell], "said": said})
            else:
                made.append(
                    {"id": uuid.uuid4().hex, "notebook_id": notebook, "cell_id": cell, "auto_comment": said}
                )
        if made:
            connection.execute(insert(table), made)
        if changed:
            connection.execute(
                text("UPDATE comment SET auto_comment = :said WHERE id = :comment_id"), changed
            )

    def _notebook(
        self, connection: Connection, student: str, notebook: str, flagged: bool | None, late: float
    ) -> None:
        table, grades = api.SubmittedNotebook.__table__, api.Grade.__table__
        penalty = None
        if late > 0 and self.late_penalty is not None:
            rows = connection.execute(
                select(grades.c.auto_score, grades.c.manual_score, grades.c.extra_credit).where(
                    grades.c.notebook_id == notebook
                )
            ).all()
            score = sum((m if m is not None else a or 0.0) + (extra or 0.0) for a, m, extra in rows)
            penalty = self.late_penalty(student, score, late)
            penalty = None if penalty is None else min(max(penalty, 0.0), score)
        values: dict[str, Any] = {"late_submission_penalty": penalty}
        if flagged is not None:
            values["flagged"] = flagged
        connection.execute(update(table).where(table.c.id == notebook).values(**values))

    def _transaction(self, work: Callable[[Connection], _Work]) -> _Work:
        """Do `work` in a transaction; once more where somebody else has got in between.

        Raises
        ------
        GradebookError
            If it cannot be done.
        """
        for last in range(_TRIES):
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except SQLAlchemyError as error:
                # Not so for SQLite, whose lock has been waited for already.
                if self.engine.dialect.name == "sqlite" or last == _TRIES - 1 or not _is_passing(error):
                    why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
                    raise GradebookError(
                        f"The gradebook {self.engine.url.database} cannot be written ({why}); what was "
                        "graded before is kept: when this is mended, run the same command again."
                    ) from error
        raise AssertionError("unreachable")


def _is_passing(error: SQLAlchemyError) -> bool:
    """Say whether the same transaction may work another time: a deadlock, a row that somebody just made."""
    code = str(getattr(getattr(error, "orig", None), "sqlstate", "") or "")
    return isinstance(error, DBAPIError) and code[:2] in ("23", "40")


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {"auto_score": row["points"], "needs_manual_grade": row["needs"]}


def _engine(db_url: str) -> Engine:
    engine = create_engine(patient(db_url))
    if engine.dialect.name != "sqlite":
        return engine

    # Python's driver would begin late and only for some statements; a transaction that first reads and then
    # writes must hold the lock from the start, or it fails where it could have waited.
    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection: Any, _: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
