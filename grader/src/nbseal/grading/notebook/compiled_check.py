"""A check, compiled once for all submissions."""

import ast
import functools
import types
from dataclasses import dataclass

from ...course import notebooks


@dataclass(frozen=True)
class CompiledCheck:
    """A check, compiled.

    Attributes
    ----------
    code : str
        Its source.
    tree : ast.Module
        What Python makes of it.
    imported : set of str
        The names that its own import statements bind.
    seen, rest, last : code
        What students see of it, the rest, and its last line if that is shown.
    shown, used : set of str
        The names that are bound, and those that are used, where students can read it.
    unseen : set of str
        The names that are bound in the rest.
    """

    code: str
    tree: ast.Module
    imported: set[str]
    seen: types.CodeType
    rest: types.CodeType
    last: types.CodeType | None
    shown: set[str]
    used: set[str]
    unseen: set[str]


@functools.cache
def compiled(code: str, label: str, seen_lines: int) -> CompiledCheck:
    """Return a check, compiled; a worker has each compiled once, before it forks.

    Parameters
    ----------
    code, label, seen_lines
        As for `CheckRunner.run`.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    tree = ast.parse(code, f"<{label}>")
    body, last = list(tree.body), None
    if body and isinstance(final := body[-1], ast.Expr) and not code.rstrip().endswith(";"):
        last = compile(ast.Expression(final.value), f"<{label}>", "eval")
        body.pop()
    seen = [it for it in body if (it.end_lineno or it.lineno) <= seen_lines]
    first, rest = (ast.Module(some, []) for some in (seen, body[len(seen) :]))
    return CompiledCheck(
        code=code,
        tree=tree,
        imported=_imported_names(tree),
        seen=compile(first, f"<{label}>", "exec"),
        rest=compile(rest, f"<{label}>", "exec"),
        last=last,
        shown=notebooks.bound_names(first),
        used=notebooks.used_names(first),
        unseen=notebooks.bound_names(rest),
    )


def _imported_names(tree: ast.Module) -> set[str]:
    """Return the names that a check's own import statements bind."""
    statements = [it for it in tree.body if isinstance(it, (ast.Import, ast.ImportFrom))]
    aliases = [alias for it in statements for alias in it.names]
    return {alias.asname or alias.name.partition(".")[0] for alias in aliases}
