"""A game: two waters press on a unit, change and complexity, and one purse of effort pays for both walls."""

from itertools import product
from typing import Any, ClassVar

from leadermanager.models import fitting, two_waters
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

OF_THE_MODEL = ("lowest", "below_plan", "missing_order", "missing_direction", "raised", "waiting", "in_pipe")
RESULTS = (*OF_THE_MODEL, "purse", "rise", "possible")
HIGHEST, STEP = 10, 0.5


class TwoWaters(MovingPicture):
    """Set two walls, quarter by quarter: leading against change, managing against complexity.

    What comes over the managing wall is felt at once, what comes over the leading wall runs through a pipe
    first. When a unit is played for the first time, change lies in fog and the pipe is not seen.

    The content has ``units``, played one after the other: ``id``, ``name``, what they face (``change`` and
    ``complexity``, a number for each quarter), how strongly their people ``leading`` and ``managing`` are,
    the ``purse`` that both walls are paid from, and a ``letter`` from a customer. It has ``says`` of the
    result. `value` has the last ``tries``: the ``unit``, and the walls ``leading`` and ``managing`` in each
    quarter.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "two-waters"
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"tries": [{"unit": "text", "leading": ["number"], "managing": ["number"]}]}
    }
    _esm, _css = front_end("pictures/two_waters")

    MOST_TRIES: ClassVar[int] = 9

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "start": "Start the twelve quarters",
        "watch": "Watch it again, without the fog",
        "same": "Play {name} again, and see everything",
        "other": "Go on to {name}",
        "change": "Change",
        "complexity": "Complexity",
        "unseen": "nobody looks there",
        "leading": "Leading",
        "managing": "Managing",
        "wall": "{name} {height}",
        "set_leading": "Leading wall",
        "set_managing": "Managing wall",
        "as_number": "{label}, as a number",
        "effort": "of effort",
        "purse": "Purse: {purse} of effort, {left} left",
        "pipe": "the long pipe: four quarters",
        "plan": "plan",
        "as_it_was": "{name} as it was",
        "letter": "A customer writes to {name}: {letter}",
        "quarters": "Quarter, from 2023 on",
        "results": "Result (100 = plan)",
        "ready": "{name} has {purse} of effort for both walls. Set them, then start. You may move them at "
        "any time; a new height counts from the next quarter on. Too fast? Pause, and go on quarter by "
        "quarter with the right arrow key.",
        "quarter": "Quarter {quarter}: result {result}.",
        "spills": "Complexity {complexity} stands above the managing wall, {managing}: it spills at once.",
        "holds": "The managing wall, {managing}, holds complexity, {complexity}.",
        "sea": "Change {change}, leading wall {leading}; {out} points leave the pipe, {pipe} are in it.",
        "walls": "Leading wall {leading}, managing wall {managing}. {left} of effort left.",
        "empty": "The purse is empty: what one wall gains, the other loses.",
        "over": "The twelve quarters are over.",
        "own": "Below plan in {below_plan} of 12 quarters; the lowest result was {lowest}.",
        "left_in_pipe": "Still in the pipe: {in_pipe} points. The next four results lose them, together.",
        "head_quarter": "Quarter",
        "head_result": "Result",
        "head_change": "Change",
        "head_leading": "Leading wall",
        "head_piped": "Into the pipe",
        "head_out": "Out of the pipe",
        "head_complexity": "Complexity",
        "head_managing": "Managing wall",
        "head_spilled": "Over the managing wall",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return each unit, what it faces and what it had, and what is said."""
        return {
            "units": [_unit(each) for each in entry.entries("units", "unit")],
            "best": fitting.START,
            "plan": fitting.PLAN,
            "unmet": fitting.UNMET,
            "surplus": fitting.SURPLUS,
            "effort": fitting.EFFORT,
            "pipe": fitting.PIPE,
            "says": self.read_says(entry, RESULTS),
        }

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return the unit that was played last, and what came of it."""
        came = self.results(played)
        return {
            "unit": self._unit_named(played["unit"])["name"],
            "below plan": int(came["below_plan"]),
            "lowest": round(came["lowest"], 1),
            "in the pipe": round(came["in_pipe"], 1),
        }

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, by the names that ``says`` uses."""
        unit = self._unit_named(played["unit"])
        return _came(unit, played["leading"], played["managing"]) | {
            "purse": unit["purse"],
            "rise": unit["change"][-1] - unit["change"][0],
            "possible": unit["possible"],
        }

    def _unit_named(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.content["units"] if each["id"] == name)
        return found

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether a try is whole, within its purse, and with a unit that there still is."""
        if each.get("unit") not in [unit["id"] for unit in self.content["units"]]:
            return False
        unit = self._unit_named(each["unit"])
        leading, managing = each.get("leading"), each.get("managing")
        if not isinstance(leading, list) or not isinstance(managing, list):
            return False
        heights = [*leading, *managing]
        return (
            len(leading) == len(managing) == len(unit["change"])
            and all(type(height) in (int, float) and 0 <= height <= HIGHEST for height in heights)
            and all(sum(both) <= unit["purse"] for both in zip(leading, managing, strict=True))
        )


def _unit(entry: Entry) -> dict[str, Any]:
    unit: dict[str, Any] = {
        **{key: entry.text(key) for key in ("id", "name", "letter")},
        **{key: entry.numbers(key) for key in ("change", "complexity")},
        **{key: entry.number(key) for key in ("leading", "managing", "purse")},
    }
    if len(unit["change"]) != len(unit["complexity"]):
        entry.refuse("'change' and 'complexity' need a number for the same quarters.")
    if unit["leading"] + unit["managing"] > unit["purse"]:
        entry.refuse(f"its people's leading and managing cost more than the purse, {unit['purse']:g}.")
    entry.done()
    return unit | {"possible": _fewest_below_plan(unit)}


def _fewest_below_plan(unit: dict[str, Any]) -> float:
    """Return how few quarters can end below plan with walls that stay as they were set at the start."""
    heights = [STEP * step for step in range(int(HIGHEST / STEP) + 1)]
    quarters = len(unit["change"])
    fewest = float(quarters)
    # The highest walls first: they are the likeliest to leave no quarter below plan, which ends the search.
    for leading, managing in sorted(product(heights, heights), key=sum, reverse=True):
        if leading + managing <= unit["purse"] and fewest > 0:
            came = _came(unit, [leading] * quarters, [managing] * quarters)
            fewest = min(fewest, came["below_plan"])
    return fewest


def _came(unit: dict[str, Any], leading: list[float], managing: list[float]) -> dict[str, float]:
    return two_waters(unit["change"], unit["complexity"], leading, managing, unit["leading"]).summary
