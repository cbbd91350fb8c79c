"""A game: marbles fall through a funnel that the student may move, beside one that nobody touches."""

import math
from typing import Any, ClassVar

from leadermanager.models import aims_by_rule, drop, luck_of
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

RESULTS = ("distance", "alone", "wider", "moves", "against", "beside")


class Funnel(MovingPicture):
    """Drop marbles, one after the other, and move the funnel after each as one likes.

    The content has the number of ``marbles``, ``lucks`` (``id``, ``seed``), which are played one after
    the other, how far from the mark the funnel can be moved (``reach``, in steps), and ``says`` of the
    result. `value` has the last ``tries``: ``luck`` and the ``aims``, where the funnel was held for
    each marble.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "funnel"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"tries": [{"luck": "text", "aims": ["number"]}]}}
    _esm, _css = front_end("pictures/funnel")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "drop": "Drop a marble (Space)",
        "left": "Move left",
        "right": "Move right",
        "again": "Play again, with other luck",
        "yours": "Yours",
        "other": "Untouched",
        "named": "{name}: {distance} off on average",
        "mark": "mark",
        "ready": "Arrow keys move the funnel a step at a time, a click anywhere. Space drops a marble.",
        "moved": "Your funnel: {place}.",
        "fell": "Marble {marble} of {marbles}. Yours: {own}. The other: {other}.",
        "over": "All {marbles} marbles have fallen.",
        "on": "on the mark",
        "to_left": "{steps} to the left",
        "to_right": "{steps} to the right",
        "own": "Yours fell {distance} from the mark on average, the untouched ones {alone}.",
        "rule": "With every miss moved back in full: {rule_distance} from the mark on average.",
        "marble": "Marble",
        "aim": "Your funnel",
        "landed": "Yours",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return each luck, where a rule would have held the funnel with it, and what is said."""
        marbles = int(entry.number("marbles"))
        lucks = []
        for each in entry.entries("lucks", "luck"):
            luck = luck_of(marbles, int(each.number("seed")))
            lucks.append({"id": each.text("id"), "luck": luck, "rule": aims_by_rule(luck, 1)})
            each.done()
        return {
            "marbles": marbles,
            "reach": int(entry.number("reach")),
            "lucks": lucks,
            "says": self.read_says(entry, [*RESULTS, "rule_distance"]),
        }

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return how far the marbles of the last try fell from the mark, and how many moves it took."""
        came = self.results(played)
        return {"distance": round(came["distance"], 1), "moves": int(came["moves"])}

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, by the names that ``says`` uses."""
        there = next(each for each in self.content["lucks"] if each["id"] == played["luck"])
        own, rule = (drop(there["luck"], aims).summary for aims in (played["aims"], there["rule"]))
        return {**own, "wider": math.floor(own["wider"] + 0.5), "rule_distance": rule["distance"]}

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether a try is whole, and with a luck that there still is."""
        aims, reach = each.get("aims"), self.content["reach"]
        return (
            each.get("luck") in [one["id"] for one in self.content["lucks"]]
            and isinstance(aims, list)
            and len(aims) == self.content["marbles"]
            and all(type(aim) is int and -reach <= aim <= reach for aim in aims)
        )
