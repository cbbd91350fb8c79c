"""A lesson that is run for its page: what its cells show, and its exercises as nobody has done them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from leadermanager.errors import EditionError

WIDGET: Final = "application/vnd.jupyter.widget-view+json"

_STYLED = re.compile(r"\bT_[0-9a-f]{5}\b")  # pandas draws a new name for each table

State = dict[str, Any]
"""What a widget's model holds."""


@dataclass(frozen=True)
class Ran:
    """A lesson that was run.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        With its outputs.
    widgets : dict
        The state of each widget at the end, by its model's id.
    """

    notebook: NotebookNode
    widgets: dict[str, State]


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
    # Absolute, since the kernel runs in the folder of the notebook.
    library = str(edition.absolute() / "src")
    environment = {**os.environ, "PYTHONPATH": library, "PYTHONDONTWRITEBYTECODE": "1"}
    client = NotebookClient(
        notebook,
        timeout=300,
        allow_errors=True,
        coalesce_streams=True,  # they come in pieces, now and then in others
        extra_arguments=["--log-level=40"],  # errors alone
        resources={"metadata": {"path": str(folder)}},
    )
    with client.setup_kernel(env=environment):
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                client.execute_cell(cell, number)
                _look_at(cell, name)
        widgets = client.widget_state.items()
        return Ran(notebook, {model: dict(state) for model, state in widgets if "_model_name" in state})


def _look_at(cell: NotebookNode, name: str) -> None:
    """Refuse what a cell has put out if it failed, and take from it what differs from run to run."""
    for output in cell.outputs:
        if output.output_type == "error":
            raise EditionError(f"{name}, cell {cell.id!r}, fails: {output.ename}: {output.evalue}")
        output.pop("execution_count", None)
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = _with_own_names(output.data["text/html"], cell.id)


def code_notebook(sources: list[str]) -> NotebookNode:
    """Return a notebook of code cells."""
    cells = [new_code_cell(source) for source in sources]  # type: ignore[no-untyped-call]
    made: NotebookNode = new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    return made


def _with_own_names(html: str, cell: str) -> str:
    """Return HTML in which styled tables are named by their cell, so that they are the same in every run."""
    for number, name in enumerate(dict.fromkeys(_STYLED.findall(html))):
        html = html.replace(name, f"T_{cell}_{number}")
    return html
