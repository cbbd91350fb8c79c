"""What the student's code gave a check, kept so that feedback can tell what an assert has failed on."""

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .outcome import frames
from .shown import call, shown

_KEPT = 200
_TOLD = 3


@dataclass(frozen=True)
class _Item:
    line: int | None
    said: str | tuple[str, tuple[Any, ...], Mapping[str, Any]]
    value: Any

    def __str__(self) -> str:
        said = self.said if isinstance(self.said, str) else f"`{call(*self.said)}` gave"
        return f"{said} {shown(self.value)}"


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
        """Keep what a function gave."""
        self._keep(_Item(self._line(), (name, arguments, keywords), value))

    def of(self, error: BaseException, names: dict[str, Any]) -> list[str]:
        """Return what the assert that failed was about, as far as that can be told.

        That is what was asked for in the statement that failed; or else what a name in it stands for; or else
        what was asked for last.
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
            here = {**dict.copy(names), **frame.f_locals}
            found = [item for item in self._items if any(here.get(word) is item.value for word in words)]
        told = dict.fromkeys(str(item) for item in reversed(found or self._items[-1:]))
        return list(reversed(list(told)[:_TOLD]))

    def _keep(self, item: _Item) -> None:
        self._items.append(item)
        del self._items[:-_KEPT]

    def _line(self) -> int | None:
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
