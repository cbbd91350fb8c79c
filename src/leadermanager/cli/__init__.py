"""The commands. Students have `lab` and `handin`; those of the grader are mounted where it is installed."""

import sys


def main() -> None:
    """Run the command line; the entry point of `leadermanager`."""
    try:
        from leadermanager.cli.commands import app
    except ModuleNotFoundError as problem:
        sys.stderr.write(
            f"{problem.name} is not installed, and the commands need it: pip install 'leadermanager[lab]'\n"
        )
        sys.exit(2)
    app(prog_name="leadermanager")
