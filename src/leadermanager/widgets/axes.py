"""Items to be placed on a field of two axes, with feedback for every region of it."""

from itertools import combinations
from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.answers import read_answers
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end

LOW, HIGH = 0, 10
BETWEEN = ""  # where a field leaves room between its regions, this stands for that room


class Axes(Exercise):
    """Place items on two axes, each from 0 to 10; each placement is answered at once.

    The content has an ``x`` and a ``y`` axis (``name``, and words for the ``low`` and the ``high`` end),
    ``regions`` (``id``, ``name``, and from where to where on ``x`` and ``y``) and ``items`` (``id``,
    ``text``, ``right``: the ids of the right regions, ``why``: what is said there, and ``wrong``: for each
    other region the misconception it shows). With ``show_regions = false`` the field is empty until every
    item has a place. `value` maps the ids of the placed items to ``[x, y]``.

    Raises
    ------
    ContentError
        If regions overlap or leave a gap that nothing is said about, or an item has no right region, an
        unknown one, or no feedback of its own for a wrong one.
    """

    kind = "axes"
    PARTS = ("items", "text")
    STATE: ClassVar[dict[str, Shape]] = {"value": {"*": ["number"]}, "tries": {"*": "number"}}
    _esm, _css = front_end("axes")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "tray": "Still to place: {count}",
        "tray_more": "Still to place: {count}, of which you see {shown}",
        "tray_empty": "Every item has a place.",
        "field": "The field: {x} from left to right, {y} from bottom to top",
        "regions": "Regions: {regions}.",
        "keys": (
            "Pick an item (click it, or press Enter). Then click in the field, drag, or press the arrow keys "
            "(with Shift: bigger steps) and Enter. Escape puts it down."
        ),
        "hand": "In hand",
        "put": "Put it here",
        "start": "{total} items to place.",
        "picked": "Picked: {item} It is at {where}.",
        "at": "{where}.",
        "where": "{x_name} {x}, {y_name} {y}",
        "where_in": "{where}, {region}",
        "dropped": "Put down again: {item}",
        "pick_first": "Pick an item first, then a spot in the field.",
        "right": "Right",
        "wrong": "Look again",
        "said_right": "{where}: right. {feedback}",
        "said_wrong": "{where}: look again. {feedback}",
        "placed": "Placed",
        "progress": "{placed} of {total} items placed, {right} of them right.",
        "finished": "All {total} items are right, {first} of them at the first try.",
        "look_again": "All {total} items are placed, {right} of them right. Move the ones marked “{wrong}”.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return axes, regions and items; each item with the feedback for every region."""
        axes = {name: _axis(entry.table(name)) for name in ("x", "y")}
        regions = [_region(region) for region in entry.entries("regions", "region", at_least=2)]
        for one, other in combinations(regions, 2):
            if _shared(one, other) > 0:
                entry.refuse(f"the regions {one['id']!r} and {other['id']!r} overlap; let them only touch.")
        between = entry.text("between", default="")
        if sum(_shared(region, region) for region in regions) < (HIGH - LOW) ** 2 and not between:
            entry.refuse("the regions leave a gap; fill it, or write what is said there under 'between'.")
        ids = [region["id"] for region in regions]
        return {
            **axes,
            "regions": regions,
            "between": between,
            "show_regions": entry.flag("show_regions", default=True),
            "items": [_item(item, ids) for item in entry.entries("items", "item")],
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the items that the content still has, where they stand on the field."""
        ids = [item["id"] for item in self.content["items"]]
        return {item: point for item, point in value.items() if item in ids and _on_field(point)}

    def in_words(self) -> Any:
        """Return where each item stands, by the names of the axes."""
        names = [self.content[axis]["name"] for axis in ("x", "y")]
        return {item: dict(zip(names, point, strict=True)) for item, point in self.value.items()}

    @property
    def regions(self) -> dict[str, str]:
        """The id of the region in which each placed item stands; empty text between regions."""
        return {item: self.region_at(*point) for item, point in self.value.items()}

    @property
    def score(self) -> dict[str, int]:
        """How many items there are (``total``), how many are ``placed`` and how many ``right``."""
        feedback = {item["id"]: item["feedback"] for item in self.content["items"]}
        places = self.regions
        right = [region != BETWEEN and feedback[item][region]["right"] for item, region in places.items()]
        return {"total": len(feedback), "placed": len(places), "right": sum(right)}

    def region_at(self, x: float, y: float) -> str:
        """Return the id of the region at a point; a border belongs to the region right of or above it."""
        for region in self.content["regions"]:
            if _inside(x, region["x"]) and _inside(y, region["y"]):
                return str(region["id"])
        return BETWEEN


def _inside(number: float, span: list[float]) -> bool:
    return span[0] <= number < span[1] or number == span[1] == HIGH


def _on_field(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(is_number(number) and LOW <= number <= HIGH for number in point)
    )


def _shared(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return the area that two regions share."""
    sides = [min(one[axis][1], other[axis][1]) - max(one[axis][0], other[axis][0]) for axis in ("x", "y")]
    return float(max(sides[0], 0) * max(sides[1], 0))


def _axis(entry: Entry) -> dict[str, str]:
    axis = {key: entry.text(key) for key in ("name", "low", "high")}
    entry.done()
    return axis


def _region(entry: Entry) -> dict[str, Any]:
    region = {
        "id": entry.text("id"),
        "name": entry.text("name"),
        "x": _span(entry.table("x")),
        "y": _span(entry.table("y")),
    }
    entry.done()
    return region


def _span(entry: Entry) -> list[float]:
    span = [entry.number("from", default=LOW), entry.number("to", default=HIGH)]
    if not LOW <= span[0] < span[1] <= HIGH:
        entry.refuse(f"from {span[0]} to {span[1]} is no part of {LOW} to {HIGH}.")
    entry.done()
    return span


def _item(entry: Entry, regions: list[str]) -> dict[str, Any]:
    item = {
        "id": entry.text("id"),
        "text": entry.text("text"),
        "section": entry.text("section", default=""),
        "feedback": read_answers(entry, regions, "region"),
    }
    entry.done()
    return item
