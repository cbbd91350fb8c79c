"""Say what a student is told of each graded cell, in words, without giving a hidden test away.

What a hidden check said is told only if the instructor wrote ``show messages`` beside its BEGIN HIDDEN TESTS.
"""

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...assignments.release import leaks

SHOW = "show messages"

_ENDINGS = ("passed", "number", "failed", "unclear", "stopped")  # of a check, as in `Outcome.ended`


@dataclass(frozen=True)
class NotebookGrades:
    """What the gradebook says of one student's notebook.

    Attributes
    ----------
    scores : dict
        By cell: points, most points, and whether a person still has to look. Points are None where that
        person has to give them.
    comments : dict
        By cell, what the grader wrote, or the remark that there was no answer.
    penalty : float
        What is taken off for being late.
    """

    scores: Mapping[str, tuple[float | None, float, bool]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def score(self) -> float:
        """What has been earned so far."""
        earned = sum(points or 0.0 for points, _, _ in self.scores.values())
        return max(0.0, earned - self.penalty)

    @property
    def most(self) -> float:
        """What can be earned."""
        return sum(most for _, most, _ in self.scores.values())


@dataclass(frozen=True)
class CellFeedback:
    """What a student is told of one graded cell.

    Attributes
    ----------
    name : str
        Its id.
    what : str
        ``"check"`` or ``"answer"``.
    state : str
        ``"passed"``, ``"partly"``, ``"failed"`` or ``"waiting"`` (for a person).
    points : str
        As "1.5 of 2".
    expected : str
        What was expected, or what went wrong, in words.
    gave : list of str
        What the student's code gave instead.
    yours : list of str
        The student's own lines that led to an error.
    """

    name: str
    what: str
    state: str
    points: str
    expected: str = ""
    gave: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)


def as_number(value: float) -> str:
    """Return points as they are written: no more digits than they have."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def cell_feedback(notebook: Any, grades: NotebookGrades) -> Iterator[CellFeedback]:
    """Yield what the student is told of each graded cell of a notebook."""
    for cell in notebook.cells:
        known = cell.metadata.get("nbgrader", {})
        score = grades.scores.get(known.get("grade_id"))
        if score is None:
            continue
        points, most, waiting = score
        name = known["grade_id"]
        if points is None:
            yield CellFeedback(
                name, "answer", "waiting", f"? of {as_number(most)}", "A person still has to grade this."
            )
            continue
        of = f"{as_number(points)} of {as_number(most)}"
        state = "passed" if points >= most else "failed" if points <= 0 else "partly"
        if is_check(cell):
            expected, gave, yours = _said(cell)
            if state == "passed":
                expected, gave, yours = "All of it is as it should be.", [], []
            elif state == "partly" and not expected:
                expected = "A part of it is as it should be."
            if waiting:
                expected += " A person will look at it again."
            yield CellFeedback(name, "check", state, of, expected.strip(), gave, yours)
        else:
            yield CellFeedback(name, "answer", "waiting" if waiting else state, of)


def is_check(cell: Any) -> bool:
    """Return whether a cell is a check: one that scores by running."""
    known = cell.metadata.get("nbgrader", {})
    return bool(known.get("grade") and not known.get("solution") and cell.cell_type == "code")


def _said(cell: Any) -> tuple[str, list[str], list[str]]:
    """Return what a failed check says: what it expected, what it got, and the student's own lines."""
    outcome = cell.metadata.get("grading")
    if not isinstance(outcome, Mapping) or outcome.get("ended") not in _ENDINGS:
        outcome = _from_outputs(cell)
    message, error = str(outcome.get("message", "")), str(outcome.get("error", ""))
    lines = [it for it in outcome.get("lines", []) if isinstance(it, int)]
    if outcome["ended"] in ("stopped", "unclear"):  # it says something of the student's code, and of no test
        return message, [], []
    hidden, shown = _hidden_lines(cell.source)
    within = hidden.intersection(lines) if lines else hidden
    if within:
        by_name = f"A hidden check: {cell.metadata['nbgrader']['grade_id']}."
        if within <= shown:
            return message or by_name, [], []
        known = isinstance(getattr(builtins, error, None), type)
        why = f" Your code stopped with {_a(error)}." if error and known else ""
        return f"{by_name}{why}", [], []
    if not message and lines:
        message = _statement(cell.source, lines[-1])
    yours = [str(it) for it in outcome.get("student_lines", [])]
    if yours and error and message.startswith(error):
        message = f"Your code stopped with {_a(error)}{message.removeprefix(error)}."
    return message, [str(it) for it in outcome.get("gave", [])], yours


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _from_outputs(cell: Any) -> dict[str, Any]:
    """Return what is known of a check that nbgrader ran: its error, but not at which line."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if not errors:
        return {"ended": "passed"}
    name, text = str(errors[-1].get("ename", "")), str(errors[-1].get("evalue", ""))
    message = text if name in ("AssertionError", "CheckFailed") else f"{name}: {text}"
    return {"ended": "failed", "message": message, "error": "" if name == "AssertionError" else name}


def _hidden_lines(source: str) -> tuple[set[int], set[int]]:
    """Return the numbers of the hidden lines, and of those among them whose messages may be shown."""
    hidden: set[int] = set()
    shown: set[int] = set()
    within = show = False
    for number, line in enumerate(source.split("\n"), start=1):
        if leaks.HIDDEN[0] in line:
            within, show = True, SHOW in line
        if within:
            hidden.add(number)
            if show:
                shown.add(number)
        if leaks.HIDDEN[1] in line:
            within = False
    return hidden, shown


def _statement(source: str, line: int) -> str:
    """Return the assert at a line, as what should hold."""
    try:
        asserts = [it for it in ast.walk(ast.parse(source)) if isinstance(it, ast.Assert)]
    except SyntaxError:
        return ""
    for it in asserts:
        if it.lineno <= line <= (it.end_lineno or it.lineno):
            return f"This should hold: {ast.unparse(it.test)[:300]}"
    return ""


def visible(source: str) -> str:
    """Return a check without its hidden lines."""
    hidden, _ = _hidden_lines(source)
    return "\n".join(
        line for number, line in enumerate(source.split("\n"), 1) if number not in hidden
    ).strip()
