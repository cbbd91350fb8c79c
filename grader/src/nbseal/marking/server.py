"""The page and what it asks for, behind the authentication of a Jupyter server."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from sqlalchemy import Engine
from tornado import web

from ..course import Course, find_course
from ..errors import GradingError, MarkingError
from ..grading.transactions import open_database, transaction
from ..returning.templates import page_template
from .answers import Written, own_work, points_of, read_written, tasks_of
from .marks import Mark, Row, give, read_row, read_rows
from .remarks import keep_remark, read_remarks

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_EMPHASIS = re.compile(r"[*`]+")
_NAME = r"(?P<assignment>[^/]+)"


def handlers(base: str, root: str) -> list[tuple[Any, ...]]:
    """Return what answers which address.

    Parameters
    ----------
    base
        The address of the server's own root.
    root
        The folder that it serves, which is the course's.
    """

    def at(*parts: str) -> str:
        return url_path_join(base, "nbseal", "mark", *parts)

    found = {"root": Path(root)}
    return [
        (at("static", "(.*)"), _StaticHandler, {"path": str(_HERE / "static")}),
        (at(_NAME), _PageHandler, {**found, "static": at("static")}),
        (at(_NAME, "tasks"), _TasksHandler, found),
        (at(_NAME, "answers"), _AnswersHandler, found),
        (at(_NAME, "answers", r"(?P<identity>\w+)"), _AnswerHandler, found),
        (at(_NAME, "remarks"), _RemarksHandler, found),
    ]


class _StaticHandler(web.StaticFileHandler):
    """The page's script and style, which are nobody's secret."""

    allow_unauthenticated = True  # asked for by newer servers

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


class _PageHandler(JupyterHandler):
    def initialize(self, root: Path, static: str) -> None:
        self.root, self.static = root, static

    @property
    def content_security_policy(self) -> str:
        return _POLICY

    @web.authenticated
    def get(self, assignment: str) -> None:
        template = page_template(_HERE / "templates" / "mark.html")
        self.finish(
            template.render(assignment=assignment, static=self.static, token=self.xsrf_token.decode())
        )


class _Handler(APIHandler):
    """Answers in JSON; what a person can mend is said in one sentence."""

    def initialize(self, root: Path) -> None:
        self.root = root

    def reply(self, work: Callable[[Course], object]) -> None:
        try:
            self.finish(json.dumps(work(find_course(self.root))))
        except GradingError as problem:
            self.set_status(409 if isinstance(problem, MarkingError) else 400)
            self.finish(json.dumps({"error": str(problem)}))


class _TasksHandler(_Handler):
    @web.authenticated
    def get(self, assignment: str) -> None:
        self.reply(lambda course: _tasks(course, assignment))


class _AnswersHandler(_Handler):
    @web.authenticated
    def get(self, assignment: str) -> None:
        self.reply(lambda course: _answers(course, assignment))


class _AnswerHandler(_Handler):
    @web.authenticated
    def get(self, assignment: str, identity: str) -> None:
        self.reply(lambda course: _answer(course, assignment, identity))

    @web.authenticated
    def put(self, assignment: str, identity: str) -> None:
        given = self.get_json_body() or {}
        self.reply(lambda course: _mark(course, assignment, identity, given))


class _RemarksHandler(_Handler):
    @web.authenticated
    def post(self, assignment: str) -> None:
        given = self.get_json_body() or {}
        self.reply(
            lambda course: keep_remark(course, assignment, str(given.get("task")), str(given.get("text", "")))
        )


@contextmanager
def _database(course: Course) -> Iterator[Engine]:
    database = open_database(course.db_url)
    try:
        yield database
    finally:
        database.dispose()


def _tasks(course: Course, assignment: str) -> list[dict[str, Any]]:
    remarks = read_remarks(course, assignment)
    return [
        {
            "key": task.key,
            "title": task.title,
            "points": task.points,
            "levels": [
                {
                    "name": level.name,
                    "points": level.points,
                    "description": _EMPHASIS.sub("", level.description),
                }
                for level in task.levels
                if level.points is not None
            ],
            "asked": task.asked,
            "model": task.model,
            "remarks": remarks.get(task.key, []),
        }
        for task in tasks_of(course, assignment)
    ]


def _answers(course: Course, assignment: str) -> list[dict[str, Any]]:
    keys = points_of(course, assignment)
    mine = own_work(course, assignment)
    with _database(course) as database, database.connect() as connection:
        rows = read_rows(connection, assignment)
    return [
        {"id": row.id, "task": row.key, "points": row.mark.points}
        for row in rows
        if row.student in mine and row.key in keys
    ]


def _answer(course: Course, assignment: str, identity: str) -> dict[str, Any]:
    with _database(course) as database, database.connect() as connection:
        row = read_row(connection, assignment, identity)
    return _shown(row, read_written(course, assignment, row.student, row.notebook, row.cell))


def _mark(course: Course, assignment: str, identity: str, given: dict[str, Any]) -> dict[str, Any]:
    mark = _read_mark(given)
    most = points_of(course, assignment)

    def work(connection: Any) -> dict[str, Any]:
        row = read_row(connection, assignment, identity)
        points = most.get(row.key)
        if points is None:
            raise MarkingError("No person marks this cell any more; load the page again.")
        if mark.points is not None and not 0 <= mark.points <= points:
            raise MarkingError(f"Give from 0 to {points:g} points; nothing was saved.")
        written = read_written(course, assignment, row.student, row.notebook, row.cell)
        if given.get("version") != _version(row, written):
            raise MarkingError(_meanwhile(row))
        give(connection, row, mark)
        return _shown(read_row(connection, assignment, identity), written)

    with _database(course) as database:
        return transaction(database, work)


def _read_mark(given: dict[str, Any]) -> Mark:
    points, comment = given.get("points"), given.get("comment", "")
    is_number = isinstance(points, int | float) and not isinstance(points, bool)
    if not isinstance(comment, str) or not (points is None or is_number):
        raise MarkingError("A mark is a number of points and a comment; nothing was saved.")
    return Mark(None if points is None else float(points), comment.strip())


def _meanwhile(row: Row) -> str:
    now = "has no points" if row.mark.points is None else f"has {row.mark.points:g}"
    return (
        f"Somebody else has changed this answer or its mark since you saw it (it {now} now). "
        "Yours was not saved: look again, then mark it."
    )


def _shown(row: Row, written: Written) -> dict[str, Any]:
    return {
        "id": row.id,
        "task": row.key,
        "points": row.mark.points,
        "comment": row.mark.comment,
        "answer": written.answer,
        "before": list(written.before),
        "version": _version(row, written),
    }


def _version(row: Row, written: Written) -> str:
    """Return what changes whenever the answer or its mark does."""
    seen = repr((row.mark.points, row.mark.comment, written.source))
    return hashlib.sha256(seen.encode(errors="replace")).hexdigest()
