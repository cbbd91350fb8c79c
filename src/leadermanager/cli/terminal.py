"""What students' commands say: one JSON object, or a sentence for what was raised on purpose."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import NoReturn

import typer

from leadermanager.errors import CourseError


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """Turn what was raised on purpose into one line and exit code 2."""
    try:
        yield
    except CourseError as problem:
        stop(str(problem))
    except KeyboardInterrupt:
        stop("Stopped; what was done before is kept, and the same command goes on from there.")
    except OSError as problem:
        if problem.strerror:
            stop(f"{problem.filename or 'A file'} cannot be used: {problem.strerror}.")
        raise


def stop(sentence: str) -> NoReturn:
    """Say what is wrong, in one line, and end with exit code 2."""
    typer.echo(" ".join(sentence.split()), err=True)
    raise typer.Exit(2)


def print_json(result: object) -> None:
    """Print a result as one JSON object."""
    data = asdict(result) if is_dataclass(result) and not isinstance(result, type) else result
    typer.echo(json.dumps(data, default=str))
