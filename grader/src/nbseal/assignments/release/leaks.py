"""Find what a release must not show: lines of solutions and hidden tests, and code outside markers."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

SOLUTION = ("BEGIN SOLUTION", "END SOLUTION")
HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")

VISIBLE = "visible"
"""The cell tag by which an instructor says that what lies outside the markers is meant to be seen."""

# A line with fewer names and values than this (`total = 0`, `else:`) gives nothing away by itself, and one
# with as many (`return n * n`) only if it is a whole line and not a part of another.
_TELLING = 3
_COMMON = 5


def regions(source: str, markers: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Split a cell into the lines between the markers and those outside them, markers left out.

    Raises
    ------
    ValueError
        If the markers do not pair up; the message says how.
    """
    begin, end = markers
    inside: list[str] = []
    outside: list[str] = []
    within = False
    for line in source.split("\n"):
        if begin in line:
            if within:
                raise ValueError(f"has {begin} twice before {end}")
            within = True
        elif end in line:
            if not within:
                raise ValueError(f"has {end} without {begin}")
            within = False
        else:
            (inside if within else outside).append(line)
    if within:
        raise ValueError(f"has {begin} without {end}")
    return inside, outside


def without_markers(source: str, markers: tuple[str, str]) -> str:
    """Return a cell without the lines that are markers."""
    return "\n".join(line for line in source.split("\n") if not any(marker in line for marker in markers))


def has_region(source: str, markers: tuple[str, str]) -> bool:
    """Return whether a cell has either marker."""
    return any(marker in source for marker in markers)


