"""Cut a released notebook down to one task, so that many answers to it are tried quickly.

What is left out is what would fail without answers, or seldom matters to a check: the other tasks with their
checks, and the cells that try answers out.
"""

import ast
from collections.abc import Collection

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ...course import notebooks


def cut(notebook: NotebookNode, kept: Collection[str]) -> NotebookNode:
    """Return a notebook with some of its graded cells, and the other code that uses no answer.

    Parameters
    ----------
    notebook
        As released.
    kept
        The grade ids of the answer cells and checks to keep.
    """
    cells = []
    answered: set[str] = set()  # names that answers bind, or cells that use these
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = _tree(cell.source)
        if is_solution(cell) or is_grade(cell):
            if cell.metadata.nbgrader.grade_id in kept:
                cells.append(cell)
            if is_solution(cell):
                answered |= notebooks.bound_names(tree)
        elif answered.isdisjoint(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)):
            cells.append(cell)
        else:
            answered |= notebooks.bound_names(tree)
    return notebooks.node(**{**notebook, "cells": cells})


def _tree(source: str) -> ast.Module:
    try:
        return notebooks.parse_code(source)
    except SyntaxError:
        return ast.Module([], [])
