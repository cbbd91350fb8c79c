"""The commands, by user; another command line can mount them."""

import typer

from . import graders, instructors

COMMANDS = (
    instructors.release,
    instructors.check,
    graders.collect,
    graders.grade,
    graders.feedback,
    graders.export,
)

app = typer.Typer(
    help="Sealed, fast grading for any nbgrader course.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command line; the entry point of `nbseal`."""
    app(prog_name="nbseal")
