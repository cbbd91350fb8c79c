"""The values that a check got from the student's code, so that feedback can say on which one it failed."""

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .describe import describe, describe_call
from .outcome import frames

_KEPT = 200
_TOLD = 3


@dataclass(frozen=True)
class _Item:
    """One value: the line of the check that got it, what to say before it (or the call), and the value."""

    line: int | None
    said: str | tuple[str, tuple[Any, ...], Mapping[str, Any]]
    value: Any

    def __str__(self) -> str:
        said = self.said if isinstance(self.said, str) else f"`{describe_call(*self.said)}` gave"
        return f"{said} {describe(self.value)}"


class Evidence:
    """The values that one check has got from the session so far.

    Parameters
    ----------
    label
        The check's name: its code is in the file ``<label>``.
    tree
        Its code.
    """

    def __init__(self, label: str, tree: ast.Module) -> None:
        self._file = f"<{label}>"
        self._tree = tree
        self._items: list[_Item] = []

    def add(self, said: str, value: Any) -> None:
        """Keep a value, with what to say before it."""
        self._keep(_Item(self._line(), said, value))

    def add_call(
        self, name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any], value: Any
    ) -> None:
        """Keep what a function gave.

        Parameters
        ----------
        name
            The function's name.
        arguments, keywords
            What it was called with.
        value
            What it returned.
        """
        self._keep(_Item(self._line(), (name, arguments, keywords), value))

    def of(self, error: BaseException, names: dict[str, Any]) -> list[str]:
        """Return the values, in words, that the statement of the check that failed was about.

        These are the values that the statement got from the session; or else those that a name in it stands
        for; or else the last one that the check got.
        """
        where = [(frame, line) for frame, line in frames(error) if frame.f_code.co_filename == self._file]
        if not where or not self._items:
            return []
        frame, line = where[-1]
        statement = _innermost(self._tree, line)
        if statement is None:
            return []
        span = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        found = [item for item in self._items if item.line in span]
        if not found:
            words = {it.id for it in ast.walk(statement) if isinstance(it, ast.Name)}
            own = frame.f_locals if frame.f_locals is not names else {}
            here = {**dict(dict.items(names)), **own}
            found = [item for item in self._items if any(here.get(word) is item.value for word in words)]
        told = dict.fromkeys(str(item) for item in reversed(found or self._items[-1:]))
        return list(reversed(list(told)[:_TOLD]))

    def _keep(self, item: _Item) -> None:
        self._items.append(item)
        del self._items[:-_KEPT]

    def _line(self) -> int | None:
        """Return the line that the check is at."""
        frame = sys._getframe(1)
        while frame.f_code.co_filename != self._file:
            if frame.f_back is None:
                return None
            frame = frame.f_back
        return frame.f_lineno


def _innermost(tree: ast.Module, line: int) -> ast.stmt | None:
    """Return the smallest statement that a line is part of."""
    within = [
        it
        for it in ast.walk(tree)
        if isinstance(it, ast.stmt) and it.lineno <= line <= (it.end_lineno or it.lineno)
    ]
    return min(within, key=lambda it: (it.end_lineno or it.lineno) - it.lineno, default=None)
