"""What would stop a student in a lesson: a cell that is not Python, a link to nothing, a broken exercise."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from markdown_it import MarkdownIt
from markdown_it.token import Token

from leadermanager.errors import ContentError
from leadermanager.widgets.kinds import exercise

_MARKDOWN = MarkdownIt("commonmark").enable("table")


def exercise_faults(files: Mapping[str, Path]) -> list[str]:
    """Return a sentence for each exercise that the library refuses.

    Parameters
    ----------
    files
        The file of each exercise under the exercise's name.
    """
    found = []
    for path in files.values():
        try:
            exercise(path)
        except ContentError as problem:
            found.append(str(problem))
    return found


def notebook_faults(
    name: str, content: bytes, exercises: Mapping[str, Path], has: Callable[[str], bool]
) -> list[str]:
    """Return a sentence for each cell of a notebook that would not work.

    Parameters
    ----------
    name
        The notebook's path in the project or edition, to which its links are relative.
    content
        The notebook as it is in the file.
    exercises
        The file of each exercise under the exercise's name.
    has
        Tells whether there is a file or folder at a path of the project or edition.
    """
    nb = nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    found = []
    for number, cell in enumerate(nb.cells, start=1):
        where = f"{name}, cell {number}"
        if cell.cell_type == "code":
            found += [f"{where}{fault}" for fault in _code_faults(cell.source, exercises)]
        elif cell.cell_type == "markdown":
            attached = cell.get("attachments", {})
            found += [f"{where}{fault}" for fault in _link_faults(cell.source, name, has, attached)]
    return found


def text_faults(name: str, text: str, has: Callable[[str], bool]) -> list[str]:
    """Return a sentence for each link of a Markdown file that leads to nothing; see `notebook_faults`."""
    return [f"{name}{fault}" for fault in _link_faults(text, name, has, {})]


def _code_faults(source: str, exercises: Mapping[str, Path]) -> Iterator[str]:
    try:
        python = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]
        tree = ast.parse(python)
    except SyntaxError as problem:
        yield f", line {problem.lineno}, is not Python: {problem.msg}."
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        wanted = node.args[0].value
        if called in ("exercise", "said") and isinstance(wanted, str) and wanted not in exercises:
            yield f", line {node.lineno}, shows an exercise that is not there: {wanted}."


def _link_faults(
    text: str, name: str, has: Callable[[str], bool], attached: Mapping[str, object]
) -> Iterator[str]:
    for target in _targets(text):
        parts = urlsplit(target)
        if parts.scheme == "attachment":
            there = unquote(parts.path) in attached
        elif parts.scheme or parts.netloc or not parts.path:
            continue
        else:
            path = normpath(PurePosixPath(name).parent / unquote(parts.path))
            there = not path.startswith(("../", "/")) and has(path)
        if not there:
            yield f", names what is not there: {target}."


def _targets(text: str) -> Iterator[str]:
    """Yield where links and pictures of a Markdown text lead."""
    tokens = list(_MARKDOWN.parse(text))
    while tokens:
        token: Token = tokens.pop(0)
        tokens[:0] = token.children or []
        if token.type in ("html_inline", "html_block"):
            yield from _html_targets(token.content)
        yield from (str(token.attrs[key]) for key in ("href", "src") if key in token.attrs)


def _html_targets(html: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value for key, value in attrs if key in ("href", "src") and value)

    Reader().feed(html)
    return found
