"""Commands for instructors: release assignments, and check that their tests are sound."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ReleaseError
from .arguments import (
    Assignments,
    CourseOption,
    JsonOption,
    SandboxOption,
    Tests,
    TestsOption,
    WorkersOption,
    find_course,
)
from .terminal import (
    checking_progress,
    print_json,
    print_released,
    print_soundness,
    sentences,
)

if TYPE_CHECKING:
    from ..assignments.release import Released


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called, such as hw1.")],
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Begin an assignment: a small sound one to change, and answers to check it by.

    With --course and a new folder, this begins a course as well.
    """
    with sentences():
        from ..assignments.starting import begin, course_in

        where = find_course(None) if course is None else course_in(course)
        made = [path.relative_to(where.root).as_posix() for path in begin(where, name)]
    if as_json:
        print_json({"assignment": name, "files": made})
        return
    for path in made:
        typer.echo(f"Wrote {path}")
    typer.echo(f"Change them, then try: check {name}")


def release(names: Assignments, course: CourseOption = None, as_json: JsonOption = False) -> None:
    """Make the students' version; refuse what would show a solution."""
    made: list[Released] = []
    faults: dict[str, tuple[str, ...]] = {}
    with sentences():
        from ..assignments.release import release as make

        where = find_course(course)
        for name in names:
            try:
                made.append(make(where, name))
            except ReleaseError as problem:
                faults[name] = problem.faults
    told = [fault for each in faults.values() for fault in each]
    if as_json:
        wrong = {"error": " ".join(told), "refused": faults} if faults else {}
        print_json({"released": [asdict(one) for one in made], **wrong})
    else:
        print_released(made)
    for fault in told:
        typer.echo(" ".join(fault.split()), err=True)
    if told:
        raise typer.Exit(2)
    if any(one.warnings or one.changes for one in made):
        raise typer.Exit(1)


def check(
    names: Assignments,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            help="The folder with right and wrong answers to each assignment. "
            "Default: answers/ in the course folder.",
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Try a sample of the mutants, always the same.")
    ] = False,
    workers: WorkersOption = None,
    tests: TestsOption = Tests.outside,
    sandbox: SandboxOption = True,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Try an assignment's tests on right answers, mistakes and mutants."""
    with sentences():
        from ..assignments.soundness import check as try_out
        from ..grading.pool import LocalPool

        where = find_course(course)
        with checking_progress(quiet=as_json) as progress, LocalPool(workers or os.cpu_count() or 1) as pool:
            found = [
                try_out(
                    where,
                    name,
                    pool,
                    answers=answers,
                    quick=quick,
                    tests=tests.value,
                    sandboxed=sandbox,
                    progress=progress,
                )
                for name in names
            ]
    broken = [one for one in found if one.faults]
    if as_json:
        wrong = {"error": " ".join(one.verdict() for one in broken)} if broken else {}
        print_json({"checked": [one.as_dict() for one in found], **wrong})
    for one in found:
        # The cause comes before what follows from it.
        for fault in one.faults:
            typer.echo(fault, err=True)
        if not as_json:
            print_soundness(one)
    if broken:
        raise typer.Exit(2)
    if not all(one.sound for one in found):
        raise typer.Exit(1)
