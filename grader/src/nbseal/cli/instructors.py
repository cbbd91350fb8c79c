"""Commands for instructors: release assignments, and check that their tests are sound."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from .arguments import (
    CourseOption,
    JsonOption,
    SandboxOption,
    Tests,
    TestsOption,
    WorkersOption,
    find_course,
)
from .terminal import (
    print_json,
    print_soundness,
    sentences,
    steps_of,
)


def release(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="The assignments.")],
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the students' version; refused if it would show a solution or a hidden test."""
    with sentences():
        from ..assignments.release import release as make

        where = find_course(course)
        made = [make(where, name) for name in names]
    if as_json:
        print_json({"released": [asdict(one) for one in made]})
        return
    for one in made:
        typer.echo(
            f"Released {one.assignment}: {one.tasks} graded cells, {one.points:g} points, in {one.folder}"
        )


def check(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="The assignments.")],
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
    """Try an assignment's tests on right answers, mistakes and mutants of its solution."""
    with sentences():
        from ..assignments.soundness import check as try_out
        from ..grading.pool import LocalPool

        where = find_course(course)
        with steps_of(quiet=as_json) as progress, LocalPool(workers or os.cpu_count() or 1) as pool:
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
    if as_json:
        print_json({"checked": [one.as_dict() for one in found]})
    for one in found:
        if not as_json:
            print_soundness(one)
        for fault in one.faults:
            typer.echo(fault, err=True)
    if any(one.faults for one in found):
        raise typer.Exit(2)
    if not all(one.sound for one in found):
        raise typer.Exit(1)
