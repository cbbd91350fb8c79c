"""What was graded and how, kept in the gradebook itself so that the two cannot disagree.

The table `nbseal_run` has a row for each graded submission. By it the next run knows what has not changed.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from .flag import Flag

_CREATE = text(
    "CREATE TABLE IF NOT EXISTS nbseal_run (assignment VARCHAR(128), student VARCHAR(128), "
    "fingerprint VARCHAR(64), flags TEXT, sandbox VARCHAR(16), tests VARCHAR(16), work VARCHAR(64), "
    "PRIMARY KEY (assignment, student))"
)
_ADD_WORK = text("ALTER TABLE nbseal_run ADD COLUMN work VARCHAR(64)")
_DELETE = text("DELETE FROM nbseal_run WHERE assignment = :assignment AND student = :student")
_INSERT = text(
    "INSERT INTO nbseal_run VALUES (:assignment, :student, :fingerprint, :flags, :sandbox, :tests, :work)"
)
_WORK = text("SELECT work FROM nbseal_run WHERE assignment = :assignment AND student = :student")
_FLAGS = text("SELECT flags FROM nbseal_run WHERE assignment = :assignment AND student = :student")
_ALL = text(
    "SELECT student, fingerprint, flags, sandbox, tests, work FROM nbseal_run WHERE assignment = :assignment"
)


@dataclass(frozen=True)
class RunRecord:
    """How one submission was graded.

    Attributes
    ----------
    fingerprint : str
        What tells the submission, and how it is graded, from any other; empty if it has to be graded again.
    flags : list of Flag
        What a person should look at.
    sandbox : str
        ``"bubblewrap"``, or ``"none"``.
    tests : str
        Where checks ran: ``"outside"`` or ``"inside"``.
    work : str
        What tells the work from any other, whenever it came and however it is graded.
    """

    fingerprint: str
    flags: list[Flag]
    sandbox: str
    tests: str
    work: str = ""


def create_table(connection: Connection) -> None:
    """Make the table, if there is none; one of version 0.2.0 gets its new column."""
    connection.execute(_CREATE)
    if all(column["name"] != "work" for column in inspect(connection).get_columns("nbseal_run")):
        connection.execute(_ADD_WORK)


def read_records(connection: Connection, assignment: str) -> dict[str, RunRecord]:
    """Return the record of each student's submission."""
    rows = connection.execute(_ALL, {"assignment": assignment}).all()
    return {
        student: RunRecord(fingerprint, _read_flags(student, flags), sandbox, tests, work or "")
        for student, fingerprint, flags, sandbox, tests, work in rows
    }


def graded_work(connection: Connection, assignment: str, student: str) -> str | None:
    """Return the `work` that was graded last of a student; None if that is not known.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    assignment, student
        Which submission.
    """
    found: str | None = connection.execute(_WORK, {"assignment": assignment, "student": student}).scalar()
    return found


def flagged_notebooks(connection: Connection, assignment: str, student: str) -> set[str | None]:
    """Return the notebooks that were flagged when a submission was graded last.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    assignment, student
        Which submission.
    """
    known = connection.execute(_FLAGS, {"assignment": assignment, "student": student}).scalar()
    return {flag.notebook for flag in _read_flags(student, known or "[]")}


def replace_record(connection: Connection, assignment: str, student: str, record: RunRecord) -> None:
    """Put the record of a student's submission in the place of the one before.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    assignment, student
        Which submission.
    record
        How it was graded.
    """
    key = {"assignment": assignment, "student": student}
    flags = json.dumps([(flag.notebook, flag.task, flag.reason) for flag in record.flags])
    how = {"sandbox": record.sandbox, "tests": record.tests, "work": record.work}
    connection.execute(_DELETE, key)
    connection.execute(_INSERT, {**key, "fingerprint": record.fingerprint, "flags": flags, **how})


def _read_flags(student: str, text: str) -> list[Flag]:
    return [
        Flag(student=student, notebook=notebook, task=task, reason=reason)
        for notebook, task, reason in json.loads(text)
    ]
