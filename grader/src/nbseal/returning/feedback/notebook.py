"""One student's feedback as a notebook, for an LMS that returns a notebook for a notebook."""

from typing import Any

from ...course import notebooks
from .page import Line, Marks, as_number, is_test, told, visible


def annotated(notebook: Any, marks: Marks, *, title: str) -> Any:
    """Return a graded notebook with its scores and comments as cells of text, without hidden tests.

    Parameters
    ----------
    notebook
        The graded notebook, as it is in `autograded/`.
    marks
        What the gradebook says of it.
    title
        What it is.
    """
    lines = {line.name: line for line in told(notebook, marks)}
    cells = [_text(f"# {title}: {as_number(marks.score)} of {as_number(marks.most)} points")]
    if marks.penalty:
        cells.append(_text(f"{as_number(marks.penalty)} points were taken off because it was late."))
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_test(cell):
            cell.source, cell.outputs = visible(cell.source), []
        cell.metadata = notebooks.node()
        cells.append(cell)
        if name in lines:
            cells.append(_text(_words(lines[name])))
        if marks.comments.get(name):
            cells.append(_text(f"**Comment:** {marks.comments[name]}"))
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    kept = {key: notebook.metadata[key] for key in ("kernelspec",) if key in notebook.metadata}
    return notebooks.node(nbformat=4, nbformat_minor=5, metadata=notebooks.node(**kept), cells=cells)


def _words(line: Line) -> str:
    parts = [f"**{line.points} points.** {line.expected}".strip()]
    parts += [f"- {it}" for it in line.gave]
    if line.yours:
        parts.append("\n".join(f"    {it}" for it in line.yours))
    return "\n\n".join(parts)


def _text(source: str) -> Any:
    return notebooks.node(cell_type="markdown", id="", metadata=notebooks.node(), source=source)
