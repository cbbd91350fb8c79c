"""The commands with which an instructor begins a lesson, an exercise or an assignment, and tries a lesson."""

from pathlib import Path
from typing import Annotated

import typer

from leadermanager.cli.terminal import sentences
from nbseal.cli import Command
from nbseal.cli.arguments import CourseOption, JsonOption, find_course
from nbseal.cli.command import Commands
from nbseal.cli.instructors import new as new_assignment
from nbseal.cli.terminal import print_json
from nbseal.cli.terminal import sentences as grader_sentences

new = typer.Typer(
    cls=Commands,
    help="Begin an assignment, a lesson or an exercise: a small one that works, to change.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
new.command("assignment", cls=Command)(new_assignment)


@new.command("lesson", cls=Command)
def new_lesson(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What its file is called, such as 09-my-topic.")
    ],
    title: Annotated[str, typer.Option("--title", help="What students read.")],
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Begin a lesson: a decision, what had happened, a line to change, a question from memory."""
    with grader_sentences(), sentences():
        from leadermanager_instructor.starting import begin_lesson

        files = begin_lesson(_lessons(course), name, title)
    _say(files, as_json)


@new.command("exercise", cls=Command)
def new_exercise(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its lesson's number and a word: 09-places.")],
    kind: Annotated[str, typer.Option("--kind", help="quiz, card-sort or matching.")] = "quiz",
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Begin an exercise; a lesson shows it with lm.exercise("NAME")."""
    with grader_sentences(), sentences():
        from leadermanager_instructor.starting import begin_exercise

        files = begin_exercise(_lessons(course), name, kind)
    _say(files, as_json)


def try_out(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Lessons (.ipynb) and exercises (.toml).")
    ],
    as_json: JsonOption = False,
) -> None:
    """Say what would stop a student in a lesson, run from its first cell to its last, or in an exercise."""
    with sentences():
        from leadermanager_instructor.trying import faults_in

        found = {str(path): faults_in(path) for path in paths}
    if as_json:
        print_json({"tried": found})
    for path, faults in found.items():
        for fault in faults:
            typer.echo(" ".join(fault.split()), err=True)
        if not faults and not as_json:
            typer.echo(f"{path}: nothing would stop a student.")
    if any(found.values()):
        raise typer.Exit(1)


def _lessons(course: Path | None) -> Path:
    return find_course(course).root.parent / "course"


def _say(files: list[Path], as_json: bool) -> None:
    here = Path.cwd()
    shown = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in files]
    if as_json:
        print_json({"files": shown})
        return
    for path in shown:
        typer.echo(f"Wrote {path}")
    typer.echo(f"Change it, then try: leadermanager try {shown[0]}")
