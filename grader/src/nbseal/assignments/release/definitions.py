"""Functions and classes that a cell or a module defines, compared by what they do, however spaced."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...course import notebooks
from .markers import Pair, spans

_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Definition:
    """A function or class that some code defines.

    Attributes
    ----------
    name : str
        What it is called.
    code : str
        Its syntax tree without docstrings; two are the same if name and code are.
    line, last : int
        Where it begins and ends.
    """

    name: str
    code: str
    line: int = field(compare=False)
    last: int = field(compare=False)


def definitions(source: str) -> Iterator[Definition]:
    """Yield the functions and classes that a text of Python defines, except those that do nothing."""
    try:
        tree = notebooks.parse_code(source)
    except SyntaxError:
        return
    for node in tree.body:
        if isinstance(node, _DEFINES):
            for inner in ast.walk(node):
                if isinstance(inner, _DEFINES):
                    inner.body = [each for each in inner.body if not _is_prose(each)]
            if any(not _is_idle(each) for each in ast.walk(node) if isinstance(each, ast.stmt)):
                yield Definition(node.name, ast.dump(node), node.lineno, node.end_lineno or node.lineno)


def solved(source: str, pair: Pair) -> Iterator[Definition]:
    """Yield the functions and classes that a solution cell defines and at least a part of which it hides."""
    # A solution without markers is hidden as a whole.
    hidden = spans(source, pair) or [(0, source.count("\n") + 2)]
    for found in definitions(source):
        if any(begin < found.last and found.line < end for begin, end in hidden):
            yield found


def _is_prose(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_idle(node: ast.stmt) -> bool:
    """Return whether a statement is no more than a place for others."""
    return isinstance(node, (*_DEFINES, ast.Pass, ast.Raise)) or _is_prose(node)
