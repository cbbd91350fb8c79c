"""The commands. Students have `lab` and `handin`; those of the grader are mounted where it is installed."""

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line; the entry point of `leadermanager`."""
    try:
        from leadermanager.cli.commands import app
    except ModuleNotFoundError as problem:
        sys.stderr.write(
            f"{problem.name} is not installed, and the commands need it: in the course's folder, "
            'pip install ".[lab]"\n'
        )
        sys.exit(2)
    # A terminal that lacks the letters of somebody's name shows others in their place.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="leadermanager")
