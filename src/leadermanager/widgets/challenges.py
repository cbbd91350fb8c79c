"""Challenges of an explorer: conditions on a model's results, and what is said about them.

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


@dataclass(frozen=True)
class Challenge:
    """One thing to find with the sliders.

    Attributes
    ----------
    id, text, done
        Its name, what to find, and what is said when it is found.
    conditions
        What has to hold, all of it.
    hints
        Each with the conditions under which it is said; the last one has none.
    solution
        Numbers for some sliders that meet it; never shown.
    start
        Where its sliders and those that it leaves alone stand when it begins.
    sliders
        Those that it brings; the others stay at its start.
    """

    id: str
    text: str
    done: str
    conditions: tuple[Condition, ...]
    hints: Hints
    solution: Mapping[str, float]
    start: Mapping[str, float]
    sliders: tuple[str, ...]

    def met(self, results: Mapping[str, float]) -> bool:
        """Return whether the results meet all conditions."""
        return all(condition.holds(results) for condition in self.conditions)

    def hint(self, results: Mapping[str, float]) -> str:
        """Return what helps from here."""
        return first_said(self.hints, results)


def read_challenges(entry: Entry, names: Collection[str], start: Mapping[str, float]) -> list[Challenge]:
    """Read the challenges of an exercise.

    Parameters
    ----------
    entry
        The exercise.
    names
        The results that conditions may speak of.
    start
        The sliders, and where each starts if a challenge does not say otherwise.

    Raises
    ------
    ContentError
        If a text is missing, a condition cannot be read, the last hint does not always apply, or the solution
        moves a slider that the challenge does not bring.
    """
    return [_challenge(each, names, start) for each in entry.entries("challenges", "challenge", at_least=0)]


def numbers_in(entry: Entry, key: str, names: Collection[str]) -> dict[str, float]:
    """Return a table of numbers, any of the given names and no other."""
    table = entry.table(key)
    numbers = {name: table.number(name, default=math.nan) for name in names}
    table.done()
    return {name: number for name, number in numbers.items() if not math.isnan(number)}


def _challenge(entry: Entry, names: Collection[str], start: Mapping[str, float]) -> Challenge:
    begins = {**start, **numbers_in(entry, "start", start)}
    solution = numbers_in(entry, "solution", start)
    moved = tuple(name for name, at in begins.items() if solution.get(name, at) != at)
    own = entry.one_of("slider", ("", *start), default="")
    if own and moved != (own,):
        entry.refuse(
            f"it brings {own!r}, and its solution moves {' and '.join(map(repr, moved)) or 'nothing'}; "
            "put the others where they stay under 'start'."
        )
    challenge = Challenge(
        id=entry.text("id"),
        text=entry.text("text"),
        done=entry.text("done"),
        conditions=_conditions(entry, "conditions", names),
        hints=read_hints(entry, "hints", names),
        solution=solution,
        start=begins,
        sliders=moved,
    )
    if not challenge.conditions:
        entry.refuse('write at least one condition, such as conditions = ["lowest >= 100"].')
    entry.done()
    return challenge


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
