"""Cut a released notebook down to one task, so that many answers to it are tried quickly.

What is left out is what would fail without answers, or seldom matters to a check: the other tasks with their
checks, and the cells that try answers out.
"""

import ast
from collections.abc import Collection

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from . import notebooks


def cut(notebook: NotebookNode, kept: Collection[str]) -> NotebookNode:
    """Return a notebook with some of its graded cells, and the other code that uses no answer.

    Parameters
    ----------
    notebook
        As released.
    kept
        The ids of the answer cells and checks to keep.
    """
    cells = []
    answered: set[str] = set()  # names that answers bind, or cells that use these
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell) or is_grade(cell):
            if cell.metadata.nbgrader.grade_id in kept:
                cells.append(cell)
            if is_solution(cell):
                answered |= _bound(cell.source)
        elif answered.isdisjoint(_used(cell.source)):
            cells.append(cell)
        else:
            answered |= _bound(cell.source)
    return notebooks.node(**{**notebook, "cells": cells})


def _used(source: str) -> set[str]:
    return {node.id for node in _nodes(source) if isinstance(node, ast.Name)}


def _bound(source: str) -> set[str]:
    nodes = _nodes(source)
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return names | {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def _nodes(source: str) -> list[ast.AST]:
    try:
        return list(ast.walk(notebooks.tree(source)))
    except SyntaxError:
        return []
