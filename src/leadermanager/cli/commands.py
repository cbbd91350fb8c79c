"""The command line, put together from what is there: a student edition has `lab` and `handin`."""

import importlib.util
from typing import Annotated

import typer

from leadermanager import __version__
from leadermanager.cli.handin import handin
from leadermanager.cli.lab import lab

# Plain help, since a table of it would cut the names of options where a terminal is narrow.
app = typer.Typer(
    help="Lessons, hand-in and grading. Students need lab and handin; the rest is for teachers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"leadermanager {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Show the version and end."),
    ] = False,
) -> None: ...


app.command()(lab)
app.command()(handin)

if importlib.util.find_spec("nbseal") and importlib.util.find_spec("leadermanager_instructor"):
    from leadermanager_instructor.commands import demo, publish
    from leadermanager_instructor.writing import new, try_out
    from nbseal.cli import COMMANDS, Command
    from nbseal.cli.command import Commands

    app.info.cls = Commands
    app.add_typer(new, name="new")
    for command in (*COMMANDS, publish, demo):
        if command.__name__ != "new":
            app.command(cls=Command)(command)
    app.command("try", cls=Command)(try_out)
