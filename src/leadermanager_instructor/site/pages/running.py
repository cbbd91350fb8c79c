"""A lesson that is run: what its cells show, its exercises as they stand, what a cell says to each answer.

A cell that speaks of what the student answered is run once more for each answer that can be given, so that
the page has its words for all of them. What such a cell asks for is seen while it runs (`watching`), so it
may ask further where one answer leads to another question.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from leadermanager.errors import EditionError
from leadermanager_instructor.site.pages.answers import (
    ANY_NUMBER,
    NONE,
    Answer,
    State,
    joined,
    part_of,
    possible_answers,
)

NUMBER: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in an output where the student's own number goes."""

WIDGET: Final = "application/vnd.jupyter.widget-view+json"

_STYLED = re.compile(r"\bT_[0-9a-f]{5}\b")  # pandas draws a new name for each table
_WATCHING = Path(__file__).with_name("watching.py")

Asked = tuple[str, str]
"""An exercise and a part of it."""


@dataclass(frozen=True)
class Reply:
    """What a cell shows under some answers.

    Attributes
    ----------
    when : dict
        The answer to each part of an exercise that the cell asks for.
    outputs : list
        What it shows then.
    """

    when: dict[Asked, str]
    outputs: list[Any]


@dataclass
class Ran:
    """A lesson that was run.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        With its outputs, before anybody answered anything.
    widgets : dict
        The state of each widget at the end, by its model's id.
    replies : dict
        By the id of the cell, what it shows after each answer; nothing for a cell that asks for none.
    unfollowed : set of str
        The ids of cells that speak of an answer in a way that a page cannot follow.
    """

    notebook: NotebookNode
    widgets: dict[str, State] = field(default_factory=dict)
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    unfollowed: set[str] = field(default_factory=set)


class _UnfollowedError(Exception):
    """A cell speaks of an answer in a way that a page cannot follow."""


def run(notebook: NotebookNode, name: str, edition: Path, folder: Path) -> Ran:
    """Run a notebook with the library of an edition.

    Parameters
    ----------
    notebook
        The notebook; its outputs are replaced.
    name
        What it is called in a refusal.
    edition, folder
        The edition, and the folder in it that the notebook lies in.

    Raises
    ------
    EditionError
        If a cell fails.
    """
    return _Run(notebook, name, edition, folder).all()


