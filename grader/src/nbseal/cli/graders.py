"""Commands for graders: collect, grade, return feedback, export."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import (
    Assignment,
    CourseOption,
    Format,
    JsonOption,
    SandboxOption,
    Tests,
    TestsOption,
    WorkersOption,
    ZipFormat,
    find_course,
)
from .terminal import (
    grading_progress,
    print_flags,
    print_json,
    print_moves,
    print_notices,
    print_scores,
    sentences,
    stop,
)

if TYPE_CHECKING:
    from ..cluster import Cluster


def collect(
    assignment: Assignment,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Bundles, notebooks, folders, or an LMS's download."),
    ],
    gradebook: Annotated[
        Path | None,
        typer.Option("--gradebook", metavar="FILE", help="The LMS's own file, which says who is who."),
    ] = None,
    pattern: Annotated[
        str | None,
        typer.Option(
            "--pattern", help="What names look like, e.g. '{student}_{file}'; also {time} {attempt} *"
        ),
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option("--groups", metavar="FILE", help="Canvas's file of groups, if groups hand in together."),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="When it came, if no download says so, e.g. '2026-11-24 18:00'. Default: unknown.",
        ),
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take what students handed in into submitted/."""
    with sentences():
        from ..collecting import collect as take

        when = _time(received) if received is not None else None
        result = take(
            find_course(course),
            assignment,
            paths,
            gradebook=gradebook,
            groups=groups,
            pattern=pattern,
            received=when,
        )
    if as_json:
        print_json(result)
    else:
        typer.echo(f"Collected {len(result.collected)}, unchanged {len(result.unchanged)}.")
        for student, remark in result.remarks:
            typer.echo(f"  {student}: {remark}")
        for path, reason in result.unmatched:
            typer.echo(f"  not matched {path}: {reason}")
        for path, reason in result.skipped:
            typer.echo(f"  left out {path}: {reason}")
        if result.undated:
            typer.echo(
                f"  nothing says when it came from {', '.join(result.undated)}, so it counts as in time; "
                "give the time with --received"
            )
    if result.skipped or result.unmatched or result.remarks or result.undated:
        raise typer.Exit(1)


def grade(
    assignment: Assignment,
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student.")] = None,
    workers: WorkersOption = None,
    force: Annotated[bool, typer.Option("--force", help="Grade what has not changed as well.")] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.1, help="Seconds of wall clock for each cell.")
    ] = None,
    tests: TestsOption = Tests.outside,
    sandbox: SandboxOption = True,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Grade on the workers of this Dask scheduler."),
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score what was handed in, each notebook in a sandbox."""
    with sentences():
        from ..course.gradebook import totals
        from ..grading.engine import grade as score

        where = find_course(course)
        with (
            grading_progress(quiet=as_json) as progress,
            _cluster(scheduler, urgent=bool(student)) as cluster,
        ):
            result = score(
                where,
                assignment,
                student,
                workers=workers,
                timeout=timeout,
                force=force,
                tests=tests.value,
                sandboxed=sandbox,
                progress=progress,
                pool=cluster,
            )
        scores = totals(where, assignment)
    if as_json:
        said = asdict(result)
        del said["cpu_seconds"]  # for benchmarks; the start of the workers is not in it
        print_json(said)
    else:
        print_scores(scores)
        if result.sandbox == "none":
            typer.echo(
                "Without a sandbox: student code could read and change all that you can. Each score says so."
            )
        typer.echo(
            f"Graded {len(result.graded)}, unchanged {len(result.unchanged)}, "
            f"flagged {len({flag.student for flag in result.flagged})}, in {result.seconds:.0f} s."
        )
        print_flags(result.flagged)
        print_moves(result.moved)
        print_notices(result.notices)
    if result.flagged:
        raise typer.Exit(1)


def feedback(
    assignment: Assignment,
    form: Annotated[
        ZipFormat | None, typer.Option("--zip", help="Pack it for the LMS, or plainly, as well.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The zip. Default: NAME-feedback-FORMAT.zip")
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write each student's feedback as a page, without hidden tests."""
    with sentences():
        from ..returning.feedback import feedback as write
        from ..returning.feedback.packing import pack_feedback

        if output is not None and form is None:
            stop("Say how to pack it: --zip canvas, moodle or plain.")
        where = find_course(course)
        result = write(where, assignment)
        packed = None
        if form is not None:
            target = output or Path(f"{assignment}-feedback-{form.value}.zip")
            packed = pack_feedback(where, result, form.value, target)
    if as_json:
        print_json({**asdict(result), **({"zip": asdict(packed)} if packed else {})})
    else:
        typer.echo(f"Wrote feedback for {len(result.students)} students under {result.folder}")
        for name in result.ungraded:
            typer.echo(f"  {name}: something still has to be graded by a person")
        for name, reason in result.failed:
            typer.echo(f"  {name}: no feedback could be made ({reason})")
        print_notices(result.notices)
        if packed is not None:
            typer.echo(f"Packed that of {len(packed.students)} students into {packed.file}")
            for name, reason in packed.left_out:
                typer.echo(f"  left out {name}: {reason}")
    if result.ungraded or result.failed or (packed is not None and packed.left_out):
        raise typer.Exit(1)


