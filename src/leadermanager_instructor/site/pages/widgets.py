"""The exercises of a page: module and style of each kind, once for the site, and what each exercise holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from leadermanager_instructor.site.pages.running import State

FOLDER = "static/kinds"

# What ipywidgets has for every widget and no front end of the course asks for.
_IDLE = ("layout", "tabbable", "tooltip", "comm")


class Widgets:
    """The widgets of one page, and the files that they need.

    Parameters
    ----------
    files
        The files of the site, to which those of the widgets' kinds are added.
    root
        The way from the page to the site's root.

    Attributes
    ----------
    kinds : list of str
        The kinds on the page, in the order in which they come.
    restore : bool
        Whether one of them puts back progress.
    """

    def __init__(self, files: dict[str, bytes], root: str) -> None:
        self._files = files
        self._root = root
        self._kept: list[dict[str, Any]] = []
        self.kinds: list[str] = []
        self.restore = False

    def add(self, state: State) -> int:
        """Take a widget onto the page, and return its number."""
        kind = str(state["_anywidget_id"]).rpartition(".")[2]
        for ending, source in (("js", state["_esm"]), ("css", state["_css"])):
            self._files[f"{FOLDER}/{kind}.{ending}"] = source.encode()
        if kind not in self.kinds:
            self.kinds.append(kind)
        self.restore |= "format" in state["content"]
        held = {name: each for name, each in state.items() if not name.startswith("_") and name not in _IDLE}
        self._kept.append({"module": f"{self._root}{FOLDER}/{kind}.js", "state": held})
        return len(self._kept) - 1

    @property
    def data(self) -> str:
        """What the widgets hold, as the page reads it."""
        return in_script(self._kept)


def in_script(data: object) -> str:
    """Return data as JSON that may stand between a page's script tags."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def title_of(state: Mapping[str, Any]) -> tuple[str, str]:
    """Return a widget's title and instructions, for readers without scripts."""
    said = state["content"] if "title" in state["content"] else state["labels"]
    return str(said["title"]), str(said.get("instructions", ""))
