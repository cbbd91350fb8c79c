"""The command line, put together from what is there: a student edition has `lab` and `handin`."""

import importlib.util

import typer

from leadermanager.cli import students

app = typer.Typer(
    help="Lessons, hand-in and grading. Students need lab and handin; the rest is for teachers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(students.lab)
app.command()(students.handin)

if importlib.util.find_spec("nbseal") and importlib.util.find_spec("leadermanager.edition"):
    from leadermanager.cli import instructors
    from nbseal.cli import COMMANDS

    for command in (*COMMANDS, instructors.publish, instructors.demo):
        app.command()(command)
