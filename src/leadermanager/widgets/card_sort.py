"""Cards to be sorted into places, each with feedback of its own for every place."""

from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.answers import known_answers, read_answers, right_ones
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end


class CardSort(Exercise):
    """Sort cards into places; each placement is answered at once.

    The content has two to five ``places`` (``id``, ``name``, ``colour``) and ``cards`` (``id``, ``text``,
    ``right``: the ids of the places that are right, ``why``: what is said there, and ``wrong``: for each
    other place the misconception it shows). `value` maps the ids of the placed cards to places.

    Raises
    ------
    ContentError
        If a card has no right place, an unknown one, no feedback for a wrong place, or the same feedback
        for two of them.
    """

    kind = "card-sort"
    PARTS = ("cards", "text")
    STATE: ClassVar[dict[str, Shape]] = {"value": {"*": "text"}, "tries": {"*": "number"}}
    _esm, _css = front_end("card_sort")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "tray": "Still to sort: {count}",
        "tray_more": "Still to sort: {count}, of which you see {shown}",
        "tray_empty": "Every card has a place.",
        "keys": "On a card: {numbers} put it into a place, 0 takes it back, arrows move between cards.",
        "place": "Put the picked card into {place}",
        "start": "{total} cards to sort.",
        "picked": "Picked: {card} Now choose a place.",
        "dropped": "Put down again: {card}",
        "pick_first": "Pick a card first, then a place.",
        "right": "Right",
        "wrong": "Look again",
        "said_right": "{place} is right. {feedback}",
        "said_wrong": "{place}: look again. {feedback}",
        "back_in_tray": "Back among the cards to sort: {card}",
        "progress": "{placed} of {total} cards placed, {right} of them right.",
        "finished": "All {total} cards are right, {first} of them at the first try.",
        "look_again": "All {total} cards are placed, {right} of them right. Move the ones marked “{wrong}”.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return places and cards; each card with the feedback for every place."""
        places = [_place(place) for place in entry.entries("places", "place", at_least=2)]
        if len(places) > 5:
            entry.refuse("there are more than five places; nobody can weigh so many at once.")
        ids = [place["id"] for place in places]
        return {"places": places, "cards": [_card(card, ids) for card in entry.entries("cards", "card")]}

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the cards and places that the content still has."""
        return known_answers(self.content["cards"], value)

    def in_words(self) -> Any:
        """Return the name of the place in which each card is."""
        names = {place["id"]: place["name"] for place in self.content["places"]}
        return {card: names[place] for card, place in self.value.items()}

    @property
    def score(self) -> dict[str, int]:
        """How many cards there are (``total``), how many are ``placed`` and how many ``right``."""
        cards, placed = self.content["cards"], self.value
        return {"total": len(cards), "placed": len(placed), "right": right_ones(cards, placed)}


def _place(entry: Entry) -> dict[str, str]:
    place = {"id": entry.text("id"), "name": entry.text("name"), "colour": entry.colour()}
    entry.done()
    return place


def _card(entry: Entry, places: list[str]) -> dict[str, Any]:
    card = {
        "id": entry.text("id"),
        "text": entry.text("text"),
        "section": entry.text("section", default=""),
        "feedback": read_answers(entry, places, "place"),
    }
    entry.done()
    return card
