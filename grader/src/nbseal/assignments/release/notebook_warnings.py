"""Find what may be wrong with an instructor's notebook, without running it, as only its instructor can tell.

Looked for is what costs or helps students and is seldom meant. What is usual in courses that others wrote (a
call that tries an answer out, a test that is shown on purpose, a table's first rows) is not.
"""

from __future__ import annotations

import ast
import builtins
import re
import textwrap
from collections.abc import Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ...course import notebooks
from .findings import Finding, in_cell
from .markers import Markers, regions, spans
from .secrets import is_stub
from .sources import is_python, language
from .telling import short

_LIKE_A_MARKER = re.compile(
    r"\s*#[^\w]*(?:(?:BEGIN|START|END|STOP)\b.*\b(?:SOLUTIONS?|HIDDEN)|HIDDEN TESTS?)\b", re.I
)
_WORDS = 4


def warnings(file: str, nb: NotebookNode, markers: Markers) -> Iterator[Finding]:
    """Find what an instructor may not have meant.

    Parameters
    ----------
    file
        What to call the notebook.
    nb
        The instructor's version, brought up to date.
    markers
        Those of the course.

    Yields
    ------
    Finding
        One for each, with what to do.
    """
    if not nb.cells:
        yield Finding(file, "", 0, "has no cells.")
    if not is_python(nb):
        yield Finding(
            file,
            "",
            0,
            f"is written in {language(nb)}: it is released, but `grade` runs Python only, so a person has "
            "to grade its tests.",
        )
        return
    names = _Names(nb, markers)
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code":
            continue
        for line, what in _in_code(cell, markers, names):
            yield in_cell(file, cell, index, what, line)


def not_python(file: str, nb: NotebookNode) -> Iterator[Finding]:
    """Find solutions and tests that are not Python: released as they are, they cannot work.

    Parameters
    ----------
    file
        What to call the notebook.
    nb
        The instructor's version.
    """
    for index, cell in enumerate(nb.cells if is_python(nb) else ()):
        if cell.cell_type == "code" and (is_grade(cell) or is_solution(cell)) and not is_stub(cell.source):
            try:
                notebooks.parse_code(cell.source)
            except SyntaxError as problem:
                kind = "a solution" if is_solution(cell) else "a test"
                what = f"has {kind} that is not Python ({problem.msg}); mend it."
                yield in_cell(file, cell, index, what, problem.lineno or 0)


class _Names:
    """The names that a notebook binds where students see it, and those that its answers bind."""

    def __init__(self, nb: NotebookNode, markers: Markers) -> None:
        self.visible, self.answers = set(dir(builtins)), set()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            hides = is_grade(cell) and not is_solution(cell)
            try:
                source = "\n".join(regions(cell.source, markers.hidden)[1]) if hides else cell.source
                bound = _stored(notebooks.parse_code(source))
            except (ValueError, SyntaxError):
                continue
            self.visible |= bound
            if is_solution(cell):
                self.answers |= bound


def _in_code(cell: NotebookNode, markers: Markers, names: _Names) -> Iterator[tuple[int, str]]:
    """Find what may be wrong with a cell of code, each with its line."""
    yield from _like_markers(cell, markers)
    try:
        tree = notebooks.parse_code(cell.source)
    except SyntaxError:
        return
    if is_solution(cell):
        yield from _solved_outside(cell, tree, markers)
    elif is_grade(cell):
        if not _can_fail(tree) and "AUTOTEST" not in cell.source:
            yield 0, "is graded, but nothing in it can fail, so that everybody gets its points; add a test."
        yield from _shown_of_hidden(cell, markers, names)


def _like_markers(cell: NotebookNode, markers: Markers) -> Iterator[tuple[int, str]]:
    """Find comments that read like markers, but are none."""
    every = [marker for pair in markers.pairs() for marker in pair]
    for number, line in enumerate(cell.source.split("\n"), 1):
        told = _LIKE_A_MARKER.match(line) and len(re.findall(r"\w+", line)) <= _WORDS
        if told and not any(marker in line for marker in every) and not markers.misspelt(line, code=True):
            yield (
                number,
                f"has {line.strip()!r}, which hides nothing; write {every[0]} or {every[2]} if it should.",
            )


