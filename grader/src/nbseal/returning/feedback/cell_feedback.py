"""Say what a student is told of each graded cell, in words, without giving a hidden test away.

What a hidden check said is told only if the instructor wrote ``show messages`` beside its BEGIN HIDDEN TESTS.
What an error says there is never told, nor what a check said that ran inside the notebook: the text may be
the student's, and name what the check tried.
"""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...assignments.release import markers
from ..grades import NotebookGrades

SHOW = "show messages"

_ENDINGS = ("passed", "number", "failed", "unclear", "stopped")  # of a check, as in `Outcome.ended`


@dataclass(frozen=True)
class CellFeedback:
    """What a student is told of one graded cell.

    Attributes
    ----------
    name : str
        Its grade id.
    title : str
        The first line of a check's docstring, or the heading above an answer; else its id.
    kind : str
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
    title: str
    kind: str
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
    for cell, heading in under_headings(notebook):
        known = cell.metadata.get("nbgrader", {})
        score = grades.scores.get(known.get("grade_id"))
        if score is None:
            continue
        points, most, waiting = score
        name = known["grade_id"]
        title = (_question(cell) if is_check(cell) else heading) or name
        if points is None:
            due = f"? of {as_number(most)}"
            yield CellFeedback(name, title, "answer", "waiting", due, "A person still has to grade this.")
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
            yield CellFeedback(name, title, "check", state, of, expected.strip(), gave, yours)
        else:
            yield CellFeedback(name, title, "answer", "waiting" if waiting else state, of)


def under_headings(notebook: Any) -> Iterator[tuple[Any, str]]:
    """Yield each cell with the released heading that it stands under; an empty one before the first."""
    heading = ""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("locked") and cell.cell_type == "markdown":
            found = re.search(r"^#{1,6}[ \t]+(.+)$", cell.source, re.MULTILINE)
            heading = found[1].strip() if found else heading
        yield cell, heading


def is_check(cell: Any) -> bool:
    """Return whether a cell is a check: one that scores by running."""
    known = cell.metadata.get("nbgrader", {})
    return bool(known.get("grade") and not known.get("solution") and cell.cell_type == "code")


def _question(cell: Any) -> str:
    """Return the first line of the docstring that a check begins with, as far as it is not hidden."""
    try:
        says = ast.get_docstring(ast.parse(visible(cell.source))) or ""
    except (SyntaxError, ValueError, RecursionError):
        return ""
    return says.partition("\n")[0].strip()


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
        if within <= shown and message and not error and not outcome.get("inside"):
            return message, [], []
        known = isinstance(getattr(builtins, error, None), type)
        why = f" Your code stopped with {_a(error if known else 'error')}." if error else ""
        return f"This is a hidden check.{why}", [], []
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
    error = "" if name == "AssertionError" else name
    return {"ended": "failed", "message": message, "error": error, "inside": True}


def _hidden_lines(source: str) -> tuple[set[int], set[int]]:
    """Return the numbers of the hidden lines, and of those among them whose messages may be shown."""
    hidden: set[int] = set()
    shown: set[int] = set()
    within = show = False
    for number, line in enumerate(source.split("\n"), start=1):
        if markers.HIDDEN[0] in line:
            within, show = True, SHOW in line
        if within:
            hidden.add(number)
            if show:
                shown.add(number)
        if markers.HIDDEN[1] in line:
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
