"""Which lines give something away: how much is in a line, and whether another one says the same."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from .texts.spellings import normal

# A line with fewer names and values than this (`total = 0`, `else:`) gives nothing away by itself, and one
# with as many (`return n * n`) only if it is a whole line and not a part of another.
_TELLING = 3
_COMMON = 5
_LONG = 8

_OWN = re.compile(r"\d\d|\d\.\d|[3-9]|[\"'][^\"']")


def is_telling(line: str) -> bool:
    """Return whether a line holds enough names and values to give something away."""
    line = line.strip()
    if not line or line.startswith(("#", "import ", "from ", '"""', "def ", "@")):
        return False
    return names_and_values(line) >= _TELLING


def is_short(line: str) -> bool:
    """Return whether a secret line is so short that it counts only as a whole line, not as part of one."""
    return names_and_values(line) <= _TELLING


def is_common(line: str) -> bool:
    """Return whether any program may have this line: a short one with no number or text of its own."""
    return _OWN.search(line) is None and names_and_values(line) <= _COMMON


def is_long(line: str) -> bool:
    """Return whether a line is so long, with numbers or texts of its own, that nobody writes it by chance."""
    return _OWN.search(line) is not None and names_and_values(line) >= _LONG


def is_constant(line: str) -> bool:
    """Return whether a line gives a name a value that needs no working out: numbers, texts, lists of them."""
    try:
        (statement,) = ast.parse(line.strip()).body
    except (SyntaxError, ValueError):
        return False
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    return not any(
        isinstance(node, ast.Name | ast.Call | ast.Attribute) for node in ast.walk(statement.value)
    )


def may_assert(line: str) -> bool:
    """Return whether a line of a test asserts something, or calls something that may."""
    return re.match(r"\s*(assert\b|raise\b|[\w.]+\()", line) is not None


def names_and_values(line: str) -> int:
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
    return re.sub(r"\s+", "", normal(text).replace("\\n", "").replace('\\"', '"'))


def short(line: str, width: int = 60) -> str:
    """Return a line, or the beginning of it, to quote in a message."""
    return line if len(line) <= width else line[: width - 1] + "…"
