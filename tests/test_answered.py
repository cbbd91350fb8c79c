"""What is handed in can be read by the grader, whatever program wrote it and whatever it has put out."""

import json
import os
import zipfile
from hashlib import shake_256

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from leadermanager.answered import read_answered, to_hand_in
from leadermanager.errors import HandinError
from leadermanager.handin import handin
from nbseal.course import notebooks

NOTEBOOK = new_notebook(cells=[new_markdown_cell("# Größe"), new_code_cell("size = 1")])
TEXT = nbformat.writes(NOTEBOOK)


def inside(bundle):
    """Return the notebook in a bundle."""
    with zipfile.ZipFile(bundle) as archive:
        return archive.read("ps1.ipynb")


def without(key):
    plain = json.loads(TEXT)
    del plain[key]
    return json.dumps(plain).encode()


def with_(**entries):
    return json.dumps({**json.loads(TEXT), **entries}).encode()


def in_format_3():
    cells = [{"cell_type": "code", "input": "size = 1", "outputs": [], "language": "python", "metadata": {}}]
    return {
        "worksheets": [{"cells": cells, "metadata": {}}],
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
    }


ODD = {
    "byte-order mark": TEXT.encode("utf-8-sig"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, the other way": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "cp1252": TEXT.encode("cp1252"),
    "no metadata": without("metadata"),
    "no nbformat": without("nbformat"),
    "nbformat as text": with_(nbformat="4"),
    "no minor number": without("nbformat_minor"),
    "cells without metadata": with_(cells=[{"cell_type": "code", "source": "size = 1", "outputs": []}]),
    "sources in lines": with_(cells=[{"cell_type": "code", "source": ["size =", " 1"], "metadata": {}}]),
    "a cell that is none": with_(cells=[None, 7, {"cell_type": "code", "source": "size = 1"}]),
    "counts as texts": with_(cells=[{"cell_type": "code", "source": "size = 1", "execution_count": "7"}]),
    "nbgrader's notes gone wrong": with_(
        cells=[{"cell_type": "code", "source": "size = 1", "metadata": {"nbgrader": [1]}}]
    ),
    "nbformat 3": json.dumps(in_format_3()).encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_a_notebook_that_was_written_oddly_is_handed_in_so_that_it_can_be_graded(tmp_path, name):
    path = tmp_path / "ps1.ipynb"
    path.write_bytes(ODD[name])
    os.utime(path, (0, 0))  # what is not UTF-8 looks half saved, and would be waited for if it were of today
    made = handin([path], tmp_path / "out", student="ada")
    found = notebooks.parse(inside(made.file))
    nbformat.validate(found)
    assert "size = 1" in [cell.source for cell in found.cells]


def test_an_ordinary_notebook_is_handed_in_to_the_byte(tmp_path):
    (tmp_path / "ps1.ipynb").write_text(TEXT, "utf-8")
    contents, said = to_hand_in({"ps1.ipynb": read_answered(tmp_path / "ps1.ipynb")})
    assert (contents, said) == ({"ps1.ipynb": TEXT.encode()}, [])


@pytest.mark.parametrize(
    "content", [b"", b"dear teacher", b"[]", b"{}", b'{"cells": 1}', b"PK\x03\x04", b"<html>", b"[" * 99_999]
)
def test_what_is_no_notebook_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "ps1.ipynb").write_bytes(content)
    os.utime(tmp_path / "ps1.ipynb", (0, 0))  # one of today could be half saved, and would be waited for
    with pytest.raises(HandinError, match=r"ps1\.ipynb is not a notebook; hand in the \.ipynb file itself"):
        handin([tmp_path / "ps1.ipynb"], tmp_path, student="ada")


def printed(path, *texts):
    """Write a notebook whose cells have put out these texts, and that says what is graded."""
    cells = [new_code_cell("print()", outputs=[new_output("stream", text=text)]) for text in texts]
    notebook = new_notebook(cells=[*cells, new_markdown_cell("Mine.")])
    notebook.metadata["nbseal"] = {"assignment": "ps1", "notebook": "ps1", "limits": {"notebook_mb": 3}}
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize("size", [10_000, 1_000_000, 2_500_000])
def test_what_shrinks_a_thousandfold_is_handed_in_as_it_is(tmp_path, size):
    path = printed(tmp_path / "ps1.ipynb", "x" * size)
    made = handin([path], tmp_path / "out", student="ada")
    assert inside(made.file) == path.read_bytes()


@pytest.mark.parametrize("texts", [["x" * 3_000_000], ["x" * 500_000] * 7, ["é" * 1_600_000]])
def test_more_than_is_graded_is_handed_in_without_what_the_cells_put_out_and_said(tmp_path, texts):
    path = printed(tmp_path / "ps1.ipynb", *texts)
    made = handin([path], tmp_path / "out", student="ada")
    assert "so that is left out; grading runs the cells again." in made.remarks[-1]
    found = notebooks.parse(inside(made.file))
    assert [cell.source for cell in found.cells] == ["print()"] * len(texts) + ["Mine."]
    assert not any(cell.get("outputs") for cell in found.cells)
    assert path.stat().st_size > 3_000_000, "the student's own file stays as it was"


def test_pictures_of_widgets_are_left_out_with_the_outputs(tmp_path):
    notebook = new_notebook(cells=[new_code_cell("1")])
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": "x" * 3_100_000}}
    notebook.metadata["nbseal"] = {"assignment": "ps1", "notebook": "ps1", "limits": {"notebook_mb": 3}}
    nbformat.write(notebook, tmp_path / "ps1.ipynb")
    made = handin([tmp_path / "ps1.ipynb"], tmp_path / "out", student="ada")
    assert "widgets" not in notebooks.parse(inside(made.file)).metadata


def test_a_text_that_is_itself_too_large_to_be_graded_is_refused_before_it_is_handed_in(tmp_path):
    path = printed(tmp_path / "ps1.ipynb")
    notebook = nbformat.read(path, 4)
    notebook.cells[0].source = "x" * 3_100_000
    nbformat.write(notebook, path)
    with pytest.raises(
        HandinError, match=r"ps1\.ipynb has 3 MB without its outputs, and no more than 3 MB are"
    ):
        handin([path], tmp_path, student="ada")


def test_what_a_browser_cannot_get_in_one_piece_goes_without_outputs(tmp_path):
    path = printed(tmp_path / "ps1.ipynb", shake_256(b"noise").hexdigest(900_000))
    answered = {"ps1.ipynb": read_answered(path)}
    assert to_hand_in(answered)[1] == []
    contents, said = to_hand_in(answered, most_packed=500_000)
    assert len(said) == 1
    assert len(contents["ps1.ipynb"]) < 2000