def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    assignment: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The assignment. Default: all, for csv.")
    ] = None,
    to: Annotated[Format, typer.Option("--to", help="The format.")] = Format.csv,
    gradebook: Annotated[
        Path | None,
        typer.Option("--gradebook", metavar="FILE", help="The file that the LMS exported, to be filled."),
    ] = None,
    column: Annotated[
        str | None,
        typer.Option("--column", help="What the LMS calls the assignment. Default: its name here."),
    ] = None,
    per_task: Annotated[
        bool, typer.Option("--per-task", help="A column for each graded cell of one assignment, for csv.")
    ] = False,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write grades to a file of their own, or into the LMS's own."""
    if per_task and (to is not Format.csv or assignment is None):
        stop("--per-task goes with one assignment and csv: nbseal export NAME --per-task -o FILE")
    if to is not Format.csv:
        _export_lms(to, output, assignment, gradebook, column, course, as_json)
        return
    with sentences():
        from ..returning.export import export_csv, export_tasks

        if gradebook is not None or column is not None:
            stop("--gradebook and --column go with --to canvas or --to moodle.")
        where = find_course(course)
        if per_task and assignment is not None:
            result = export_tasks(where, output, assignment)
        else:
            result = export_csv(where, output, assignment)
    if as_json:
        print_json({"format": to.value, **asdict(result)})
    else:
        typer.echo(f"Exported {result.rows} grades to {result.file}")
        for student, name in result.ungraded:
            typer.echo(f"  {student}, {name}: something still has to be graded by a person")
        print_notices(result.notices)
    if result.ungraded:
        raise typer.Exit(1)


def _export_lms(
    to: Format,
    output: Path,
    assignment: str | None,
    gradebook: Path | None,
    column: str | None,
    course: Path | None,
    as_json: bool,
) -> None:
    """Fill the file that an LMS exported."""
    with sentences():
        from ..returning.export.lms import export_lms

        if assignment is None or gradebook is None:
            stop(
                f"Say which assignment and name the file that {to.value.title()} exported: "
                f"nbseal export NAME --to {to.value} --gradebook FILE -o FILE"
            )
        done = export_lms(find_course(course), assignment, to.value, gradebook, output, column)
    if as_json:
        print_json({"format": to.value, **asdict(done)})
    else:
        count = f"{len(done.written)} grade{'' if len(done.written) == 1 else 's'}"
        typer.echo(f"Wrote {count} of {done.assignment} to {done.file}, column {done.column!r}")
        lines = [(name, "something still has to be graded by a person") for name in done.ungraded]
        lines += done.refused
        lines += [(name, f"graded, but not in {gradebook}") for name in done.not_in_file]
        lines += [(name, "handed in nothing") for name in done.missing]
        lines += [(name, "not in the gradebook") for name in done.not_in_gradebook]
        for name, why in lines:
            typer.echo(f"  {name}: {why}")
        for remark in done.remarks:
            typer.echo(f"  {remark}")
        print_notices(done.notices)
    if done.ungraded or done.refused or done.not_in_file or done.remarks:
        raise typer.Exit(1)


def _cluster(scheduler: str | None, *, urgent: bool) -> AbstractContextManager["Cluster | None"]:
    if scheduler is None:
        return nullcontext()
    from ..cluster import Cluster

    return Cluster(scheduler, urgent=urgent)


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        stop(f"{text!r} is no time; write it as 2026-11-24 18:00.")
