"""Conditions on results, and texts that are said where they hold.

A condition is a text such as ``"lowest >= 100"``: a result, how it compares, and a number or another result.
Results are compared as the student reads them, rounded to one decimal, so that a shown 100.0 is at least 100.
"""

import math
import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from leadermanager.widgets.content import Entry

COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


def shown(number: float) -> float:
    """Round a result as it is shown; never to minus zero."""
    return round(number, 1) + 0.0


@dataclass(frozen=True)
class Condition:
    """One comparison of a result with a number or with another result."""

    left: str
    sign: str
    right: float | str

    def holds(self, results: Mapping[str, float]) -> bool:
        """Return whether the results meet it."""
        right = results[self.right] if isinstance(self.right, str) else self.right
        return COMPARE[self.sign](shown(results[self.left]), shown(right))


# Texts, each with the conditions under which it is said.
Hints = tuple[tuple[tuple[Condition, ...], str], ...]


def numbers_in(entry: Entry, key: str, names: Collection[str]) -> dict[str, float]:
    """Return a table of numbers, any of the given names and no other."""
    table = entry.table(key)
    numbers = {name: table.number(name, default=math.nan) for name in names}
    table.done()
    return {name: number for name, number in numbers.items() if not math.isnan(number)}


def read_hints(entry: Entry, key: str, names: Collection[str]) -> Hints:
    """Read texts that are each said under some conditions; the last one is said where no other is.

    Parameters
    ----------
    entry, key
        The list of them stands in the entry under this key.
    names
        The results that conditions may speak of.

    Raises
    ------
    ContentError
        If a text is missing, a condition cannot be read, or any but the last goes without conditions.
    """
    hints = []
    rows = entry.entries(key, "hint")
    for hint in rows:
        when = _conditions(hint, "when", names)
        if not when and hint is not rows[-1]:
            hint.refuse("only the last hint may go without 'when'; those after it would never be said.")
        if when and hint is rows[-1]:
            hint.refuse("the last hint has to go without 'when', so that there is always something to say.")
        hints.append((when, hint.text("say")))
        hint.text("id")
        hint.done()
    return tuple(hints)


def first_said(hints: Hints, results: Mapping[str, float]) -> str:
    """Return the first of such texts whose conditions hold."""
    return next(say for when, say in hints if all(condition.holds(results) for condition in when))


def _conditions(entry: Entry, key: str, names: Collection[str]) -> tuple[Condition, ...]:
    return tuple(read_condition(entry, key, text, names) for text in entry.texts(key, default=[]))


def read_condition(entry: Entry, key: str, text: str, names: Collection[str]) -> Condition:
    """Read one condition that stands under `key` of an entry.

    Parameters
    ----------
    entry, key
        Where it stands, for the refusal.
    text
        The condition, such as ``"lowest >= 100"``.
    names
        What it may speak of.

    Raises
    ------
    ContentError
        If it is not of that form, or speaks of something else.
    """
    parts = text.split()
    if len(parts) != 3 or parts[1] not in COMPARE:
        entry.refuse(
            f'{key!r} holds {text!r}; write it as "lowest >= 100", with one of {", ".join(COMPARE)}.'
        )
    left, sign, right = parts
    try:
        number: float | None = float(right)
    except ValueError:
        number = None
    for name in (left, right) if number is None else (left,):
        if name not in names:
            entry.refuse(f"{key!r} speaks of {name!r}; there are {', '.join(names)}.")
    return Condition(left, sign, right if number is None else number)
