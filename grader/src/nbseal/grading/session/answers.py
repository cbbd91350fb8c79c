"""What comes of asking a session, where it is no plain value: an answer to a call, or an error."""

from dataclasses import dataclass
from typing import Any

TRUNCATED = "... Output truncated ..."
"""What stands in the place of output that is more than a cell may show."""


NOT_ISOLATED = 70
"""The exit code of a session that could not be shut off from the others."""


class DiedError(RuntimeError):
    """The session ended before it answered; the message says how, for a grader."""


class TimedOutError(DiedError):
    """A cell or call took too long and could not be interrupted, so the session was ended."""


class TooSlowError(RuntimeError):
    """A call took too long and was interrupted; the session goes on."""


@dataclass(frozen=True)
class Answer:
    """What a call of a student's function gave.

    Attributes
    ----------
    packed : bytes
        Its result, as `wire.pack` writes it.
    changed : list of tuple
        The arguments that it changed: position or name, and what is in it now, packed.
    printed : str
        What it printed.
    """

    packed: bytes
    changed: list[tuple[Any, bytes]]
    printed: str


class Raised(Exception):  # noqa: N818  # not an error of ours: what the student's function raised
    """What a student's function raised.

    Parameters
    ----------
    bases, text, lines, changed, printed
        The attributes of the same names.

    Attributes
    ----------
    bases : list of str
        The names of its class and of that class's bases.
    text : str
        Its message.
    lines : list of str
        The student's own lines on its traceback.
    changed, printed
        As in `Answer`.
    """

    def __init__(
        self, bases: list[str], text: str, lines: list[str], changed: list[tuple[Any, bytes]], printed: str
    ) -> None:
        super().__init__(text)
        self.bases, self.text, self.lines = bases, text, lines
        self.changed, self.printed = changed, printed

    @property
    def short(self) -> tuple[str, str]:
        """The name of its class, and its message."""
        return self.bases[0] if self.bases else "", self.text
