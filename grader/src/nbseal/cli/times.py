"""The command about due dates."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from .arguments import CourseOption, JsonOption, assignments_here, find_course
from .terminal import print_json, print_notices, sentences

if TYPE_CHECKING:
    from ..grading.due import DueDate, DueDates


def due(
    assignment: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="The assignment. Default: all.", autocompletion=assignments_here
        ),
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show due dates, extensions and the late rule, and write them into the gradebook.

    They are read from course.toml, beside nbgrader_config.py. Without that file, what the gradebook says is
    shown.
    """
    with sentences():
        from ..grading.due import due as settle_all

        where = find_course(course)
        found = settle_all(where, assignment)
    if as_json:
        print_json(_as_dict(found))
    else:
        if found.file is None:
            typer.echo(f"There is no course.toml in {where.root}; this is what the gradebook says.")
        typer.echo(f"All times are those of {found.timezone}.")
        for one in found.assignments:
            _print_due(one, ZoneInfo(found.timezone))
        for remark in found.remarks:
            typer.echo(remark)
    if found.remarks or any(one.undated for one in found.assignments):
        raise typer.Exit(1)


def _print_due(one: DueDate, zone: ZoneInfo) -> None:
    from ..course.local_time import shown

    when = "not said" if one.due is None else shown(one.due, zone)
    lines = [f"{one.assignment}: due {when}"]
    for student, until, written in one.extensions:
        lines.append(f"  {student} has until {shown(until, zone)}{f' ({written})' if written else ''}")
    lines.append(f"  late: {one.rule}")
    lines += [f"  changed: {change.removeprefix(f'{one.assignment}: ')}" for change in one.changes]
    if one.due is not None and not one.released:
        lines.append("  not in the gradebook yet, since it is not released")
    if one.undated:
        lines.append(
            f"  nobody can say when they handed in, so nothing is taken off: {', '.join(one.undated)}"
        )
    print_notices(lines)


def _as_dict(found: DueDates) -> dict[str, Any]:
    data, zone = asdict(found), ZoneInfo(found.timezone)
    for one in data["assignments"]:
        one["due"] = one["due"].astimezone(zone).isoformat() if one["due"] is not None else None
        one["extensions"] = [
            {"student": student, "due": until.astimezone(zone).isoformat(), "written": written}
            for student, until, written in one["extensions"]
        ]
    return data
