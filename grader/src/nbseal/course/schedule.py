"""The course's `course.toml`: when work is due, who has longer, and what lateness costs. It may be missing.

::

    timezone = "Europe/Berlin"

    [late]
    per_day = "10%"
    at_most = "50%"
    grace = "15 minutes"

    [assignments.ps1]
    due = "2026-10-05 23:59"

    [assignments.ps1.extensions]
    ada = "3 days"
    "ben@example.org" = "2026-10-09 12:00"
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from ..errors import CourseFolderError
from . import local_time
from .late_rule import LateRule
from .local_time import TimeError
from .people import key_of

SCHEDULE = "course.toml"

_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%")
# Before TOML 1.1 a time needs its seconds.
_BARE_TIME = re.compile(r"=\s*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)\s*(?:#.*)?$")


@dataclass(frozen=True)
class Extension:
    """More time for one student.

    Attributes
    ----------
    student : str
        Whose, as the file has it.
    due : datetime
        Until when, in UTC.
    written : str
        How the file says it.
    """

    student: str
    due: datetime
    written: str


@dataclass(frozen=True)
class AssignmentTimes:
    """What the file says of one assignment.

    Attributes
    ----------
    due : datetime or None
        When it is due, in UTC; None if the file does not say.
    extensions : dict
        By the form in which students' names are compared.
    rule : LateRule or None
        What lateness costs; None where nbgrader's own plugin decides.
    """

    due: datetime | None = None
    extensions: Mapping[str, Extension] = field(default_factory=dict)
    rule: LateRule | None = None


@dataclass(frozen=True)
class Schedule:
    """What `course.toml` says.

    Attributes
    ----------
    file : pathlib.Path
        The file.
    zone : zoneinfo.ZoneInfo
        The course's zone.
    rule : LateRule or None
        What lateness costs, where an assignment has no rule of its own; None where nbgrader's plugin decides.
    assignments : dict
        By name.
    """

    file: Path
    zone: ZoneInfo
    rule: LateRule | None
    assignments: Mapping[str, AssignmentTimes]

    def times(self, assignment: str) -> AssignmentTimes:
        """Return what the file says of an assignment, also of one that is not in it."""
        return self.assignments.get(assignment, AssignmentTimes(rule=self.rule))


def read_schedule(root: Path) -> Schedule | None:
    """Return what the `course.toml` in a course's folder says; None if there is none.

    Raises
    ------
    CourseFolderError
        If it cannot be read or understood; the message says where, and what to do.
    """
    file = root / SCHEDULE
    if not file.is_file():
        return None
    try:
        text = file.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise CourseFolderError(f"{file} is not UTF-8; save it as UTF-8.") from None
    except OSError as problem:
        raise CourseFolderError(f"{file} cannot be read: {problem.strerror}.") from problem
    except tomllib.TOMLDecodeError as problem:
        raise CourseFolderError(f"{file} {_why_no_toml(text, problem)}") from problem
    return _Reading(file).schedule(found)


class _Reading:
    """Reads one file; what is wrong is said with its key."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._zone = ZoneInfo("UTC")

    def schedule(self, found: dict[str, Any]) -> Schedule:
        self._only(found, ("timezone", "late", "assignments"), "")
        if "timezone" not in found:
            self._stop("timezone", 'is missing; write for instance timezone = "Europe/Berlin" at the top')
        self._zone = self._read("timezone", local_time.zone_of, found["timezone"])
        rule = self._rule(found.get("late", {}), "late")
        tables = self._table(found.get("assignments", {}), "assignments")
        times = {name: self._times(table, f"assignments.{name}", rule) for name, table in tables.items()}
        return Schedule(self._file, self._zone, rule, times)

    def _times(self, table: object, key: str, rule: LateRule | None) -> AssignmentTimes:
        table = self._table(table, key)
        self._only(table, ("due", "extensions", "late"), key)
        if "late" in table:
            rule = self._rule(table["late"], f"{key}.late")
        if "due" not in table:
            if table.get("extensions"):
                self._stop(f"{key}.extensions", f"has no date to extend; add {key}.due")
            return AssignmentTimes(rule=rule)
        due = self._moment(f"{key}.due", table["due"])
        given = self._table(table.get("extensions", {}), f"{key}.extensions")
        extensions: dict[str, Extension] = {}
        for student, written in given.items():
            one = self._extension(student, written, due, f"{key}.extensions.{student}")
            other = extensions.setdefault(key_of(student), one)
            if other is not one:
                self._stop(f"{key}.extensions", f"has {other.student!r} and {student!r}, who are one student")
        return AssignmentTimes(due, extensions, rule)

    def _extension(self, student: str, written: object, due: datetime, key: str) -> Extension:
        if isinstance(written, dict):
            self._stop(key, f'is no time; if the id has a dot, put it in quotes: "{student}.…" = "3 days"')
        if local_time.is_length(written):
            length = str(written)
            until = self._read(key, lambda _: local_time.later(due, length, self._zone), length)
        elif isinstance(written, str) and not written[:1].isdigit():
            self._stop(key, f'is {written!r}; write "3 days", or until when: {local_time.EXAMPLE}')
        else:
            until = self._moment(key, written)
        if until < due:
            self._stop(key, "is earlier than the due date; an extension is later")
        return Extension(student, until, str(written))

    def _rule(self, table: object, key: str) -> LateRule | None:
        table = self._table(table, key)
        self._only(table, ("rule", "per_day", "at_most", "grace"), key)
        if not table:
            return None
        if "rule" in table:
            if table != {"rule": "plugin"}:
                self._stop(f"{key}.rule", 'can only be "plugin", alone: or write per_day and leave rule out')
            return None
        if "per_day" not in table:
            self._stop(f"{key}.per_day", 'is missing; write for instance per_day = "10%", or rule = "plugin"')
        return LateRule(
            per_day=self._share(f"{key}.per_day", table["per_day"]),
            at_most=self._share(f"{key}.at_most", table.get("at_most", "100%")),
            grace=self._read(f"{key}.grace", local_time.duration, table.get("grace", "0 minutes")),
        )

    def _share(self, key: str, written: object) -> Fraction:
        found = _SHARE.fullmatch(written.strip()) if isinstance(written, str) else None
        share = Fraction(found[1]) / 100 if found else Fraction(0)
        if not 0 < share <= 1:
            self._stop(key, f'is {written!r}; write a share above 0% and up to 100%, such as "10%"')
        return share

    def _moment(self, key: str, written: object) -> datetime:
        moment: datetime = self._read(key, lambda it: local_time.moment(it, self._zone), written)
        return moment

    def _read(self, key: str, read: Any, written: object) -> Any:
        try:
            return read(written)
        except TimeError as problem:
            self._stop(key, f"cannot be used: {problem}")
        except OverflowError:
            self._stop(key, f"cannot be used: {written} is too far away")

    def _table(self, found: object, key: str) -> dict[str, Any]:
        if not isinstance(found, dict):
            self._stop(
                key, f"is no table; write [{key}] on a line of its own, and under it what belongs to it"
            )
        return found

    def _only(self, table: dict[str, Any], known: Iterable[str], key: str) -> None:
        for name in table:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"there can be: {', '.join(known)}"
                self._stop(f"{key}.{name}".lstrip("."), f"is not known; {hint}")

    def _stop(self, key: str, what: str) -> NoReturn:
        end = "" if what.endswith("?") else "."
        raise CourseFolderError(f"{self._file}: {key} {what}{end}")


def _why_no_toml(text: str, problem: tomllib.TOMLDecodeError) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if bare := _BARE_TIME.search(line):
            return f'line {number}: put the time in quotes: "{bare[1]}".'
    return f"is not TOML: {problem}."
