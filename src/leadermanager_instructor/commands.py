"""Commands for instructors that are about this course: publish the edition, see the whole round once."""

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadermanager.cli.lab import as_root
from leadermanager.cli.terminal import sentences, stop
from nbseal.cli import terminal as grader
from nbseal.cli.arguments import CourseOption, JsonOption, find_course
from nbseal.cli.terminal import grading_progress, print_flags, print_json, print_scores

if TYPE_CHECKING:
    from leadermanager_instructor.edition import Edition
    from leadermanager_instructor.site import Site


def publish(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A new folder, or an earlier edition.")
    ] = None,
    site: Annotated[
        Path | None,
        typer.Option("--site", metavar="DIR", help="A folder for the site, new or of an earlier one."),
    ] = None,
    binder: Annotated[
        str | None,
        typer.Option("--binder", metavar="OWNER/REPOSITORY", help="Where it goes on GitHub, for Binder."),
    ] = None,
    hub: Annotated[
        str, typer.Option("--hub", metavar="URL", help="The BinderHub that opens it.")
    ] = "https://mybinder.org",
    laboratory: Annotated[
        bool,
        typer.Option("--laboratory", help="Put a laboratory on the site; for trials: it runs no lesson yet."),
    ] = False,
    pyodide: Annotated[
        Path | None,
        typer.Option("--pyodide", metavar="DIR", help="Pyodide's files for it. Default: downloaded."),
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the student edition or the site; refused if it would show a solution or a hidden test."""
    if folder is None and site is None:
        stop("Name a folder for the student edition, or one for the site: leadermanager publish --site DIR")
    with grader.sentences(), sentences():
        from leadermanager_instructor.edition import publish as make
        from leadermanager_instructor.edition.texts import Address
        from nbseal.assignments.release import is_current
        from nbseal.assignments.release.exposure import Secrets

        where = find_course(course)
        released = {name: where.folder("release", name) for name in where.assignments()}
        waiting = [name for name, place in released.items() if not place.is_dir()]
        released = {name: place for name, place in released.items() if name not in waiting}
        for name in released:
            if not is_current(where, name):
                stop(f"{name} is not as it was released; release it again: leadermanager release {name}")
        address = Address(binder, hub) if binder else None
        project, look = where.root.parent, Secrets(where).find
        made: list[Edition | Site] = []
        with tempfile.TemporaryDirectory() as temporary:
            edition = make(project, folder or Path(temporary, "edition"), released, look, address)
            if folder is not None:
                made.append(edition)
            if site is not None:
                from leadermanager_instructor.site import build_site

                made.append(
                    build_site(
                        edition.folder,
                        site,
                        look,
                        project,
                        address=address,
                        laboratory=laboratory,
                        pyodide=pyodide,
                    )
                )
    if as_json:
        told = asdict(edition) if folder is not None else {}
        told |= {"site": asdict(made[-1])} if site is not None else {}
        print_json({**told, "assignments": list(released), "unreleased": waiting})
        return
    held = ", ".join(released) or "no assignment"
    for part in made:
        typer.echo(f"Published in {part.folder}: {part.files} files, with {held}.")
    if waiting:
        typer.echo(f"Not released, so not in it: {', '.join(waiting)}.")
    for part in made:
        typer.echo(f"Written {len(part.changed)}, removed {len(part.removed)}; the rest was there already.")


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="A new folder.")] = Path("demo"),
    assignment: Annotated[
        str | None, typer.Option("--assignment", help="Which assignment. Default: ps1, or the last.")
    ] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the whole round on an example class in a new folder."""
    with grader.sentences(), sentences():
        from nbseal.course.gradebook import totals
        from nbseal.demo import demo as run
        from nbseal.errors import AssignmentError

        origin = find_course(course)
        known = origin.assignments()
        name = assignment or ("ps1" if "ps1" in known else next(reversed(known), None))
        if name is None:
            raise AssignmentError(f"There is no assignment in {origin.root} to make the round with.")

        def say(sentence: str) -> None:
            if not as_json:
                typer.echo(sentence)

        with grading_progress(quiet=as_json) as progress:
            made = run(origin, name, folder.absolute(), _bundle, say, progress)
        scores = totals(made.course, name)
    if as_json:
        print_json({"folder": made.course.root, "grading": asdict(made.result), "scores": scores})
        return
    print_scores(scores)
    print_flags(made.result.flagged)
    root = made.course.root
    jupyter = " ".join([str(Path(sys.executable).parent / "jupyter"), "lab", *as_root()])
    typer.echo("\nWhat to open next:")
    typer.echo(f"  a student's feedback    {made.feedback.files[0]}")
    typer.echo(f"  the grades              {made.exported.file}")
    typer.echo(f"  grading by hand         cd {root} && {jupyter}   (menu Nbgrader, Formgrader)")
    typer.echo(f"  what Ada handed in      {root / 'students' / 'ada'}")


def _bundle(notebooks: list[Path], folder: Path, student: str, assignment: str) -> Path:
    from leadermanager.handin import handin as bundle

    return bundle(notebooks, folder, student=student, assignment=assignment).file
