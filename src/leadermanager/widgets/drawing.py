"""A prediction that is drawn: the student sets what comes next on the axes, keeps it, and sees what came."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.sureness import LABELS as SURENESS
from leadermanager.widgets.sureness import read_sure

if TYPE_CHECKING:
    import pandas as pd


class Drawing(Exercise):
    """Draw how a line goes on by setting handles on it; once that is kept, what came runs over it.

    The content has ``handles`` (the places along the axis that can be set), ``last`` (the last place
    whose number is shown beforehand), the axes ``x_title`` and ``y_title`` with the ends ``low`` and
    ``high``, and ``name``, what the line is. ``x_names``, where it is given, has a name for each of the
    places 1, 2, 3 and on to the last handle. The numbers themselves come from the lesson, by `over`.
    With ``sure = true`` it asks how sure one is to be off, on average, by no more than ``near``. `value` has
    the ``points`` that were set, by their place, and whether they are ``kept``.

    Raises
    ------
    ContentError
        If a handle lies where the line is already known, handles are out of order, or names do not fit them.
    """

    kind = "drawing"
    # What came is kept beside the drawing, so that the record has it where this lesson has not run.
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"points": {"*": "number"}, "kept": "flag"},
        "sure": "number",
        "came": {"points": {"*": "number"}, "by": "number"},
    }
    _esm, _css = front_end("drawing")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        **SURENESS,
        "keep": "Keep my drawing",
        "no_line": "There is no line to draw on yet: the lesson has to give it with .over().",
        "ready": "Drag the handles, or set them with the arrow keys or below. Then keep your drawing.",
        "kept": "Kept.",
        "untouched": "Move at least one handle first.",
        "sure_on_average": "How sure are you that, on average, you are off by {near} or less?",
        "is_set": "{place}: {y}.",
        "no_number": "{place}: write a number from {low} to {high}.",
        "key_known": "{name}, as far as known",
        "key_own": "your drawing",
        "key_came": "what came",
        "high": "On average you were {by} too high.",
        "low": "On average you were {by} too low.",
        "even": "On average you were neither too high nor too low.",
        "worst": "You were furthest off here: {place}. You drew {drawn}, and {came} came.",
        "table": "Your drawing as a table",
        "own": "You",
        "came": "What came",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the axes and the handles."""
        handles = entry.numbers("handles")
        last = entry.number("last")
        if not all(one < other for one, other in pairwise([last, *handles])):
            entry.refuse(f"'handles' are {handles}; give them in their order, after the last known, {last}.")
        return {
            "name": entry.text("name"),
            **_places(entry, handles[-1]),
            "y_title": entry.text("y_title"),
            "low": entry.number("low"),
            "high": entry.number("high"),
            "last": last,
            "handles": handles,
            "known": [],
            "came": [],
            **read_sure(entry, number=True),
        }

    @classmethod
    def recorded(cls, entry: Entry) -> dict[str, Any]:
        """Return the axes and the handles; what came is known to the lesson, and kept with the drawing."""
        handles = entry.numbers("handles")
        return {
            **_places(entry, handles[-1]),
            "y_title": entry.text("y_title"),
            "low": entry.number("low"),
            "high": entry.number("high"),
            "handles": handles,
            **read_sure(entry, number=True),
        }

    def over(self, line: "Mapping[Any, float] | pd.Series[Any]") -> Self:
        """Give the line that is asked about, all of it, and return the exercise.

        Parameters
        ----------
        line
            A number for each place, as a mapping or a pandas Series. Up to ``last`` they are shown
            beforehand, and the rest once a drawing is kept. The last known place and all handles are
            among them.
        """
        points = [[float(x), round(float(y), 1)] for x, y in sorted(dict(line).items())]
        places = [x for x, _ in points]
        entry = Entry({}, f"exercise {self.content['id']!r}")
        for place in (self.content["last"], *self.content["handles"]):
            if place not in places:
                entry.refuse(f"the line that is drawn over has no number at {place}; give it all of it.")
        last, end = self.content["last"], self.content["handles"][-1]
        known = [point for point in points if point[0] <= last]
        came = [point for point in points if last < point[0] <= end]
        self.content = {**self.content, "known": known, "came": came}
        return self

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the points of handles that there still are; they are kept only where none is missing."""
        set_points = value.get("points")
        points = {
            key: set_points[key]
            for key in map(_key, self.content["handles"])
            if isinstance(set_points, dict) and is_number(set_points.get(key))
        }
        whole = len(points) == len(self.content["handles"])
        return {"points": points, "kept": whole and value.get("kept") is True}

    def in_words(self) -> Any:
        """Return what was drawn at each place; nothing before it is kept."""
        value = self.value
        return value["points"] if value.get("kept") else {}

    @property
    def gap(self) -> dict[str, float]:
        """How far it is from what came: ``by`` on average, and the place ``x`` that is furthest off."""
        line = [self.content["known"][-1], *([float(x), y] for x, y in self.value["points"].items())]
        off = {x: _on(line, x) - y for x, y in self.content["came"]}
        return {"by": sum(off.values()) / len(off), "x": max(off, key=lambda x: abs(off[x]))}


def _places(entry: Entry, end: float) -> dict[str, Any]:
    """Return what the places along the axis are called."""
    names = entry.texts("x_names", default=[])
    if names and len(names) != end:
        entry.refuse(f"'x_names' has {len(names)} names; give one for each place from 1 to {end:g}.")
    return {"x_title": entry.text("x_title"), **({"x_names": names} if names else {})}


def _key(x: float) -> str:
    return f"{x:g}"


def _on(line: list[list[float]], x: float) -> float:
    """Return where a line through points is at a place."""
    (x0, y0), (x1, y1) = next(pair for pair in pairwise(line) if x <= pair[1][0])
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
