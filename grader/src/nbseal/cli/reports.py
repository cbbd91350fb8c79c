"""The commands that tell about a class."""

from pathlib import Path
from typing import Annotated

import typer

from ..errors import GradingError
from .arguments import Assignment, AssignmentOrAll, CourseOption, JsonOption, find_course
from .terminal import print_json, print_notices, sentences


def report(
    assignment: AssignmentOrAll = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The page to write. Default: NAME-report.html, or term-report.html"
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="In the report on the term: show each student's id.")
    ] = False,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a class did in an assignment or, with no name, in the term; nobody is named.

    Of an assignment: scores, each check, what was missed. Of the term: the same students over all of them.
    """
    if assignment is None:
        _report_term(course, output or Path("term-report.html"), names=names, as_json=as_json)
    else:
        with sentences():
            if names:
                raise GradingError("--names goes with the report on the term, which is that without a NAME.")
        _report_class(course, assignment, output or Path(f"{assignment}-report.html"), as_json=as_json)


def _report_class(course: Path | None, assignment: str, target: Path, *, as_json: bool) -> None:
    with sentences():
        from ..returning.export.files import write_whole
        from ..returning.report import as_dict, report_page
        from ..returning.report import report as work_out

        figures = work_out(find_course(course), assignment)
        if not as_json:
            write_whole(target, report_page(figures).encode())
    if as_json:
        print_json(as_dict(figures))
        return
    typer.echo(f"{figures.handed_in} of {figures.students} students handed in, {figures.late} of them late.")
    for item in figures.items:
        if item.remark:
            typer.echo(f"  {item.name}: {item.remark}")
    print_notices(figures.notices)
    typer.echo(f"Wrote {target}")


def _report_term(course: Path | None, target: Path, *, names: bool, as_json: bool) -> None:
    with sentences():
        from ..returning.export.files import write_whole
        from ..returning.report.term import as_dict, term, term_page

        found = term(find_course(course))
        if not as_json:
            write_whole(target, term_page(found, names=names).encode())
    if as_json:
        print_json(as_dict(found, names=names))
        return
    typer.echo(f"{len(found.assignments)} assignments graded, {len(found.students)} students.")
    for name, count in found.stopped:
        typer.echo(f"  {count} handed in nothing after {name}")
    print_notices(found.notices)
    typer.echo(f"Wrote {target}")


def alike(
    assignment: Assignment,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The page to write. Default: NAME-alike.html")
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which hand-ins are most alike, side by side, for a person to look at."""
    with sentences():
        from ..returning.alike import alike as compare
        from ..returning.alike import alike_page, as_dict
        from ..returning.export.files import write_whole

        pairs = compare(find_course(course), assignment)
        target = output or Path(f"{assignment}-alike.html")
        if not as_json:
            write_whole(target, alike_page(assignment, pairs).encode())
    if as_json:
        print_json({"pairs": as_dict(pairs)})
        return
    for pair in pairs:
        most = pair.tasks[0]
        close = f"{most.task} {round(100 * most.likeness)}"
        typer.echo(f"{round(100 * pair.likeness):>4}  {' and '.join(pair.students)} ({close})")
    typer.echo(f"Wrote {target}: read both of a pair before you judge.")
