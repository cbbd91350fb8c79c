"""Make a notebook of one student's feedback, for an LMS that returns a notebook for a notebook."""

from typing import Any

from ...course import notebooks
from ...course.notebooks import grade_id
from ..grades import NotebookGrades
from .cell_feedback import CellFeedback, as_number, cell_feedback, is_check, visible


def annotated_notebook(notebook: Any, grades: NotebookGrades, *, title: str) -> Any:
    """Return a graded notebook with its scores and comments as cells of text, and without hidden tests.

    Parameters
    ----------
    notebook
        The graded notebook, as it is in `autograded/`.
    grades
        What the gradebook says of it.
    title
        What to call it.
    """
    lines = {line.name: line for line in cell_feedback(notebook, grades)}
    cells = [_text(f"# {title}: {as_number(grades.score)} of {as_number(grades.most)} points")]
    if grades.penalty:
        cells.append(_text(f"{as_number(grades.penalty)} points were taken off because it was late."))
    for cell in notebook.cells:
        name = grade_id(cell) or ""
        if is_check(cell):
            cell.source, cell.outputs = visible(cell.source), []
        cell.metadata = notebooks.node()
        cells.append(cell)
        if name in lines:
            cells.append(_text(_words(lines[name])))
        if grades.comments.get(name):
            cells.append(_text(f"**Comment:** {grades.comments[name]}"))
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    kept = {key: notebook.metadata[key] for key in ("kernelspec",) if key in notebook.metadata}
    return notebooks.node(nbformat=4, nbformat_minor=5, metadata=notebooks.node(**kept), cells=cells)


def _words(line: CellFeedback) -> str:
    parts = [f"**{line.points} points.** {line.expected}".strip()]
    parts += [f"- {it}" for it in line.gave]
    if line.yours:
        parts.append("\n".join(f"    {it}" for it in line.yours))
    return "\n\n".join(parts)


def _text(source: str) -> Any:
    return notebooks.node(cell_type="markdown", id="", metadata=notebooks.node(), source=source)
