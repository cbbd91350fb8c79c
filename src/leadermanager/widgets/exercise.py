"""The shell that all exercises share, and the way from an exercise file to its widget.

An exercise is content (plain data, read from a TOML file and sent to the browser once) and state (what the
student has done). Both are plain data, and everything that judges an answer is worked out here in Python
when the content is read, so that it can be tested without a browser. The front end shows it, keeps the
state in the browser under the exercise's id, and sends it to Python whenever a kernel listens.
"""

import pprint
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from leadermanager.errors import ContentError
from leadermanager.widgets.content import Entry

# Kind of exercise -> the module of this package and the class that shows it.
KINDS = {
    "axes": ("axes", "Axes"),
    "card-sort": ("card_sort", "CardSort"),
    "case": ("case", "Case"),
    "explorer": ("explorer", "Explorer"),
    "matching": ("matching", "Matching"),
    "network": ("network", "Network"),
    "quiz": ("quiz", "Quiz"),
    "spending": ("spending", "Spending"),
    "triage": ("triage", "Triage"),
    "writing": ("writing", "Writing"),
}

# The state of every exercise shown in this kernel, so that running a cell again loses nothing, even before
# the browser has sent what it keeps.
_STATES: dict[str, dict[str, Any]] = {}


class Exercise(anywidget.AnyWidget):
    """Base class of every exercise.

    A subclass sets `kind`, `_esm`, `_css`, adds its own `LABELS`, and reads its own keys in `read`.

    Parameters
    ----------
    content
        The exercise as plain data: ``id``, ``title``, ``instructions``, and what its kind needs; optional
        are ``section`` (the heading that feedback points back to), ``answer`` (true where a graded answer
        is copied from here) and ``labels`` (to say a button's words in another language).

    Raises
    ------
    ContentError
        If anything in the content is missing, unknown or contradicts itself.
    """

    kind: ClassVar[str] = ""
    LABELS: ClassVar[dict[str, str]] = {
        "reset": "Start again",
        "reset_done": "Cleared. You can start again.",
        "copy": "Copy",
        "copied": "Copied. Paste it into the answer cell.",
        "copy_by_hand": "Press Ctrl+C (or Command+C) to copy the marked text.",
        "answer": "Your answer, to paste into the answer cell",
        "back": "Go back to “{section}”",
        "back_lost": "Scroll up to the section “{section}”.",
    }

    content = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

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
            "answer": entry.flag("answer"),
        }
        labels = self._read_labels(entry.table("labels"))
        plain |= self.read(entry)
        entry.done()
        super().__init__(content=plain, labels=labels, state=_STATES.get(plain["id"], {}))
        self.observe(self._remember, "state")

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the keys that this kind adds to the content, checked, as the front end needs them."""
        raise NotImplementedError(f"{type(self).__name__} has to say how its content is read")

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

    @property
    def answer(self) -> str:
        """The value as a Python literal, as the Copy button gives it."""
        return pprint.pformat(self.value, sort_dicts=False, width=88)

    def _read_labels(self, entry: Entry) -> dict[str, str]:
        labels = {key: entry.text(key, default=text) for key, text in self.LABELS.items()}
        entry.done()
        return labels

    def _remember(self, change: Any) -> None:
        _STATES[self.content["id"]] = change["new"]

    def __repr__(self) -> str:
        # What is left of the output where there is no kernel to show the widget.
        return f"Exercise “{self.content['title']}”: run this cell to see it."


def exercise(name: str | Path, folder: str | Path = "exercises") -> Exercise:
    """Return the exercise that a file beside the notebook describes.

    Parameters
    ----------
    name
        The name of the file without its ending, such as ``"01-acts"``, or a whole path to a TOML file.
    folder
        Where the file is looked for; by default the folder ``exercises`` beside the notebook.

    Returns
    -------
    Exercise
        The widget of the file's ``kind``. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ContentError
        If there is no such file, or its content is wrong; the message names the entry.
    """
    path = Path(name) if Path(name).suffix == ".toml" else Path(folder) / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ContentError(f"There is no exercise {path}{_suggestion(path)}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path} cannot be read as TOML: {error}.") from None
    content.setdefault("id", path.stem)
    if content["id"] != path.stem:
        raise ContentError(
            f"{path}: the id is {content['id']!r}; call it {path.stem!r} as the file, or leave it out."
        )
    kind = content.get("kind", "")
    if kind not in KINDS:
        raise ContentError(f"{path}: the kind is {kind!r}, but has to be one of {', '.join(KINDS)}.")
    module, widget = KINDS[kind]
    made = getattr(import_module(f"leadermanager.widgets.{module}"), widget)(content)
    assert isinstance(made, Exercise)
    return made


def _suggestion(path: Path) -> str:
    """Return what may have been meant, as the end of a sentence."""
    names = sorted(file.stem for file in path.parent.glob("*.toml"))
    if not names:
        return f": {path.parent.resolve()} holds no exercises; open the notebook from its own folder"
    close = get_close_matches(path.stem, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(names)}"
