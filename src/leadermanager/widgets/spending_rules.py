"""Judgement rules of a spending exercise: conditions on amounts, and what is said where they hold.

A condition is a text such as ``"limits < 10"``, ``"meetings + paperwork > 50%"`` (of the total) or
``"direction >= plan + 5"``. Besides the lines there are ``largest`` and ``smallest``, the extreme amounts.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from leadermanager.widgets.challenges import COMPARE
from leadermanager.widgets.content import Entry

EXTREMES: dict[str, Callable[..., float]] = {"largest": max, "smallest": min}


@dataclass(frozen=True)
class Sum:
    """Some lines and a number, added up."""

    lines: tuple[str, ...]
    plus: float

    def of(self, amounts: Mapping[str, float]) -> float:
        """Return what it comes to."""
        known = {name: extreme(amounts.values()) for name, extreme in EXTREMES.items()} | dict(amounts)
        return sum(known[name] for name in self.lines) + self.plus


@dataclass(frozen=True)
class Condition:
    """One comparison of two sums."""

    left: Sum
    sign: str
    right: Sum

    def holds(self, amounts: Mapping[str, float]) -> bool:
        """Return whether the amounts meet it."""
        return COMPARE[self.sign](self.left.of(amounts), self.right.of(amounts))


@dataclass(frozen=True)
class Rule:
    """Something said about a way to spend, where all its conditions hold.

    Attributes
    ----------
    id, say
        Its name, and what is said.
    good
        Whether it praises; the others ask to look again.
    when
        What has to hold, all of it.
    """

    id: str
    say: str
    good: bool
    when: tuple[Condition, ...]

    def holds(self, amounts: Mapping[str, float]) -> bool:
        """Return whether the amounts meet all conditions."""
        return all(condition.holds(amounts) for condition in self.when)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, for the browser, which judges also where there is no kernel."""
        return asdict(self)


def read_rules(entry: Entry, lines: Collection[str], total: float) -> list[Rule]:
    """Read the rules of an exercise.

    Raises
    ------
    ContentError
        If a text is missing, two rules say the same, or a condition cannot be read.
    """
    rules: list[Rule] = []
    for each in entry.entries("rules", "rule", at_least=0):
        texts = each.texts("when")
        if not texts:
            each.refuse("write at least one condition under 'when', such as when = [\"limits < 10\"].")
        when = tuple(_condition(each, text, lines, total) for text in texts)
        rule = Rule(each.text("id"), each.text("say"), each.flag("good"), when)
        if rule.say in [other.say for other in rules]:
            each.refuse("another rule says the same; say what is particular here.")
        each.done()
        rules.append(rule)
    return rules


def _condition(entry: Entry, text: str, lines: Collection[str], total: float) -> Condition:
    signs = [word for word in text.split() if word in COMPARE]
    if len(signs) != 1:
        entry.refuse(f'write {text!r} with one of {", ".join(COMPARE)} between spaces, as "a + b < 10".')
    left, right = text.split(f" {signs[0]} ") if f" {signs[0]} " in text else ("", "")
    return Condition(_sum(entry, left, lines, total), signs[0], _sum(entry, right, lines, total))


def _sum(entry: Entry, text: str, lines: Collection[str], total: float) -> Sum:
    names, plus = [], 0.0
    for part in text.split("+"):
        word = part.strip()
        if word in lines or word in EXTREMES:
            names.append(word)
            continue
        try:
            plus += float(word.removesuffix("%")) * (total / 100 if word.endswith("%") else 1)
        except ValueError:
            known = ", ".join([*lines, *EXTREMES])
            entry.refuse(f"'when' speaks of {word!r}, which is no number and none of {known}.")
    return Sum(tuple(names), plus)
