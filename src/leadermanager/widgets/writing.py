"""A box to write in, with a word count and a checklist, kept in the browser."""

import re
from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end

# White space as Unicode has it, and so the page; Python counts four control characters as well.
_WORD = re.compile(r"[\S\x1c-\x1f]+")


class Writing(Exercise):
    """Write a text of so many words and tick what it does.

    The content may have ``ask`` (what to write), ``words`` and ``most`` (the fewest and the most words that
    are asked for), ``rows`` (the height of the box in lines) and a ``checklist`` (``id``, ``text``).
    `value` is ``{"text": ..., "ticked": [ids]}``, before the first word an empty text and list. The text is
    never judged; ``words`` and ``most`` only change what is said about its length.

    Raises
    ------
    ContentError
        If a number is no whole number above 0, or ``most`` is less than ``words``.
    """

    kind = "writing"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"text": "text", "ticked": ["text"]}}
    _esm, _css = front_end("writing")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "text": "Your text",
        "least": "At least {words} words.",
        "range": "{words} to {most} words.",
        "count_one": "1 word",
        "count": "{count} words",
        "checklist": "Before you are done, tick what your text does:",
        "copy_text": "Copy my text",
        "copied_text": "Copied. Paste it where you want to keep it.",
        "start": "Nothing written yet. What you write is saved in this browser as you type.",
        "short": "{count}; {missing} more to go.",
        "long": "{count}; shorten it by {extra}.",
        "enough": "{count}: long enough.",
        "fits": "{count}.",
        "ticked": "{ticked} of {total} points ticked.",
        "saved": "Saved in this browser.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return what to write, its length and the checklist."""
        words, most = _whole(entry, "words", 1), _whole(entry, "most", 0)
        if most and most < words:
            entry.refuse(f"'most' is {most}, but 'words' asks for at least {words}.")
        checklist = entry.entries("checklist", "point", at_least=0)
        return {
            "ask": entry.text("ask", default=""),
            "words": words,
            "most": most,
            "rows": _whole(entry, "rows", 8),
            "checklist": [_point(point) for point in checklist],
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the text, and the ticks that the checklist still has."""
        text, ticked = value.get("text"), value.get("ticked")
        known = [point["id"] for point in self.content["checklist"]]
        return {
            "text": text if isinstance(text, str) else "",
            "ticked": [name for name in known if name in ticked] if isinstance(ticked, list) else [],
        }

    @property
    def value(self) -> dict[str, Any]:
        """The ``text`` and the ids of the ``ticked`` points; both empty before the first word."""
        return self.tidy(super().value)

    def in_words(self) -> Any:
        """Return the text."""
        return self.value["text"].strip()

    @property
    def word_count(self) -> int:
        """How many words the text has; whatever stands between two white spaces is one."""
        return len(_WORD.findall(self.value["text"]))


def _whole(entry: Entry, key: str, default: int) -> int:
    number = entry.number(key, default=default)
    if entry.has(key) and (number < 1 or number != int(number)):
        entry.refuse(f"write a whole number above 0 for {key!r}, not {number!r}.")
    return int(number)


def _point(entry: Entry) -> dict[str, str]:
    point = {"id": entry.text("id"), "text": entry.text("text")}
    entry.done()
    return point
