"""Transactions on the gradebook's database: whole or not at all, and patient with others who write."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..course.gradebook import patient
from ..errors import GradebookError

_MOST_TRIES = 3

_Result = TypeVar("_Result")


def open_database(db_url: str) -> Engine:
    """Return the database at an address, in which a transaction locks SQLite from its beginning.

    Python's own driver for SQLite begins late, and only for some statements. A transaction that first reads
    and then writes would fail then where it could have waited.
    """
    engine = create_engine(patient(db_url))
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection: Any, _: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def transaction(engine: Engine, work: Callable[[Connection], _Result]) -> _Result:
    """Do `work` in a transaction, again if somebody else has got in between, and return its result.

    Raises
    ------
    GradebookError
        If it cannot be done; nothing is changed then.
    """
    # SQLite's lock has been waited for already, and another try would not help.
    tries = 1 if engine.dialect.name == "sqlite" else _MOST_TRIES
    for tried in range(1, tries + 1):
        try:
            with engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            if tried == tries or not _may_work_again(error):
                why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
                raise GradebookError(
                    f"The gradebook {engine.url.database} cannot be written ({why}); what was "
                    "graded before is kept: when this is mended, run the same command again."
                ) from error
    raise AssertionError("unreachable")


def _may_work_again(error: SQLAlchemyError) -> bool:
    """Return whether it may work another time: after a deadlock, or a row that somebody has just made."""
    code = str(getattr(getattr(error, "orig", None), "sqlstate", "") or "")
    return isinstance(error, DBAPIError) and code[:2] in ("23", "40")