def _solved_outside(cell: NotebookNode, tree: ast.Module, markers: Markers) -> Iterator[tuple[int, str]]:
    """Find functions that are solved outside of their markers, so that the student has nothing to do."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for begin, end in spans(cell.source, markers.solution):
            # The last lines of a function may be a comment, which is no part of it for Python.
            if not function.lineno < begin <= (function.end_lineno or 0) + 1:
                continue
            inside = [node for node in function.body if begin < node.lineno < end]
            before = [node for node in function.body if node.lineno < begin]
            after = [node for node in function.body if node.lineno > end]
            yield from _answers_after(inside, after)
            yield from _answers_before(inside, before)


def _answers_after(inside: list[ast.stmt], after: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    bound = {name for node in inside for name in _stored(node)}
    for node in after:
        if isinstance(node, ast.Return) and _computes(node.value) and not bound & notebooks.used_names(node):
            said = short(ast.unparse(node))
            yield (
                node.lineno,
                f"shows students {said!r} after its markers, which uses nothing of the solution.",
            )


def _answers_before(inside: list[ast.stmt], before: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    if not inside or not all(isinstance(it, ast.Return) and isinstance(it.value, ast.Name) for it in inside):
        return
    wanted = {name for node in inside for name in notebooks.used_names(node)}
    for node in before:
        if isinstance(node, ast.Assign) and _computes(node.value) and wanted & _stored(node):
            said = short(ast.unparse(node))
            yield node.lineno, f"shows students {said!r} before its markers, which hide only what returns it."


def _shown_of_hidden(cell: NotebookNode, markers: Markers, names: _Names) -> Iterator[tuple[int, str]]:
    """Find what the students' version of a check lacks, and what it has for the hidden tests alone."""
    try:
        inside, outside = regions(cell.source, markers.hidden)
        hidden, visible = (ast.parse(textwrap.dedent("\n".join(part))) for part in (inside, outside))
    except (ValueError, SyntaxError):
        return
    if not inside:
        return
    for name in sorted((notebooks.used_names(visible) & _stored(hidden)) - names.visible):
        what = f"uses {name!r}, which only its hidden tests define, so it fails for every student."
        yield _line_of(cell, name, outside), what
    for node in visible.body:
        if (
            not isinstance(node, ast.Assign)
            or not _computes(node.value)
            or notebooks.used_names(node) & names.answers
        ):
            continue
        others = {name for other in visible.body if other is not node for name in notebooks.used_names(other)}
        if _stored(node) & notebooks.used_names(hidden) and not _stored(node) & others:
            what = f"shows students {short(ast.unparse(node))!r}, which only its hidden tests use."
            yield _line_of(cell, min(_stored(node)), outside), what
    before, after = (re.findall(r"^assert\b.*", part, re.M) for part in _around(cell.source, markers))
    if before and after:
        what = f"shows students {short(after[0])!r}, below its hidden tests."
        yield _line_of(cell, after[0], outside), what


def _around(source: str, markers: Markers) -> tuple[str, str]:
    """Return what stands before and what stands after the hidden tests of a cell."""
    return source.partition(markers.hidden[0])[0], source.rpartition(markers.hidden[1])[2]


def _line_of(cell: NotebookNode, what: str, among: list[str]) -> int:
    """Return the number of the first line of a cell that has something in it, among some of its lines."""
    lines = enumerate(cell.source.split("\n"), 1)
    return next((number for number, line in lines if what in line and line in among), 0)


def _can_fail(tree: ast.Module) -> bool:
    """Return whether anything in a test can take points."""
    if (
        tree.body
        and isinstance(tree.body[-1], ast.Expr)
        and not isinstance(tree.body[-1].value, ast.Constant)
    ):
        return True
    return any(isinstance(node, ast.Assert | ast.Raise | ast.Call) for node in ast.walk(tree))


def _computes(value: ast.expr | None) -> bool:
    """Return whether an expression works something out, from names."""
    nodes = list(ast.walk(value)) if value is not None else []
    works = ast.BinOp | ast.BoolOp | ast.Call | ast.Compare | ast.ListComp | ast.DictComp | ast.SetComp
    return any(
        isinstance(node, works | ast.GeneratorExp | ast.IfExp | ast.UnaryOp) for node in nodes
    ) and any(isinstance(node, ast.Name) for node in nodes)


def _stored(node: ast.AST) -> set[str]:
    """Return every name that some code binds, in whatever way."""
    names: set[str] = set()
    for it in ast.walk(node):
        match it:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
    return names
