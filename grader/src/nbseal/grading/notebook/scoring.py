"""The points of a check, from how it ended, by nbgrader's rules except for what is not understood.

A check that passed earns its points, an error loses them, a number on its last line is that many points.
Whatever else happens (not run, too slow, died, not understood) is 0 points and a flag for a person, where
nbgrader gives full points: https://github.com/jupyter/nbgrader/issues/1399.
"""

from dataclasses import dataclass
from typing import Any

from ...course.reference import checksum
from .outcome import Outcome


@dataclass(frozen=True)
class Score:
    """What one graded cell earned.

    Attributes
    ----------
    cell : str
        The cell's grade id.
    points : float or None
        None: a person has to grade it.
    flag : str or None
        Why a person should look at it.
    message : str
        What the check said, in one sentence; empty where it passed.
    crashed : bool
        Whether the check itself stopped with an error, which is no assert and not of the student's making.
    """

    cell: str
    points: float | None
    flag: str | None = None
    message: str = ""
    crashed: bool = False


def score_check(cell: str, outcome: Outcome, most: float) -> Score:
    """Return the score of a check.

    Parameters
    ----------
    cell
        The grade id of the check.
    outcome
        How it ended.
    most
        The points that the check is worth.
    """
    if outcome.ended == "passed":
        return Score(cell, most)
    if outcome.ended == "number":
        if 0 <= outcome.number <= most:
            return Score(cell, outcome.number)
        points = most if outcome.number > most else 0.0
        return Score(cell, points, f"the check gave {outcome.number:g} points, of 0 to {most:g}")
    if outcome.ended == "failed":
        flag = f"the student's code {outcome.limit}" if outcome.limit else None
        crashed = bool(outcome.error) and not outcome.student_lines
        return Score(cell, 0.0, flag, outcome.message, crashed)
    return Score(cell, 0.0, outcome.message or "the check was not understood", outcome.message)


def score_answer(cell: Any, *, elsewhere: bool = False) -> Score:
    """Return the score of an answer that a person grades: no points yet, or 0 where there is none.

    Parameters
    ----------
    cell
        The cell for the answer.
    elsewhere
        Whether the answer may stand in another cell.
    """
    name = cell.metadata["nbgrader"]["grade_id"]
    return Score(name, 0.0 if is_unanswered(cell) and not elsewhere else None)


def is_unanswered(cell: Any) -> bool:
    """Return whether an answer is still as released."""
    return bool(cell.metadata["nbgrader"].get("checksum") == checksum(cell))
