"""The commands, and the only part of the package that imports the grader: when a command needs it.

Students have `lab` and `handin`; an edition for students holds no others.
"""

import importlib.util

import typer

from leadermanager.cli import students

app = typer.Typer(
    help="Lessons, hand-in and grading. Students need lab and handin; the rest is for teachers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(students.lab)
app.command()(students.handin)

if importlib.util.find_spec("leadermanager.grading") is not None:
    from leadermanager.cli import graders, instructors

    for command in (
        instructors.release,
        instructors.check,
        instructors.publish,
        graders.collect,
        graders.grade,
        graders.feedback,
        graders.export,
        instructors.demo,
    ):
        app.command()(command)


def main() -> None:
    """Run the command line; the entry point of `leadermanager`."""
    app(prog_name="leadermanager")
