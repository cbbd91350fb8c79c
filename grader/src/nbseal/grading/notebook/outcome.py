"""How a check ended, and what can be said of it to a student and to a grader."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """How a check ended.

    Attributes
    ----------
    ended : str
        ``"passed"``; ``"number"`` (its last line gave a number of points); ``"failed"``; ``"unclear"`` (its
        last line gave no number that there is); ``"stopped"`` (too slow, died, could not cross: for a person
        to see).
    number : float
        The points, where its last line gave a number.
    message : str
        The assert's message, or what went wrong, in one sentence.
    line : int or None
        The line of the check where it stopped.
    lines : list of int
        That line, and before it those of the check that called it.
    error : str
        The class of the error that stopped it, where that was no assert.
    student_lines : list of str
        The lines of the student's own code that led there.
    gave : list of str
        What the student's code gave, for the assert that failed.
    limit : str
        Which limit the student's code hit, as `Limits.hit` says it; empty if none.
    printed : str
        What was printed during the check.
    inside : bool
        Whether it ran in the student's session, where the student's code may have written the message.
    """

    ended: str
    number: float = 0.0
    message: str = ""
    line: int | None = None
    lines: list[int] = field(default_factory=list)
    error: str = ""
    student_lines: list[str] = field(default_factory=list)
    gave: list[str] = field(default_factory=list)
    limit: str = ""
    printed: str = ""
    inside: bool = False


_FALSE = Outcome("failed", message="The check's last line is False.")
_NAN = Outcome("unclear", message="The check's last line gave nan, which is no number of points.")
_NUMPY = re.compile(r"^np\.(?:float|int|uint)\d+\((.*)\)$")


def outcome_of_value(value: Any) -> Outcome:
    """Return the outcome of a check whose last line gave `value`: only a number is a number of points."""
    plain = value.item() if hasattr(value, "item") and getattr(value, "shape", None) == () else value
    if plain is False:
        return _FALSE
    if isinstance(plain, (int, float)) and not isinstance(plain, bool):
        return _NAN if plain != plain else Outcome("number", number=float(plain))
    return Outcome("passed")  # as in nbgrader, whatever else it shows


def outcome_of_error(error: BaseException, label: str) -> Outcome:
    """Return the outcome of a check that an error has ended.

    Parameters
    ----------
    error
        What was raised; one of the student's own brings `student_lines`.
    label
        The check's name: its code is in the file ``<label>``.
    """
    lines = [number for frame, number in frames(error) if frame.f_code.co_filename == f"<{label}>"]
    own = [str(it) for it in getattr(error, "student_lines", [])]
    text = str(error)
    kind = "" if isinstance(error, AssertionError) and not is_the_students(error) else type(error).__name__
    if kind:
        text = f"{kind}: {text}" if text else kind
    if isinstance(error, NameError) and (match := re.search(r"name '(\w+)' is not defined", str(error))):
        text = f"`{match[1]}` is not defined: the cell that makes it is missing, or stopped with an error."
    found = Outcome("failed", message=text[:5000], line=lines[-1] if lines else None, lines=lines, error=kind)
    if isinstance(error, (MemoryError, RecursionError)) and not own:
        return replace(found, ended="stopped", message=f"The check needed too much memory ({kind}).")
    return replace(found, student_lines=own, limit=str(getattr(error, "limit", "")))


def is_the_students(error: BaseException) -> bool:
    """Return whether the student's code raised an error, even if it comes from no cell and has no lines."""
    return hasattr(error, "student_lines")


def outcome_of_outputs(outputs: list[dict[str, Any]]) -> Outcome:
    """Return the outcome of a check that ran inside the student's session, from what it showed."""
    for output in outputs:
        if output["output_type"] == "error":
            name = str(output["ename"])
            error = "" if name == "AssertionError" else name
            return Outcome("failed", message=f"{name}: {output['evalue']}"[:5000], error=error)
    for output in outputs:
        if output["output_type"] == "execute_result":
            return _outcome_of_text(str(output["data"].get("text/plain", "")).strip())
    return Outcome("passed")


def _outcome_of_text(shown: str) -> Outcome:
    """Return the outcome of a check whose last line showed this text."""
    if shown in ("False", "np.False_"):
        return _FALSE
    try:
        number = float(_NUMPY.sub(r"\1", shown))
    except ValueError:
        return Outcome("passed")
    return _NAN if math.isnan(number) else Outcome("number", number=number)


def frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    """Yield the frames of an error's traceback, outermost first, each with the line it was at."""
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
