"""Make the page of one student's notebook: a line for each graded cell, then the notebook with comments.

The page shows no hidden test. It opens without a network and runs no script.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...course.notebooks import grade_id
from .. import clean_html
from ..formulas import Formulas
from ..grades import NotebookGrades
from ..templates import page_template
from .cell_feedback import CellFeedback, as_number, cell_feedback, is_check, visible

_TEMPLATE = Path(__file__).with_name("templates") / "feedback.html"


def page(notebook: Any, grades: NotebookGrades, *, title: str, student: str, assignment: str) -> str:
    """Return the page of one graded notebook.

    Parameters
    ----------
    notebook
        The graded notebook, as it is in `autograded/`.
    grades
        What the gradebook says of it.
    title, student, assignment
        What to call it, whose it is, and of which assignment.
    """
    lines = {line.name: line for line in cell_feedback(notebook, grades)}
    formulas = Formulas()
    return page_template(_TEMPLATE).render(
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
        cells=[_cell(cell, lines, grades, formulas) for cell in notebook.cells],
        words=lambda text: Markup(clean_html.from_words(text)),
    )


def _cell(
    cell: Any, lines: Mapping[str, CellFeedback], grades: NotebookGrades, formulas: Formulas
) -> dict[str, Any]:
    name = grade_id(cell) or ""
    shown: dict[str, Any] = {"line": lines.get(name), "comment": None, "outputs": [], "kind": "text"}
    if grades.comments.get(name):
        shown["comment"] = Markup(clean_html.from_markdown(grades.comments[name], None, formulas))
    if is_check(cell):
        return {**shown, "kind": "check", "source": Markup(clean_html.from_text(visible(cell.source)))}
    if cell.cell_type == "code":
        outputs = [Markup(made) for output in cell.outputs if (made := shown_output(output, formulas))]
        return {
            **shown,
            "kind": "code",
            "source": Markup(clean_html.from_text(cell.source)),
            "outputs": outputs,
        }
    if cell.cell_type == "markdown":
        made = clean_html.from_markdown(cell.source, cell.get("attachments", {}), formulas)
        return {**shown, "source": Markup(made)}
    return {**shown, "source": Markup(f"<pre>{clean_html.from_text(cell.source)}</pre>")}


def shown_output(output: Any, formulas: Formulas) -> str:
    """Return an output as harmless HTML; empty if there is nothing to show."""
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
        return clean_html.from_markdown(_text(data["text/markdown"]), None, formulas)
    if _is_drawing(data):
        return (
            "<p><em>A chart or a widget, which this page cannot draw: run your notebook to see it.</em></p>"
        )
    return f"<pre>{clean_html.from_text(_text(data['text/plain']))}</pre>" if "text/plain" in data else ""


def _is_drawing(data: Mapping[str, Any]) -> bool:
    return any("vega" in kind or "widget" in kind or "javascript" in kind for kind in data)


def _text(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