def name_of(cell: NotebookNode, index: int) -> str:
    """Return how to call a cell in a message: its task id, or its place in the notebook."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f"cell {grade_id!r}" if grade_id else f"cell {index + 1}"


def short(line: str, width: int = 60) -> str:
    """Return a line, or the beginning of it, to quote in a message."""
    return line if len(line) <= width else line[: width - 1] + "…"


def secret_lines(nb: NotebookNode) -> list[str]:
    """Return the lines of an instructor's notebook that students must not see and that give something away.

    Set-up that a visible test shares with a hidden one (a table's columns, say) is no secret; a check is.
    """
    secret: list[str] = []
    set_up: set[str] = set()
    for cell in nb.cells:
        hidden: list[str] = []
        if is_grade(cell) and not is_solution(cell):
            hidden, visible = regions(cell.source, HIDDEN)
            set_up.update(line.strip() for line in visible if not _is_check(line))
        elif is_solution(cell):
            marked = has_region(cell.source, SOLUTION)
            hidden = regions(cell.source, SOLUTION)[0] if marked else cell.source.split("\n")
        secret += [line.strip() for line in hidden if _is_telling(line)]
    return [line for line in secret if line not in set_up]


def is_whole(line: str) -> bool:
    """Return whether a secret line is so short that it counts as a whole line only, not as part of one."""
    return _names_and_values(line) <= _TELLING


def is_common(line: str) -> bool:
    """Return whether any program may have this line: a short one with no number or text of its own."""
    own = re.search(r"\d\d|\d\.\d|[3-9]|[\"'][^\"']", line)
    return own is None and _names_and_values(line) <= _COMMON


def find_lines(text: str, secret: Iterable[str]) -> str | None:
    """Return the first of the secret lines that appears in `text`, however it is indented or spaced."""
    plain = squeeze(text)
    # In a notebook's file, lines are quoted and end with a comma.
    whole = {squeeze(line.strip().strip(",").strip('"')) for line in text.split("\n")}
    for line in secret:
        wanted = squeeze(line)
        if wanted in whole or (not is_whole(line) and wanted in plain):
            return line
    return None


def file_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Read every file of a finished release, as text whatever it is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_text(encoding="utf-8", errors="replace")


def outside_markers(nb: NotebookNode) -> Iterator[tuple[str, str, str]]:
    """Find code that looks as if it belonged between markers, and is outside of them.

    Yields
    ------
    tuple of str
        The cell, the line, and what is the matter with it.
    """
    some_hidden = any(is_grade(c) and has_region(c.source, HIDDEN) for c in nb.cells)
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or VISIBLE in cell.metadata.get("tags", []):
            continue
        cell_name = name_of(cell, index)
        if is_solution(cell) and has_region(cell.source, SOLUTION):
            _, outside = regions(cell.source, SOLUTION)
            for line in _statements(outside):
                yield cell_name, line, "a solution line outside its markers"
        elif is_grade(cell) and not is_solution(cell):
            yield from _slipped_tests(cell, cell_name, some_hidden)
        elif not (is_solution(cell) or is_task(cell)):
            for line in cell.source.split("\n"):
                if line.lstrip().startswith("assert "):
                    yield cell_name, line.strip(), "a test outside a tests cell"


def _slipped_tests(cell: NotebookNode, name: str, some_hidden: bool) -> Iterator[tuple[str, str, str]]:
    hidden, visible = regions(cell.source, HIDDEN)
    if some_hidden and not hidden:
        first = next((line for line in visible if line.strip().startswith("assert")), cell.source)
        yield (
            name,
            first.strip().split("\n")[0],
            "no hidden tests between markers, as the other tests cells have",
        )
        return
    if not hidden:
        return
    after = cell.source.rsplit(HIDDEN[1], 1)[1].split("\n")[1:]
    for line in after:
        if line.strip() and not line.strip().startswith("#"):
            yield name, line.strip(), "a hidden test outside its markers, after END HIDDEN TESTS"
    # A name that only the hidden part reads was set for it, and belongs inside.
    for target, line in _assigned(visible):
        reads = re.compile(rf"\b{re.escape(target)}\b")
        uses = [v for v in visible if reads.search(v) and v.strip() != line]
        if not uses and any(reads.search(h) for h in hidden):
            yield name, line, "a line that only the hidden tests use, outside their markers"


def _assigned(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        match = re.match(r"([A-Za-z_]\w*)\s*=(?!=)", line)
        if match:
            yield match[1], line.strip()


def _statements(outside: list[str]) -> Iterator[str]:
    """Yield the lines left outside the markers that do something, past headers, docstrings and imports."""
    text = "\n".join(outside)
    try:
        tree = ast.parse(_closed(text))
    except SyntaxError:
        # Text that is not Python on its own cannot be judged by its structure; every line counts.
        yield from (line.strip() for line in outside if line.strip() and not line.strip().startswith("#"))
        return
    yield from (
        outside[node.lineno - 1].strip()
        for node in _statements_that_act(tree.body)
        if node.lineno <= len(outside)
    )


def _statements_that_act(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _statements_that_act(node.body)
        elif isinstance(node, ast.Import | ast.ImportFrom | ast.Pass):
            continue
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring, or ... as a place-holder
        elif (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is None
        ):
            continue  # `answer = None` names the answer without giving it
        elif isinstance(node, ast.Return) and (node.value is None or isinstance(node.value, ast.Name)):
            continue  # `return result` is scaffolding
        else:
            yield node


def _closed(text: str) -> str:
    """Return code in which each `def` and `class` without a body has a `pass`, so that it can be parsed."""
    lines = text.split("\n")
    closed: list[str] = []
    for index, line in enumerate(lines):
        closed.append(line)
        if re.match(r"\s*(async def|def|class)\b.*:\s*(#.*)?$", line):
            indent = len(line) - len(line.lstrip())
            rest = next((later for later in lines[index + 1 :] if later.strip()), "")
            if len(rest) - len(rest.lstrip()) <= indent:
                closed[-1] = line.split("#")[0].rstrip() + " pass"
    return "\n".join(closed)


def _is_check(line: str) -> bool:
    """Return whether a line of a test asserts something, or calls something that may."""
    return re.match(r"\s*(assert\b|raise\b|[\w.]+\()", line) is not None


def _is_telling(line: str) -> bool:
    """Return whether a line holds enough names and values to give something away."""
    line = line.strip()
    if not line or line.startswith(("#", "import ", "from ", '"""', "def ", "@")):
        return False
    return _names_and_values(line) >= _TELLING


def _names_and_values(line: str) -> int:
    """Count the names and values in a line."""
    count = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(line).readline):
            count += token.type in (tokenize.NAME, tokenize.NUMBER, tokenize.STRING)
    except (tokenize.TokenError, IndentationError, SyntaxError) as error:
        # The first line of a longer statement (`rows = [`) holds what was counted; the rest is prose.
        return count if "multi-line statement" in str(error) else len(line.split())
    return count


def squeeze(text: str) -> str:
    """Return a text without its white space, and without the marks that a notebook's file puts into it."""
    return re.sub(r"\s+", "", text.replace("\\n", "").replace('\\"', '"'))
