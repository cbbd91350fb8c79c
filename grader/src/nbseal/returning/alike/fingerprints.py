"""What an answer is made of, in pieces that stay the same when names, comments and spaces are changed."""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
from collections.abc import Iterator

from ...course import notebooks

Piece = tuple[str, ...]

_TOKENS = 8  # of code in one piece
_WORDS = 5  # of prose
_NAME = "name"
_LEFT_OUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}


def code_pieces(source: str) -> dict[Piece, set[int]]:
    """Return the pieces of an answer in code, each with the lines on which it stands, counted from 1.

    A name that the code itself binds counts as a name and no more, so it may be called anything.

    Parameters
    ----------
    source
        The code; it need not run, nor be complete.
    """
    own = _bound(source)
    tokens = [(_NAME if word in own else word, line) for word, line in _tokens(source)]
    return _pieces(tokens, _TOKENS)


def prose_pieces(source: str) -> dict[Piece, set[int]]:
    """Return the pieces of an answer in words, each with the lines on which it stands, counted from 1."""
    lines = enumerate(source.casefold().splitlines(), start=1)
    return _pieces([(word, line) for line, text in lines for word in re.findall(r"\w+", text)], _WORDS)


def _pieces(tokens: list[tuple[str, int]], length: int) -> dict[Piece, set[int]]:
    found: dict[Piece, set[int]] = {}
    for start in range(len(tokens) - length + 1):
        part = tokens[start : start + length]
        found.setdefault(tuple(word for word, _ in part), set()).update(line for _, line in part)
    return found


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    """Yield each token of code with its line, as far as there are tokens."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.INDENT:
                yield "indent", token.start[0]
            elif token.type not in _LEFT_OUT:
                yield token.string, token.start[0]
    except (tokenize.TokenError, SyntaxError):
        return  # what is cut off in the middle is compared up to there


def _bound(source: str) -> set[str]:
    """Return the names that code binds; of code that cannot be parsed, those before an equals sign."""
    try:
        tree = notebooks.parse_code(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found = set(re.findall(r"^\s*(\w+)\s*=(?!=)", source, re.MULTILINE))
        return {name for name in found if not keyword.iskeyword(name)}
    parts = list(ast.walk(tree))
    names = {each.id for each in parts if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    return names | {each.arg for each in parts if isinstance(each, ast.arg)}
