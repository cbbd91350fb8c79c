"""Write files of grades: whole or not at all, and with nothing in them that a spreadsheet runs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ...errors import GradingError

# A spreadsheet takes a text that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> str:
    """Return a value as text that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_whole(target: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all.

    Raises
    ------
    GradingError
        If it cannot be written; what was there before stays as it was.
    """
    made = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".grades-", delete=False) as stream:
            made = Path(stream.name)
            stream.write(content)
        mask = os.umask(0)
        os.umask(mask)
        made.chmod(0o666 & ~mask)
        made.replace(target)
    except OSError as problem:
        if made is not None:
            made.unlink(missing_ok=True)
        raise GradingError(
            f"{target} cannot be written: {problem.strerror}; nothing was changed."
        ) from problem
