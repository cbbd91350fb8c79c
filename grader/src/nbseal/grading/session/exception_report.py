"""What the grader is told of an exception that student code has raised."""

import traceback


def base_names(kind: type) -> list[str]:
    """Return the names of a class and of its bases."""
    return [f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__][:20]


def message(error: BaseException) -> str:
    """Return what an exception says."""
    try:
        if isinstance(error, KeyError) and len(error.args) == 1:
            return str(error.args[0])[:10_000]
        return str(error)[:10_000]
    except Exception:  # noqa: BLE001  # a student's exception may fail to say what it is
        return f"<{type(error).__name__}>"


def student_lines(error: BaseException) -> list[str]:
    """Return the traceback's lines that are in the student's own cells."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<")]
    return [f"{f.filename.strip('<>')}, line {f.lineno}, in {f.name}: {f.line or ''}"[:500] for f in frames][
        -10:
    ]
