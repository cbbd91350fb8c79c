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
from leadermanager_instructor.site.pages.markup import Page, code
from leadermanager_instructor.site.pages.places import in_laboratory
from leadermanager_instructor.site.pages.running import WIDGET, Ran
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
    laboratory
        Whether there is one that cells lead to.
    """

    def __init__(
        self, ran: Ran, stem: str, page: Page, widgets: Widgets, root: str, *, laboratory: bool
    ) -> None:
        self._ran = ran
        self._stem = stem
        self._page = page
        self._widgets = widgets
        self._root = root
        self._laboratory = laboratory
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
        shown = self._outputs(cell)
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
        if not self._laboratory:
            return ""
        place = self._root + in_laboratory(f"{LESSONS}/{self._stem}.ipynb", cell.id)
        return f'<p class="to-laboratory"><a href="{escape(place)}">{words}</a></p>'

    def _outputs(self, cell: NotebookNode) -> str:
        """Return what a cell shows. What followed from an answer is folded until there is one."""
        made = [
            (self._comes_back(each), self._output(each, f"{cell.id}-{n}"))
            for n, each in enumerate(cell.outputs)
        ]
        asked = [answer for answer, _ in made if answer]
        given = "".join(text for answer, text in made if answer)
        followed = "".join(text for answer, text in made if not answer)
        if not asked or not followed:
            return given + followed
        until = escape(json.dumps(asked))
        fold = "<summary>Show it all the same</summary>"
        return f"{given}<details class=\"waits\" data-until='{until}' open>{fold}{followed}</details>"

    def _comes_back(self, output: Any) -> tuple[str, str] | None:
        """Return the exercise and the question whose answer an output gives back, if it does."""
        model = output.get("data", {}).get(WIDGET, {}).get("model_id")
        content = self._ran.widgets[model]["content"] if model else {}
        return (content["of"], content["question"]["id"]) if "question" in content else None

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


def _table(html: str) -> str:
    plain = _SCOPED.sub("", html).replace(' border="1"', "")
    return f'<div class="table" role="region" aria-label="Table">{plain}</div>'
