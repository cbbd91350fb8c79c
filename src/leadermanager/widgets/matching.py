"""Items to be matched with choices, such as audiences with wordings; feedback for every wrong pair."""

from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.answers import known_answers, read_answers, right_ones
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end

_LETTERS = "ABCDEFGH"


class Matching(Exercise):
    """Match each item on the left with a choice on the right, then check.

    The content has ``choices`` (``id``, ``text``), shown with letters, and ``items`` (``id``, ``text``,
    ``right``: the ids of the right choices, ``why``: what is said then, and ``wrong``: for each other
    choice the misconception it shows). With ``once = true``, the default, a choice serves one item only.
    `value` maps the ids of the items that were checked to choices.

    Raises
    ------
    ContentError
        If an item has no right choice, an unknown one, or no feedback of its own for a wrong one; if there
        are more than eight choices; or if each may be used once and they cannot all be right at once.
    """

    kind = "matching"
    PARTS = ("items", "text")
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"*": "text"},
        "draft": {"*": "text"},
        "tries": {"*": "number"},
    }
    _esm, _css = front_end("matching")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "items": "Match these",
        "choices": "With these",
        "choose": "Choose…",
        "choice_for": "What goes with: {item}",
        "keys": (
            "Choose a letter for each. Or pick a text (click it, or press Enter) and then an item; or drag "
            "the text there."
        ),
        "match": "Match the picked text with this",
        "match_with": "Match the picked text with this: {item}",
        "picked": "Picked {letter}. Now choose what it goes with.",
        "dropped": "Put down again: {letter}.",
        "pick_first": "Pick a text first, or choose a letter.",
        "matched": "{letter} goes with: {item}",
        "unmatched": "Nothing goes with: {item}",
        "moved": "{letter} goes with: {item} It was taken from: {other}",
        "used": "in use",
        "check": "Check",
        "check_first": "Match at least one pair first.",
        "right": "Right.",
        "wrong": "Look again.",
        "start": "{total} pairs to find.",
        "progress": "{checked} of {total} pairs checked, {right} of them right.",
        "finished": "All {total} pairs are right, {first} of them at the first try.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return choices and items; each item with the feedback for every choice."""
        choices = [_choice(choice) for choice in entry.entries("choices", "choice", at_least=2)]
        if len(choices) > len(_LETTERS):
            entry.refuse(f"there are more than {len(_LETTERS)} choices; nobody can weigh so many at once.")
        letters = dict(zip(_LETTERS, choices, strict=False))
        choices = [{**choice, "letter": letter} for letter, choice in letters.items()]
        ids = [choice["id"] for choice in choices]
        items = [_item(item, ids) for item in entry.entries("items", "item", at_least=2)]
        once = entry.flag("once", default=True)
        if once and not _all_can_be_right(items):
            entry.refuse("with each choice used once, not every item can be right; write once = false.")
        return {
            "choices": choices,
            "items": items,
            "once": once,
            "items_title": entry.text("items_title", default=""),
            "choices_title": entry.text("choices_title", default=""),
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the items and choices that the content still has."""
        return known_answers(self.content["items"], value)

    def in_words(self) -> Any:
        """Return the text of the choice that each item was matched with."""
        texts = {choice["id"]: choice["text"] for choice in self.content["choices"]}
        return {item: texts[choice] for item, choice in self.value.items()}

    @property
    def score(self) -> dict[str, int]:
        """How many items there are (``total``), how many were ``checked`` and how many are ``right``."""
        items, checked = self.content["items"], self.value
        return {"total": len(items), "checked": len(checked), "right": right_ones(items, checked)}


def _choice(entry: Entry) -> dict[str, str]:
    choice = {"id": entry.text("id"), "text": entry.text("text")}
    entry.done()
    return choice


def _item(entry: Entry, choices: list[str]) -> dict[str, Any]:
    item = {
        "id": entry.text("id"),
        "text": entry.text("text"),
        "section": entry.text("section", default=""),
        "feedback": read_answers(entry, choices, "choice"),
    }
    entry.done()
    return item


def _all_can_be_right(items: list[dict[str, Any]], taken: frozenset[str] = frozenset()) -> bool:
    """Return whether every item can have a right choice of its own."""
    if not items:
        return True
    right = [choice for choice, answer in items[0]["feedback"].items() if answer["right"]]
    return any(_all_can_be_right(items[1:], taken | {choice}) for choice in right if choice not in taken)
