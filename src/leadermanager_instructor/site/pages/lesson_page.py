"""A lesson that was run, as a page: its texts, what its cells show, and its exercises to do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any

from nbformat import NotebookNode

from leadermanager.catalogue import LESSONS
from leadermanager.charts.look import MIME
from leadermanager_instructor.site.pages import charts
from leadermanager_instructor.site.pages.answers import NONE
from leadermanager_instructor.site.pages.markup import Page, code
from leadermanager_instructor.site.pages.places import in_laboratory
from leadermanager_instructor.site.pages.running import WIDGET, Ran, Reply
from leadermanager_instructor.site.pages.widgets import Widgets, title_of

_SCOPED = re.compile(r"<style scoped>.*?</style>", re.DOTALL)
# What is said for those who are on Binder.
_ON_BINDER = re.compile(r"^\*\*On Binder:?\*\*.*$", re.MULTILINE)
# A cell in which the student writes.
_TO_WRITE = "Double-click here"


@dataclass(frozen=True)
class Cells:
    """What a lesson's page shows.

    Attributes
    ----------
    head, body : str
        The first cell, and all others.
    exercises : dict of str to str
        The titles of the exercises by their ids.
    """

    head: str
    body: str
    exercises: dict[str, str]


class LessonPage:
    """The page of a lesson, made cell by cell.

    Parameters
    ----------
    ran
        The lesson, as it was run.
    stem
        The name of its notebook.
    page, widgets
        What its texts and its widgets are put into.
    root
        The way from the page to the site's root.
    """

    def __init__(self, ran: Ran, stem: str, page: Page, widgets: Widgets, root: str) -> None:
        self._ran = ran
        self._stem = stem
        self._page = page
        self._widgets = widgets
        self._root = root
        self._exercises: dict[str, str] = {}

    def cells(self) -> Cells:
        """Return what the page shows."""
        head, *rest = [self._cell(cell) for cell in self._ran.notebook.cells]
        return Cells(head, "\n".join(rest), self._exercises)

    def _cell(self, cell: NotebookNode) -> str:
        if cell.cell_type == "markdown":
            text = self._page.text(_ON_BINDER.sub("", cell.source))
            write = self._to_laboratory(cell, "Write in the laboratory") if _TO_WRITE in cell.source else ""
            return f'<div class="text" id="cell-{cell.id}">{text}{write}</div>'
        folded = bool(cell.metadata.get("jupyter", {}).get("source_hidden"))
        shown = self._replies(cell) if cell.id in self._ran.replies else self._outputs(cell, cell.outputs)
        if cell.id in self._ran.unfollowed:
            shown += self._note("What this cell says of your answer needs Python.")
        source = code(cell.source)
        if folded:
            fold = (
                f"<details><summary>Code</summary>{source}"
                f"{self._to_laboratory(cell, 'Open this cell in the laboratory')}</details>"
            )
            return f'<div class="cell" id="cell-{cell.id}">{shown}{fold}</div>'
        change = self._to_laboratory(cell, "Change and run this cell in the laboratory")
        return f'<div class="cell" id="cell-{cell.id}">{source}{change}{shown}</div>'

    def _to_laboratory(self, cell: NotebookNode, words: str) -> str:
        place = self._root + in_laboratory(f"{LESSONS}/{self._stem}.ipynb", cell.id)
        return f'<p class="to-laboratory"><a href="{escape(place)}">{words}</a></p>'

    def _outputs(self, cell: NotebookNode, outputs: list[Any]) -> str:
        return "".join(self._output(output, f"{cell.id}-{number}") for number, output in enumerate(outputs))

    def _output(self, output: Any, name: str) -> str:
        if output.output_type == "stream":
            return f'<pre class="printed">{escape(output.text.rstrip())}</pre>' if output.text.strip() else ""
        data = output.data
        if WIDGET in data:
            return self._widget(data[WIDGET]["model_id"])
        if MIME in data:
            return charts.drawn(data, output.metadata, name)
        if "text/html" in data:
            return _table(data["text/html"])
        return f'<pre class="printed">{escape(data.get("text/plain", ""))}</pre>'

    def _widget(self, model: str) -> str:
        state = self._ran.widgets[model]
        number = self._widgets.add(state)
        title, instructions = title_of(state)
        exercise = state["content"].get("id")
        if exercise:
            self._exercises[exercise] = title
        place = f' id="exercise-{escape(exercise)}"' if exercise else ""
        words = f"<p><strong>{escape(title)}</strong></p><p>{escape(instructions)}</p>"
        return f'<div class="widget" data-widget="{number}"{place}><noscript>{words}</noscript></div>'

    def _replies(self, cell: NotebookNode) -> str:
        """Return what a cell shows under each answer; what it shows under all of them stands there once.

        Before there is an answer it is folded: students decide first, and then see what followed.
        """
        replies = self._ran.replies[cell.id]
        shown = [
            [self._output(output, f"{cell.id}-{number}") for number, output in enumerate(reply.outputs)]
            for reply in replies
        ]
        if len({len(parts) for parts in shown}) > 1:
            shown = [["".join(parts)] for parts in shown]
        waiting = _alternatives(replies, [self._waiting(reply) for reply in replies])
        parts = "".join(_alternatives(replies, list(parts)) for parts in zip(*shown, strict=True))
        fold = "<summary>Show it all the same</summary>"
        return f'{waiting}<details class="waits" open>{fold}{parts}</details>'

    def _waiting(self, reply: Reply) -> str:
        """Return what to do for the cell to say more; nothing where all is answered."""
        names = dict.fromkeys(name for (name, _), answer in reply.when.items() if answer == NONE)
        links = [f'<a href="#exercise-{escape(name)}">{escape(self._exercises[name])}</a>' for name in names]
        if not links:
            return ""
        return self._note(f"First answer {' and '.join(links)}: what came of it then shows here by itself.")

    def _note(self, words: str) -> str:
        return f'<p class="note">{words}</p>'


def _alternatives(replies: list[Reply], parts: list[str]) -> str:
    """Return an output under each answer, of which the page shows one; the first is there without scripts."""
    if len(set(parts)) == 1:
        return parts[0]
    ways: dict[str, list[list[tuple[str, str, str]]]] = {}
    for reply, part in zip(replies, parts, strict=True):
        ways.setdefault(part, []).append([(*asked, answer) for asked, answer in reply.when.items()])
    templates = "".join(
        f"<template data-when='{escape(json.dumps(when, separators=(',', ':')))}'>{part}</template>"
        for part, when in ways.items()
    )
    return f'<div class="reply" data-replies aria-live="polite">{templates}{parts[0]}</div>'


def _table(html: str) -> str:
    plain = _SCOPED.sub("", html).replace(' border="1"', "")
    return f'<div class="table" role="region" aria-label="Table">{plain}</div>'
