"""From how a check ended to its points: nbgrader's rules, but closed.

A check that passed earns its points, an error loses them, a number on its last line is that many points.
Whatever else happens (not run, too slow, died, not understood) is 0 and a flag for a person.
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
    """Return the points of a check that ran outside, or inside and was judged alike."""
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


def score_answer(cell: Any) -> Score:
    """Return the points of an answer that a person grades: none yet, or 0 where nothing was written."""
    nbgrader = cell.metadata["nbgrader"]
    if nbgrader.get("checksum") == checksum(cell):
        return Score(nbgrader["grade_id"], 0.0)
    return Score(nbgrader["grade_id"], None)


def outcome_of_outputs(outputs: list[dict[str, Any]]) -> Outcome:
    """Return how a check ended that ran inside the student's session, from what it showed."""
    for output in outputs:
        if output["output_type"] == "error":
            name = str(output["ename"])
            error = "" if name == "AssertionError" else name
            return Outcome("failed", message=f"{name}: {output['evalue']}"[:5000], error=error)
    for output in outputs:
        if output["output_type"] == "execute_result":
            shown = str(output["data"].get("text/plain", "")).strip()
            if shown == "True":
                return Outcome("passed")
            try:
                number = float(shown)
            except ValueError:
                return Outcome(
                    "unclear", message=f"The check's last line gave {shown[:80]}, which is no number."
                )
            if number != number:
                return Outcome("unclear", message="The check's last line gave nan.")
            return Outcome("number", number=number)
    return Outcome("passed")
