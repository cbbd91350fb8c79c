"""When each assignment is due, for whom later, and what lateness costs: shown, and put into the gradebook."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nbgrader.api import MissingEntry

from ..course import Course
from ..course.gradebook import open_gradebook
from ..course.local_time import from_gradebook
from ..course.people import key_of
from ..course.schedule import SCHEDULE, AssignmentTimes, Schedule, read_schedule
from ..errors import AssignmentError
from .settlement import settle

PLUGIN = "nbseal.plugins.CourseRule"
_STOCK = "nbgrader.plugins.LateSubmissionPlugin"


@dataclass(frozen=True)
class DueDate:
    """When one assignment is due.

    Attributes
    ----------
    assignment : str
        Which.
    due : datetime or None
        When, in UTC; None if nobody says.
    extensions : list of tuple
        Who has longer, until when, and how the file says it; empty text where only the gradebook does.
    rule : str
        What lateness costs, in words.
    released : bool
        Whether the gradebook has the assignment, and so its due date.
    changes : list of str
        What the gradebook had otherwise, and was changed.
    undated : list of str
        Students of whom nobody can say when they handed in.
    """

    assignment: str
    due: datetime | None
    extensions: list[tuple[str, datetime, str]]
    rule: str
    released: bool
    changes: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DueDates:
    """When a course's assignments are due.

    Attributes
    ----------
    file : pathlib.Path or None
        The file that says so; None where there is none, and the gradebook alone does.
    timezone : str
        The course's zone, in which times are shown.
    assignments : list of DueDate
        In the order of their names.
    remarks : list of str
        What a person should look at.
    """

    file: Path | None
    timezone: str
    assignments: list[DueDate]
    remarks: list[str]


def due(course: Course, assignment: str | None = None) -> DueDates:
    """Write due dates and extensions into the gradebook as `course.toml` has them, and return them.

    Penalties are set anew with them.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment; all of them if None.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    CourseFolderError
        If the file cannot be understood.
    GradebookError
        If the gradebook cannot be read or written.
    """
    schedule = read_schedule(course.root)
    planned = set(schedule.assignments) if schedule is not None else set()
    names = sorted({*course.assignments(), *planned})
    if assignment is not None and assignment not in names:
        have = ", ".join(names) or "none yet"
        raise AssignmentError(f"There is no assignment {assignment!r} in {course.root} (there: {have}).")
    zone = schedule.zone if schedule is not None else ZoneInfo("UTC")
    names = names if assignment is None else [assignment]
    settled = {name: settle(course, name) for name in names}
    found = []
    with open_gradebook(course) as gradebook:
        students = [str(student.id) for student in gradebook.students]
        for name in names:
            times = schedule.times(name) if schedule is not None else AssignmentTimes()
            kept = _kept(gradebook, name)
            found.append(
                DueDate(
                    name,
                    times.due or _due_in(kept),
                    sorted(_extensions(times, kept)),
                    times.rule.in_words() if times.rule is not None else _plugin_in_words(course),
                    kept is not None,
                    settled[name].changes,
                    settled[name].undated,
                )
            )
    remarks = list(_remarks(course, schedule, names, students)) if schedule is not None else []
    return DueDates(schedule.file if schedule is not None else None, zone.key, found, remarks)


def _kept(gradebook: Any, name: str) -> Any:
    try:
        return gradebook.find_assignment(name)
    except MissingEntry:
        return None


def _due_in(kept: Any) -> datetime | None:
    return None if kept is None or kept.duedate is None else from_gradebook(kept.duedate)


def _extensions(times: AssignmentTimes, kept: Any) -> Iterator[tuple[str, datetime, str]]:
    """Yield the file's extensions; the gradebook's, where the file has no due date."""
    if times.due is not None:
        yield from ((one.student, one.due, one.written) for one in times.extensions.values())
    elif _due_in(kept) is not None:
        for submission in kept.submissions:
            if submission.extension:
                yield str(submission.student_id), from_gradebook(submission.duedate), ""


def _plugin(course: Course) -> str:
    """Return the name of the class that the course has configured for late work."""
    configured = course.config.AssignLatePenalties.get("plugin_class", _STOCK)
    if isinstance(configured, str):
        return configured
    # A class that nbgrader_config.py itself defines seems to be a builtin.
    return f"{configured.__module__}.{configured.__qualname__}".removeprefix("builtins.")


def _plugin_in_words(course: Course) -> str:
    if _plugin(course) not in (_STOCK, PLUGIN):
        return f"as {_plugin(course)} says"
    method = course.config.LateSubmissionPlugin.get("penalty_method", "none")
    return "all points are taken off" if method == "zero" else "nothing is taken off"


def _remarks(course: Course, schedule: Schedule, names: list[str], students: list[str]) -> Iterator[str]:
    """Yield what is probably not meant, or keeps nbgrader's own commands from agreeing."""
    there = course.assignments()
    known = {key_of(student) for student in students}
    for name in names:
        if name not in there:
            yield f"{SCHEDULE}: there is no assignment {name!r} in source/ yet{_near(name, there)}"
        for key, one in schedule.times(name).extensions.items():
            if known and key not in known:
                yield (
                    f"{SCHEDULE}: nobody in the gradebook is called {one.student!r}, who has an extension "
                    f"for {name}{_near(one.student, students)}"
                )
    if any(schedule.times(name).rule for name in names) and _plugin(course) != PLUGIN:
        yield (
            f"nbgrader's own commands follow {_plugin(course)}, not {SCHEDULE}; "
            "write into nbgrader_config.py: "
            f'c.AssignLatePenalties.plugin_class = "{PLUGIN}"'
        )


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
