"""What commands print: results, progress, and errors as one line."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

import typer

from ..errors import GradingError

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..assignments.release import Released
    from ..assignments.soundness.report import SoundnessReport
    from ..course.gradebook import Total
    from ..grading.flag import Flag
    from ..grading.moves import Move


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """Turn an error that was raised on purpose into one line and exit code 2.

    A name that the terminal's encoding lacks is printed with its letters' numbers.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        yield
    except GradingError as problem:
        stop(str(problem))
    except KeyboardInterrupt:
        stop("Stopped; what was done before is kept, and the same command goes on from there.")
    except ModuleNotFoundError as problem:
        stop(f"{problem.name} is not installed: pip install {problem.name}")
    except OSError as problem:
        if problem.strerror:
            stop(f"{problem.filename or 'A file'} cannot be used: {problem.strerror}.")
        raise


class StoppedError(typer.Exit):
    """A command ended with exit code 2; `sentence` says why, as it was said on standard error."""

    def __init__(self, sentence: str) -> None:
        super().__init__(2)
        self.sentence = sentence


def stop(sentence: str) -> NoReturn:
    """Say what is wrong, in one line, and end with exit code 2."""
    sentence = " ".join(sentence.split())
    typer.echo(sentence, err=True)
    raise StoppedError(sentence)


def print_json(result: object) -> None:
    """Print a result as one JSON object, in ASCII: a program reads it, and its encoding may be any."""
    data = asdict(result) if is_dataclass(result) and not isinstance(result, type) else result
    typer.echo(json.dumps(data, default=str))


@contextlib.contextmanager
def grading_progress(*, quiet: bool) -> Iterator[Callable[[int, int, str, list[Flag]], None] | None]:
    """Show a bar on a terminal, and a plain line per student elsewhere."""
    if quiet:
        yield None
    elif not sys.stderr.isatty():

        def line(done: int, total: int, student: str, flags: list[Flag]) -> None:
            mark = " (flagged)" if flags else ""
            typer.echo(_harmless(f"graded {done} of {total}: {student}{mark}"), err=True)

        yield line
    else:
        with _bar() as bar:
            task = bar.add_task("grading", total=None)
            flagged: set[str] = set()

            def move(done: int, total: int, student: str, flags: list[Flag]) -> None:
                flagged.update(flag.student for flag in flags)
                bar.update(task, completed=done, total=total, description=f"grading, {len(flagged)} flagged")

            yield move


@contextlib.contextmanager
def checking_progress(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Show a bar on a terminal, and a plain line for each kind of step elsewhere."""
    if quiet:
        yield None
    elif not sys.stderr.isatty():
        said: set[str] = set()

        def line(done: int, total: int, what: str) -> None:
            if what not in said:
                typer.echo(f"trying {what}", err=True)
                said.add(what)

        yield line
    else:
        with _bar() as bar:
            task = bar.add_task("reading", total=None)
            yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def print_released(made: list[Released]) -> None:
    """Print what was released, what changes for those who have handed in, and what may not be meant."""
    for one in made:
        typer.echo(
            f"Released {one.assignment}: {one.tasks} graded cells, {one.points:g} points, in {one.folder}"
        )
        for line in (*one.changes, *(f"warning: {warning}" for warning in one.warnings)):
            typer.echo(f"  {line}")
    if any(one.warnings for one in made):
        typer.echo("What you mean so: tag its cell 'intended', or list it in c.Release.intended.")


def print_soundness(found: SoundnessReport) -> None:
    """Print what `check` found: a table by task, the details, the verdict."""
    from rich.console import Console

    if found.tasks:
        Console().print(found.table())
    for line in found.details():
        typer.echo(line)
    typer.echo(found.verdict())


def print_scores(scores: list[Total]) -> None:
    """Print a table of what each student has."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("student", "points", "of", "")
    table.columns[0].overflow = "fold"  # a name that is cut is nobody's
    for column in (1, 2):
        table.columns[column].justify = "right"
    for student, score, most, waiting in scores:
        table.add_row(
            escape(_harmless(student)), f"{score:g}", f"{most:g}", "a person has to look" if waiting else ""
        )
    Console().print(table)


def print_flags(flags: list[Flag]) -> None:
    """Print a line for each flag."""
    for flag in flags:
        where = ", ".join(part for part in (flag.notebook, flag.task) if part)
        typer.echo(_harmless(f"  {flag.student}{f' ({where})' if where else ''}: {flag.reason}"))


def print_moves(moves: list[Move]) -> None:
    """Print a line for each check in which the same work has other points than before."""
    if moves:
        typer.echo("Other points than before, for the same work:")
    for (notebook, task), group in groupby(moves, key=lambda move: (move.notebook, move.task)):
        told = [f"{move.student} {_points(move.before)} to {_points(move.after)}" for move in group]
        typer.echo(_harmless(f"  {notebook}, {task}: {', '.join(told)}"))


def _points(points: float | None) -> str:
    return "none" if points is None else f"{points:g}"


def print_notices(notices: list[str]) -> None:
    """Print what an instructor should know, a line each."""
    for notice in notices:
        typer.echo(_harmless(notice))


def _harmless(line: str) -> str:
    """Return a line that a student had a part in, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
