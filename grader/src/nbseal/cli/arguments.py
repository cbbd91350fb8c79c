"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..course import Course

CourseOption = Annotated[
    Path | None,
    typer.Option("--course", help="The course folder. Default: the nearest one upward, else assignments/."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def assignments_here(incomplete: str) -> list[str]:
    """Return the assignments of the nearest course that begin so, for the shell to complete."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        for source in (folder / "source", folder / "assignments" / "source"):
            if source.is_dir():
                names = (path.name for path in source.iterdir() if any(path.glob("*.ipynb")))
                return sorted(name for name in names if name.startswith(incomplete))
    return []


Assignment = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The assignment, such as ps1.", autocompletion=assignments_here),
]
AssignmentOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="The assignment, such as ps1. Default: all of them.",
        autocompletion=assignments_here,
    ),
]
Assignments = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="The assignments.", autocompletion=assignments_here)
]


class Format(StrEnum):
    """The formats that grades are exported to."""

    csv = "csv"
    canvas = "canvas"
    moodle = "moodle"


class ZipFormat(StrEnum):
    """The forms in which feedback is packed."""

    canvas = "canvas"
    moodle = "moodle"
    plain = "plain"


class Tests(StrEnum):
    """Where tests run."""

    outside = "outside"
    inside = "inside"


WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes at once. Default: one a processor.")
]
TestsOption = Annotated[
    Tests, typer.Option("--tests", help="Run tests in the grader, or in the student's session.")
]
SandboxOption = Annotated[
    bool, typer.Option("--sandbox/--no-sandbox", help="Keep student code from the rest of the machine.")
]


def find_course(folder: Path | None) -> Course:
    """Return the course that `--course` names, or the nearest one."""
    from ..course import find_course as find

    return find(folder)
