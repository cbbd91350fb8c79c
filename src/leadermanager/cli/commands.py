"""The command line, put together from what is there: a student edition has `lab` and `handin`."""

import importlib.util

import typer

from leadermanager.cli.handin import handin
from leadermanager.cli.lab import lab

app = typer.Typer(
    help="Lessons, hand-in and grading. Students need lab and handin; the rest is for teachers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(lab)
app.command()(handin)

if importlib.util.find_spec("nbseal") and importlib.util.find_spec("leadermanager.edition"):
    from leadermanager.cli import instructors
    from nbseal.cli import COMMANDS

    for command in (*COMMANDS, instructors.publish, instructors.demo):
        app.command()(command)
