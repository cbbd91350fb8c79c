"""A fixed total, such as 100 points or 40 hours, to be spent on a few lines and compared with others."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.spending_rules import EXTREMES, read_rules

_ROUNDING = 0.015  # published shares need not add up to exactly 100 per cent


class Spending(Exercise):
    """Spend a total on named lines; then read what follows and see others beside it.

    The content has a ``total`` and its ``unit``, a ``step``, and ``lines`` (``id``, ``name``, ``about``,
    ``colour``). Optional are ``rules`` (``id``, ``when``: conditions, ``say``, ``good``), ``fine`` (said when
    no rule asks to look again) and ``profiles`` (``id``, ``name``, ``source``, ``values``) that are shown as
    bars beside the student's once all is spent. `value` maps the ids of the lines to what was spent, as it
    was when last checked.

    Raises
    ------
    ContentError
        If a line is unknown, a condition cannot be read, a profile does not add up, or the total cannot be
        spent in the steps given.
    """

    kind = "spending"
    PARTS = ("lines", "name")
    STATE: ClassVar[dict[str, Shape]] = {"value": {"*": "number"}, "draft": {"*": "number"}}
    _esm, _css = front_end("spending")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "as_number": "{line}, as a number",
        "check": "Check",
        "start": "{total} {unit} to spend.",
        "left": "{spent} of {total} {unit} spent, {left} left.",
        "all": "All {total} {unit} spent.",
        "over": "{spent} {unit} spent: {over} more than the {total} you have.",
        "spend_first": "Spend all {total} {unit} first: {left} left.",
        "too_much": "Take back {over} {unit} first.",
        "changed": "Changed since you checked. Check again.",
        "fine": "Nothing here asks you to look again.",
        "good": "Good.",
        "look": "Look again.",
        "checked": "Checked: {count} to look at again.",
        "beside": "Your {unit} beside others",
        "you": "You",
        "sources": "Where these come from",
        "source": "{name}: {source}",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return total, lines, rules and profiles."""
        total, step = entry.number("total"), entry.number("step", default=1)
        if total <= 0 or step <= 0 or total % step:
            entry.refuse(f"a total of {total} cannot be spent in steps of {step}.")
        lines = [_line(line) for line in entry.entries("lines", "line", at_least=2)]
        ids = [line["id"] for line in lines]
        self._rules = read_rules(entry, ids, total)
        profiles = entry.entries("profiles", "profile", at_least=0)
        return {
            "total": total,
            "step": step,
            "unit": entry.text("unit"),
            "lines": lines,
            "rules": [rule.plain() for rule in self._rules],
            "fine": entry.text("fine", default=""),
            "profiles": [_profile(profile, ids, total) for profile in profiles],
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep what was spent on lines that the content still has; nothing where one is missing."""
        ids = [line["id"] for line in self.content["lines"]]
        if not all(is_number(value.get(line)) for line in ids):
            return {}
        return {line: value[line] for line in ids}

    def judge(self, amounts: Mapping[str, float]) -> list[str]:
        """Return the ids of the rules that hold for these amounts, in the order of the content."""
        return [rule.id for rule in self._rules if rule.holds(amounts)]

    def beside(self, name: str, values: Mapping[str, float], source: str) -> Self:
        """Add a profile that was worked out in Python, and return the exercise.

        Parameters
        ----------
        name
            What it is called beside the bars, such as ``"The company"``.
        values
            An amount for each line, as a mapping or a pandas Series; they are scaled to the exercise's total.
        source
            Where the amounts come from, in words.
        """
        ids = [line["id"] for line in self.content["lines"]]
        plain = {line: float(amount) for line, amount in dict(values).items()}
        row = {"id": name, "name": name, "source": source, "values": plain, "total": sum(plain.values())}
        profile = _profile(Entry(row, f"profile {name!r}"), ids, self.content["total"])
        others = [other for other in self.content["profiles"] if other["id"] != name]
        self.content = {**self.content, "profiles": [*others, profile]}
        return self


def _line(entry: Entry) -> dict[str, str]:
    line = {
        "id": entry.text("id"),
        "name": entry.text("name"),
        "about": entry.text("about", default=""),
        "colour": entry.colour(),
    }
    if line["id"] in EXTREMES:
        entry.refuse(f"{line['id']!r} has a meaning of its own in rules; choose another id.")
    entry.done()
    return line


def _profile(entry: Entry, lines: list[str], total: float) -> dict[str, Any]:
    table = entry.table("values")
    values = {line: table.number(line) for line in lines}
    table.done()
    whole = entry.number("total", default=total)
    if whole <= 0 or abs(sum(values.values()) - whole) > _ROUNDING * whole:
        entry.refuse(f"the values add up to {sum(values.values()):g}, but have to make {whole:g}.")
    profile = {
        "id": entry.text("id"),
        "name": entry.text("name"),
        "source": entry.text("source"),
        "values": {line: round(amount * total / whole, 1) for line, amount in values.items()},
    }
    entry.done()
    return profile
