"""The shell that all exercises share.

An exercise is content (plain data, read from a TOML file and sent to the browser once) and state (what the
student has done). Both are plain data, and everything that judges an answer is worked out here in Python
when the content is read, so that it can be tested without a browser. The front end shows it, keeps the
state in the browser under the exercise's id, and sends it to Python whenever a kernel listens.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

from leadermanager.errors import ContentError
from leadermanager.nearest import nearest
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry

# The exercise that was made or answered last under each id, so that running a cell again loses nothing, even
# before the browser has sent what it keeps, and an answer can be read by the exercise's name.
LAST: dict[str, "Exercise"] = {}


PLACES = re.compile(r"\{(\w+)\}")  # in a text, where the page puts something in


class Exercise(anywidget.AnyWidget):
    """Base class of every exercise.

    A subclass sets `kind`, `_esm`, `_css`, says in `STATE` what its page keeps, adds its own `LABELS`, reads
    its own keys in `read`, and says in `in_words` what was answered. Where that is answered part by part,
    `PARTS` names the list of parts in the content, and the key of the words that stand for one.

    Parameters
    ----------
    content
        The exercise as plain data: ``id``, ``title``, ``instructions``, and what its kind needs; optional
        are ``section`` (the heading that feedback points back to) and ``labels`` (to say a button's words in
        another language).

    Raises
    ------
    ContentError
        If anything in the content is missing, unknown or contradicts itself.
    """

    kind: ClassVar[str] = ""
    PARTS: ClassVar[tuple[str, str]] = ("", "")
    STATE: ClassVar[dict[str, Shape]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "reset": "Start again",
        "reset_done": "Cleared. You can start again.",
        "back": "Go back to “{section}”",
        "back_lost": "Scroll up to the section “{section}”.",
    }

    content = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    shape = traitlets.Dict().tag(sync=True)
    """The shape of the state: the page keeps nothing else, and saved progress brings back nothing else."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        where = f"exercise {content.get('id', '')!r}" if isinstance(content, Mapping) else "exercise"
        entry = Entry(content, where)
        entry.one_of("kind", (self.kind,), default=self.kind)
        plain: dict[str, Any] = {
            "kind": self.kind,
            "id": entry.text("id"),
            "title": entry.text("title"),
            "instructions": entry.text("instructions"),
            "section": entry.text("section", default=""),
        }
        labels = self._read_labels(entry.table("labels"))
        plain |= self.read(entry)
        entry.done()
        before = LAST.get(plain["id"])
        state = before.state if before else {}
        super().__init__(content=plain, labels=labels, state=state, shape=self.state_shape())
        self._remember()
        self.observe(self._remember, "state")

    @classmethod
    def state_shape(cls) -> dict[str, Shape]:
        """Return the shape of what the page keeps of this kind: its own keys, and whether all is done."""
        return {**cls.STATE, "done": "flag"}

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the keys that this kind adds to the content, checked, as the front end needs them."""
        raise NotImplementedError(f"{type(self).__name__} has to say how its content is read")

    @classmethod
    def recorded(cls, entry: Entry) -> dict[str, Any]:
        """Return what the record shows of an exercise; nothing where nothing is predicted or decided."""
        return {}

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return the part of `value` that the content still knows.

        The state comes from a browser, which may have kept it from an older edition of the exercise.
        """
        return value

    @property
    def value(self) -> dict[str, Any]:
        """What the student has answered so far, as plain data; empty before the first answer."""
        value = self.state.get("value")
        return self.tidy(value) if isinstance(value, dict) else {}

    def in_words(self) -> Any:
        """Return the answer as the page shows it; of an exercise in parts, for each id that was answered."""
        return self.value

    def said(self, part: str = "") -> Any:
        """Return what the student has answered, as `leadermanager.said` does."""
        where, words = self.PARTS
        parts = {each["id"]: each for each in self.content.get(where, [])}
        if part and part not in parts:
            near = nearest(part, parts) if parts else "it has one answer, so leave that out."
            raise ContentError(f"Exercise {self.content['id']!r} has no part {part!r}; {near}")
        answers = self.in_words()
        if part:
            return answers.get(part)
        if parts:
            answers = {each[words] or name: answers[name] for name, each in parts.items() if name in answers}
        if len(parts) == 1:
            return next(iter(answers.values()), None)
        return answers or None

    def _read_labels(self, entry: Entry) -> dict[str, str]:
        labels = {key: entry.text(key, default=text) for key, text in self.LABELS.items()}
        entry.done()
        for key, text in labels.items():
            filled = PLACES.findall(self.LABELS[key])
            for place in PLACES.findall(text):
                if place not in filled:
                    known = ", ".join(f"{{{each}}}" for each in filled) or "none"
                    entry.refuse(f"{key!r} has {{{place}}}, which nothing fills in; there are {known}.")
        return labels

    def _remember(self, _: Any = None) -> None:
        LAST[self.content["id"]] = self

    def __repr__(self) -> str:
        # What is left of the output where there is no kernel to show the widget.
        return f"Exercise “{self.content['title']}”: run this cell to see it."
