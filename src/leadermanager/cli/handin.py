"""The command by which students hand in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from leadermanager.cli.terminal import print_json, sentences, stop

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def handin(
    notebooks: Annotated[list[Path], typer.Argument(metavar="NOTEBOOK...", help="Your notebooks.")],
    folder: Annotated[Path, typer.Option("-o", "--output", help="Where to write the bundle.")] = Path(),
    name: Annotated[
        str | None, typer.Option("--name", help="Your name or number, as the course knows you.")
    ] = None,
    assignment: Annotated[
        str | None, typer.Option("--assignment", help="Which assignment, if the notebooks do not say so.")
    ] = None,
    run: Annotated[
        bool, typer.Option("--run/--no-run", help="Run them from top to bottom first, to see that they run.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Check your notebooks and bundle them into one file to hand in."""
    with sentences():
        from leadermanager.answered import read_answered
        from leadermanager.handin import handin as bundle
        from leadermanager.student_name import known_name

        paths = [_found(path) for path in notebooks]
        for path in paths:
            read_answered(path)  # what is wrong with a file is said before anything is asked
        student = name if name is not None else known_name() or _ask_name(quiet=as_json)
        made = bundle(paths, folder, student=student, assignment=assignment, run=run)
    if as_json:
        print_json(made)
        return
    for remark in made.remarks:
        typer.echo(f"Note: {remark}")
    typer.echo(f"Hand in this file: {made.file} ({made.assignment}, by {made.student})")


def _found(notebook: Path) -> Path:
    """Return where a notebook is: from here, or from the course's folder, as the lessons name it."""
    from leadermanager.catalogue import Catalogue

    named = Catalogue.near(Path.cwd()).root / notebook
    return named if named.is_file() and not notebook.exists() else notebook


def _ask_name(*, quiet: bool) -> str:
    """Ask whoever sits at the terminal for a name; a login is nobody's name in a course."""
    if quiet or not sys.stdin.isatty():
        stop("Say who you are, as your course knows you: --name NAME.")
    return str(typer.prompt("Your name or number, as your course knows you"))
