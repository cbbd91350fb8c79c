"""Make harmless what students wrote and showed, for the page on which formgrader shows it.

Formgrader shows Markdown and outputs as they are, in the grader's own session: a script among them could give
points. In `nbgrader_config.py`::

    c.HTMLExporter.preprocessors = ["nbseal.plugins.Harmless"]
"""

import re
from typing import Any

from nbconvert.preprocessors import Preprocessor

from ..course import notebooks
from ..returning import clean_html


class Harmless(Preprocessor):
    """Keeps of Markdown and outputs only what can do nothing."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return a cell whose Markdown is clean HTML, and whose outputs are text, pictures or clean HTML.

        Parameters
        ----------
        cell, resources, index
            As nbconvert gives them.
        """
        if cell.cell_type == "markdown":
            cell.source = _block(clean_html.from_markdown(cell.source, cell.get("attachments", {})))
            cell.pop("attachments", None)
        elif cell.cell_type == "raw":
            cell.source = clean_html.from_text(cell.source)
        else:
            for output in cell.outputs:
                if "data" in output:
                    output.data = notebooks.node(**_harmless_data(output.data))
        return cell, resources


def _harmless_data(data: Any) -> dict[str, Any]:
    """Return an output's data in the first form that can be made harmless."""
    for kind in (*clean_html.PICTURES, "image/svg+xml"):
        if kind in data and (made := clean_html.picture(kind, data[kind])):
            return {"text/html": made}
    for kind, clean in (("text/html", clean_html.from_html), ("text/markdown", clean_html.from_markdown)):
        if kind in data:
            return {"text/html": clean(str(data[kind]))}
    return {"text/plain": str(data.get("text/plain", ""))}


def _block(made: str) -> str:
    """Return HTML as one block of Markdown, in which nothing is Markdown: without an empty line."""
    made = re.sub(r"<pre.*?</pre>", lambda it: it[0].replace("\n", "&#10;"), made, flags=re.DOTALL)
    lines = [line.strip() for line in made.split("\n")]
    return "\n".join(["<div>", *(line for line in lines if line), "</div>"])
