"""A graded notebook is written as nbformat writes it."""

import copy
import json

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from nbseal.grading.notebook import outputs
from nbseal.grading.notebook.cells import new_cell
from nbseal.grading.notebook.node import Node, write

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["a\nb", "a\r\nb\n", "\u2028x"]
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
KINDS = [
    "text/plain",
    "text/html",
    "image/svg+xml",
    "image/png",
    "application/json",
    "application/javascript",
]
SHOWN = st.one_of(
    st.fixed_dictionaries({"output_type": st.just("stream"), "name": st.just("stderr"), "text": TEXT}),
    st.fixed_dictionaries(
        {"output_type": st.just("error"), "ename": TEXT, "evalue": TEXT, "traceback": st.lists(TEXT)}
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.sampled_from(["execute_result", "display_data"]),
            "data": st.dictionaries(st.sampled_from(KINDS), PLAIN),
            "execution_count": st.none() | st.integers(0, 9),
        }
    ),
)


@st.composite
def notebooks(draw):
    """Return a notebook as grading makes it: cells of all kinds, with outputs that a session has told."""
    cells = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(["code", "markdown", "raw"]), max_size=4))):
        cell = new_cell(kind, draw(TEXT))
        cell["id"] = f"cell-{number}"
        cell.metadata["grading"] = draw(st.dictionaries(TEXT, PLAIN, max_size=2))
        if kind == "code":
            cell.outputs = outputs.clean(draw(st.lists(SHOWN, max_size=3)), 10_000)
        if kind == "markdown":
            cell["attachments"] = {"a.png": {"image/png": "AAAA"}}
        cells.append(cell)
    return Node(cells=cells, metadata=Node(kernelspec={"name": "python3"}), nbformat=4, nbformat_minor=5)


@given(notebooks())
def test_a_notebook_is_written_with_the_entries_that_nbformat_writes(notebook):
    before = copy.deepcopy(notebook)
    written = write(notebook)
    theirs = nbformat.v4.writes(nbformat.from_dict(copy.deepcopy(notebook)))
    assert json.loads(written) == json.loads(theirs)
    assert notebook == before


def test_a_notebook_is_laid_out_as_nbformat_does():
    cell = new_cell("code", "x = 1\nx")
    cell.update(id="a", outputs=outputs.clean([{"output_type": "stream", "text": "1\n2"}], 100))
    text = new_cell("markdown", "# Größe\n\n`<a>`")
    notebook = Node(cells=[cell, text], metadata=Node(), nbformat=4, nbformat_minor=5)
    assert write(notebook) == nbformat.v4.writes(nbformat.from_dict(notebook))


def test_an_entry_is_an_attribute():
    node = Node(source="x")
    node.metadata = Node(a=1)
    assert (node["metadata"].a, hasattr(node, "outputs"), copy.deepcopy(node)) == (1, False, node)
