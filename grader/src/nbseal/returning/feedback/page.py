"""Make the page of one student's notebook: a line for each graded cell, then the notebook with comments.

A page shows no hidden test, and nothing that one was about: what a hidden check said is shown only if the
instructor wrote ``show messages`` beside its BEGIN HIDDEN TESTS. It opens without a network and runs no
script.
"""

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from ...assignments.release import leaks
from .. import clean_html

SHOW = "show messages"

_TESTS = ("passed", "number", "failed", "unclear", "stopped")


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


def page(notebook: Any, grades: NotebookGrades, *, title: str, student: str, assignment: str) -> str:
    """Return the page of one graded notebook.

    Parameters
    ----------
    notebook
        The graded notebook, as it is in `autograded/`.
    grades
        What the gradebook says of it.
    title, student, assignment
        What it is, whose, and of which assignment.
    """
    lines = {line.name: line for line in cell_feedback(notebook, grades)}
    return _template().render(
        policy=Markup(clean_html.POLICY),
        title=title,
        student=student,
        assignment=assignment,
        lines=list(lines.values()),
        score=as_number(grades.score),
        most=as_number(grades.most),
        penalty=as_number(grades.penalty) if grades.penalty else "",
        waiting=sum(line.state == "waiting" for line in lines.values()),
        repairs=[str(it)[:200] for it in notebook.metadata.get("grading", {}).get("repairs", [])[:20]],
        cells=[_cell(cell, lines, grades) for cell in notebook.cells],
        words=lambda text: Markup(clean_html.from_words(text)),
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "feedback.html"
    )


def as_number(value: float) -> str:
    """Return points as they are written: no more digits than they have."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


# -------------------------------------------------------------------------------------------------- lines


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
    cell_feedback = cell.metadata.get("grading")
    if not isinstance(cell_feedback, Mapping) or cell_feedback.get("ended") not in _TESTS:
        cell_feedback = _from_outputs(cell)
    hidden, open_to_students = _hidden_lines(cell.source)
    message, error = str(cell_feedback.get("message", "")), str(cell_feedback.get("error", ""))
    lines = [it for it in cell_feedback.get("lines", []) if isinstance(it, int)]
    name = cell.metadata["nbgrader"]["grade_id"]
    if cell_feedback["ended"] in (
        "stopped",
        "unclear",
    ):  # it says something of the student's code, and of no test
        return message, [], []
    within = hidden.intersection(lines) if lines else hidden
    if within and not within <= open_to_students:
        known = isinstance(getattr(builtins, error, None), type)
        why = f" Your code stopped with {_a(error)}." if error and known else ""
        return f"A hidden check: {name}.{why}", [], []
    if within:
        return message or f"A hidden check: {name}.", [], []
    if not message and lines:
        message = _statement(cell.source, lines[-1])
    yours = [str(it) for it in cell_feedback.get("student_lines", [])]
    if yours and error and message.startswith(error):
        message = f"Your code stopped with {_a(error)}{message.removeprefix(error)}."
    return message, [str(it) for it in cell_feedback.get("gave", [])], yours


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


# -------------------------------------------------------------------------------------------------- cells


def _cell(cell: Any, lines: Mapping[str, CellFeedback], grades: NotebookGrades) -> dict[str, Any]:
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    shown: dict[str, Any] = {"line": lines.get(name), "comment": None, "outputs": [], "kind": "text"}
    if grades.comments.get(name):
        shown["comment"] = Markup(clean_html.from_markdown(grades.comments[name]))
    if is_check(cell):
        return {**shown, "kind": "check", "source": Markup(clean_html.from_text(visible(cell.source)))}
    if cell.cell_type == "code":
        outputs = [Markup(made) for output in cell.outputs if (made := _output(output))]
        return {
            **shown,
            "kind": "code",
            "source": Markup(clean_html.from_text(cell.source)),
            "outputs": outputs,
        }
    if cell.cell_type == "markdown":
        made = clean_html.from_markdown(cell.source, cell.get("attachments", {}))
        return {**shown, "source": Markup(made)}
    return {**shown, "source": Markup(f"<pre>{clean_html.from_text(cell.source)}</pre>")}


def visible(source: str) -> str:
    """Return a check without its hidden lines."""
    hidden, _ = _hidden_lines(source)
    return "\n".join(
        line for number, line in enumerate(source.split("\n"), 1) if number not in hidden
    ).strip()


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f"<pre>{clean_html.from_text(str(output.text))}</pre>"
    if output.output_type == "error":
        lines = "\n".join(map(str, output.get("traceback", [])))
        return f'<pre class="error">{clean_html.from_text(lines)}</pre>'
    data = output.get("data", {})
    for kind in (*clean_html.PICTURES, "image/svg+xml"):
        if kind in data and (made := clean_html.picture(kind, data[kind])):
            return made
    if "text/html" in data and not _is_drawing(data):
        return clean_html.from_html(_text(data["text/html"]))
    if "text/markdown" in data:
        return clean_html.from_markdown(_text(data["text/markdown"]))
    if _is_drawing(data):
        return (
            "<p><em>A chart or a widget, which this page cannot draw: run your notebook to see it.</em></p>"
        )
    return f"<pre>{clean_html.from_text(_text(data['text/plain']))}</pre>" if "text/plain" in data else ""


def _is_drawing(data: Mapping[str, Any]) -> bool:
    return any("vega" in kind or "widget" in kind or "javascript" in kind for kind in data)


def _text(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
