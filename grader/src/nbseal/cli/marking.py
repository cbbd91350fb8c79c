"""The command that opens the page for marking."""

from typing import Annotated

import typer

from .arguments import Assignment, CourseOption, find_course
from .terminal import sentences


def mark(
    assignment: Assignment,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Where to begin to look for a free port.")
    ] = 8890,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
    course: CourseOption = None,
) -> None:
    """Mark written answers in a browser: one after the other, by their rubrics, without names."""
    with sentences():
        from ..marking.serving import serve

        serve(find_course(course), assignment, port=port, browser=browser)
