"""nbgrader's gradebook: opened, and created where there is none yet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Assignment, Base, Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from ..errors import GradebookError
from . import Course

# nbgrader 0.9.6 adds submissions in an order that SQLAlchemy 2 remarks on; nothing is wrong. This can go once
# nbgrader has another order.
warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")


_LOCK_SECONDS = 120


def patient(db_url: str) -> URL:
    """Return the gradebook's address with a long time-out, if it is SQLite's: others may have locked it."""
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or "timeout" in url.query:
        return url
    return url.update_query_dict({"timeout": str(_LOCK_SECONDS)})


def ensure_gradebook(course: Course) -> None:
    """Create the course's gradebook if there is none.

    nbgrader would ask the `alembic` program on the PATH for the version of its schema
    (https://github.com/jupyter/nbgrader/pull/764), and fail in a virtual environment that is not activated.
    Here the version is read by alembic's library. This can go once nbgrader does so as well.

    Raises
    ------
    GradebookError
        If the gradebook cannot be created or opened.
    """
    engine = create_engine(patient(course.db_url))
    try:
        # One transaction, so that an interrupted start leaves no half-made gradebook.
        with engine.begin() as connection:
            if inspect(connection).get_table_names():
                return
            Base.metadata.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            connection.execute(
                text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": _schema_version()}
            )
    except SQLAlchemyError as problem:
        raise GradebookError(_sentence(course, problem)) from problem
    finally:
        engine.dispose()


@contextmanager
def open_gradebook(course: Course) -> Iterator[Any]:
    """Open the gradebook (nbgrader's `Gradebook`), created first if need be, and close it afterwards.

    Raises
    ------
    GradebookError
        If the gradebook cannot be opened, read or written.
    """
    ensure_gradebook(course)
    try:
        with Gradebook(patient(course.db_url), course.directory.course_id) as gradebook:
            yield gradebook
    except SQLAlchemyError as problem:
        raise GradebookError(_sentence(course, problem)) from problem


def gradebook_problem(course: Course, problem: BaseException) -> GradebookError | None:
    """Return the error that says why the gradebook failed, if that is what `problem` comes from."""
    seen: BaseException | None = problem
    while seen is not None:
        if isinstance(seen, GradebookError):
            return seen
        if isinstance(seen, SQLAlchemyError):
            return GradebookError(_sentence(course, seen))
        seen = seen.__cause__ or seen.__context__
    return None


def listed_students(course: Course) -> list[str]:
    """Return the ids of the students whom the gradebook has."""
    with open_gradebook(course) as gradebook:
        return [str(student.id) for student in gradebook.students]


def due_date(course: Course, assignment: str) -> datetime | None:
    """Return when an assignment is due, in UTC and without a zone; None if it is not said."""
    with open_gradebook(course) as gradebook:
        found = gradebook.db.query(Assignment.duedate).filter(Assignment.name == assignment).first()
    due: datetime | None = found[0] if found is not None else None
    return due


class Total(NamedTuple):
    """What one student has for an assignment: the score, of how many points, and if a person has to look."""

    student: str
    score: float
    most: float
    waiting: bool


def totals(course: Course, assignment: str) -> list[Total]:
    """Return what each student who has handed in has for an assignment, in order."""
    with open_gradebook(course) as gradebook:
        return [
            Total(s.student.id, float(s.score), float(s.max_score), bool(s.needs_manual_grade))
            for s in sorted(gradebook.assignment_submissions(assignment), key=lambda s: str(s.student.id))
        ]


def _schema_version() -> str:
    # Imported where a gradebook is made and nowhere else: it takes as long as all of SQLAlchemy.
    from alembic.config import Config as AlembicConfig
    from alembic.script import ScriptDirectory

    config = AlembicConfig()
    config.set_main_option("script_location", str(ALEMBIC_DIR))
    return str(ScriptDirectory.from_config(config).get_current_head())


def _sentence(course: Course, problem: SQLAlchemyError) -> str:
    where = course.db_url
    if where.startswith("sqlite:///"):
        where = str(Path(where.removeprefix("sqlite:///")))
    else:
        # Such an address may hold a password.
        where = where.split("@")[-1]
    why = str(getattr(problem, "orig", None) or problem).splitlines()[0]
    return f"The gradebook {where} cannot be used: {why}; nothing of it was changed by this step."
