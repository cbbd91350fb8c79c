"""Cells and notebooks for the tests of releases."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ...conftest import marked


def named(nb, grade_id):
    """Return the cell of this id."""
    (cell,) = [it for it in nb.cells if it.metadata.get("nbgrader", {}).get("grade_id") == grade_id]
    return cell


def answer(source, grade_id="task"):
    return new_code_cell(source, metadata=marked(grade_id, solution=True))


def check(source, grade_id="task_tests"):
    return new_code_cell(source, metadata=marked(grade_id, grade=True, locked=True, points=1))


def text(source):
    return new_markdown_cell(source)


def code(source):
    return new_code_cell(source)


def notebook(*cells, language="python"):
    kernel = {"display_name": language, "language": language, "name": language}
    return new_notebook(cells=list(cells), metadata={"kernelspec": kernel})