class _Run:
    def __init__(self, notebook: NotebookNode, name: str, edition: Path, folder: Path) -> None:
        self._cells = list(notebook.cells)
        self._name = name
        self._environment = {**os.environ, "PYTHONPATH": str(edition / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        # The client's own copy has one cell, the one that is running.
        self._scratch = code_notebook([""], notebook.metadata)
        self._client = NotebookClient(
            self._scratch,
            timeout=300,
            allow_errors=True,
            coalesce_streams=True,  # they come in pieces, now and then in others
            extra_arguments=["--log-level=40"],  # errors alone
            resources={"metadata": {"path": str(folder)}},
        )
        self._ran = Ran(notebook)

    def all(self) -> Ran:
        with self._client.setup_kernel(env=self._environment):
            self._do(f"import runpy\n_watching = runpy.run_path({str(_WATCHING)!r})\ndel runpy")
            for cell in self._cells:
                if cell.cell_type != "code":
                    continue
                cell.outputs = self._do(cell.source, cell.id)
                asked = self._asked()
                if asked:
                    self._reply(cell, asked)
            self._ran.widgets = {
                name: dict(state)
                for name, state in self._client.widget_state.items()
                if "_model_name" in state
            }
        return self._ran

    def _do(self, source: str, name: str = "") -> list[Any]:
        cell = self._scratch.cells[0] = code_notebook([source]).cells[0]
        self._client.execute_cell(cell, 0)
        for output in cell.outputs:
            if output.output_type == "error":
                where = f"cell {name!r}" if name else "a cell that looks on"
                raise EditionError(f"{self._name}, {where}, fails: {output.ename}: {output.evalue}")
            output.pop("execution_count", None)
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = _with_own_names(output.data["text/html"], name)
        return list(cell.outputs)

    def _asked(self) -> list[Asked]:
        printed = self._do("_watching['asked']()")
        return [(name, part_of(self._content(name), part)) for name, part in json.loads(printed[0].text)]

    def _reply(self, cell: NotebookNode, asked: list[Asked]) -> None:
        """Run a cell for each answer to what it asks for, and once more without any, for the cells below."""
        if any(WIDGET in output.get("data", {}) for output in cell.outputs):
            self._ran.unfollowed.add(cell.id)
            return
        names = {name for name, _ in asked}
        try:
            self._ran.replies[cell.id] = self._replies(cell, {}, {}, names)
        except _UnfollowedError:
            self._ran.unfollowed.add(cell.id)
        self._answer({name: {} for name in names})
        if self._do(cell.source, cell.id) != cell.outputs:
            raise EditionError(
                f"{self._name}, cell {cell.id!r}, shows something else when it is run again, as a student "
                "does who has answered; let it begin from what the cells above have made."
            )
        self._asked()

    def _replies(
        self, cell: NotebookNode, when: dict[Asked, str], states: dict[str, State], names: set[str]
    ) -> list[Reply]:
        """Return what a cell shows under answers and, where it asks for more, under each answer to that."""
        self._answer({**{name: {} for name in names}, **states})
        outputs = self._do(cell.source, cell.id)
        asked = self._asked()
        names |= {name for name, _ in asked}
        more = next((each for each in asked if each not in when), None)
        if more is None:
            return [Reply(when, outputs)]
        answers = possible_answers(self._content(more[0]), more[1])
        if answers is None:
            raise _UnfollowedError
        replies = self._replies(cell, {**when, more: NONE}, states, names)
        for answer in answers:

            def under(state: State, answer: Answer = answer) -> list[Reply]:
                kept = {**states, more[0]: joined(states.get(more[0], {}), state)}
                return self._replies(cell, {**when, more: answer.name}, kept, names)

            found = under(answer.state)
            if answer.name == ANY_NUMBER and answer.other_state is not None:
                found = _for_every_number(found, under(answer.other_state), answer)
            replies += found
        return replies

    def _answer(self, states: Mapping[str, State]) -> None:
        self._do(f"_watching['answer']({dict(states)!r})")

    def _content(self, name: str) -> Mapping[str, Any]:
        states = reversed(self._client.widget_state.values())
        return next(state["content"] for state in states if state.get("content", {}).get("id") == name)


def _for_every_number(ones: list[Reply], others: list[Reply], answer: Answer) -> list[Reply]:
    """Return what is shown under any number: under two of them it differs in these alone."""
    found = []
    for one, other in zip(ones, others, strict=True):
        texts = [json.dumps(each.outputs, ensure_ascii=False) for each in (one, other)]
        first, second = (
            re.sub(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", NUMBER, text)
            for text, number in zip(texts, (answer.number, answer.other), strict=True)
        )
        if one.when != other.when or first != second:
            raise _UnfollowedError
        outputs: Any = nbformat.from_dict(json.loads(first))  # type: ignore[no-untyped-call]
        found.append(Reply(one.when, outputs))
    return found


def code_notebook(sources: list[str], metadata: Mapping[str, Any] | None = None) -> NotebookNode:
    """Return a notebook of code cells."""
    cells = [new_code_cell(source) for source in sources]  # type: ignore[no-untyped-call]
    made: NotebookNode = new_notebook(cells=cells, metadata=metadata or {})  # type: ignore[no-untyped-call]
    return made


def _with_own_names(html: str, cell: str) -> str:
    """Return HTML in which styled tables are named by their cell, so that they are the same in every run."""
    for number, name in enumerate(dict.fromkeys(_STYLED.findall(html))):
        html = html.replace(name, f"T_{cell}_{number}")
    return html
