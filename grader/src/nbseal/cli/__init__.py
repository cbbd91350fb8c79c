"""The commands, by user; another command line can mount them."""

from importlib.metadata import version
from typing import Annotated

import typer

from . import graders, instructors, marking, reports, times
from .command import Command, Commands, print_version

__all__ = ["COMMANDS", "Command", "app", "main"]

COMMANDS = (
    instructors.new,
    instructors.release,
    instructors.check,
    times.due,
    graders.collect,
    graders.grade,
    marking.mark,
    graders.feedback,
    graders.export,
    reports.report,
    reports.alike,
)

# Plain help, since a table of it would cut the names of options where a terminal is narrow.
app = typer.Typer(
    cls=Commands,
    help="Sealed, fast grading for any nbgrader course.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in COMMANDS:
    app.command(cls=Command)(command)


@app.callback()
def _program(
    asked: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda asked: print_version("nbseal", version("nbseal"), asked),
            help="Show the version and end.",
        ),
    ] = False,
) -> None: ...


def main() -> None:
    """Run the command line; the entry point of `nbseal`."""
    app(prog_name="nbseal")
