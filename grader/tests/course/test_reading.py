"""A notebook is read whatever wrote it, and without what running it left behind."""

import codecs
import json
import time

import pytest

from nbseal.course.reading import UnreadableError, grade_ids, read_notebook, without_outputs

TEXT_OF_CELL = "Größe \u2013 naïve €"
CELL = {"cell_type": "markdown", "metadata": {"nbgrader": {"grade_id": "reason"}}, "source": TEXT_OF_CELL}
NOTEBOOK = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
TEXT = json.dumps(NOTEBOOK, ensure_ascii=False)


def source(data):
    return read_notebook(data, [])["cells"][0]["source"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        f"\n\n{TEXT}\n".encode(),
    ],
)
def test_every_encoding_of_a_text_gives_its_letters(data):
    assert source(data) == TEXT_OF_CELL


@pytest.mark.parametrize(
    "changed",
    [{"nbformat": "4"}, {"nbformat": None}, {"metadata": None}, {"metadata": []}, {"nbformat_minor": "x"}],
)
def test_what_is_wrong_around_the_cells_does_not_matter(changed):
    assert grade_ids(read_notebook(json.dumps({**NOTEBOOK, **changed}).encode(), [])) == {"reason"}


@pytest.mark.parametrize("missing", ["metadata", "nbformat", "nbformat_minor"])
def test_what_is_missing_around_the_cells_does_not_matter(missing):
    left = {key: value for key, value in NOTEBOOK.items() if key != missing}
    assert grade_ids(read_notebook(json.dumps(left).encode(), [])) == {"reason"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "is a zip archive"),
        (b"<html>", "is a web page"),
        (b"[1]", "is JSON, but no notebook"),
        (b"{}", "has no cells"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_notebook_says_what_it_is(data, why):
    with pytest.raises(UnreadableError, match=why):
        read_notebook(data, [])


def heavy(number):
    output = {"output_type": "stream", "name": "stdout", "text": ["x" * 1000] * number}
    code = {"cell_type": "code", "metadata": {}, "source": "loop()", "outputs": [output]}
    return {**NOTEBOOK, "cells": [CELL, code], "metadata": {"widgets": {"state": "y" * 5000}}}


def test_outputs_are_left_out_of_what_is_too_large_and_nothing_else_is():
    light = json.loads(without_outputs(json.dumps(heavy(1000)).encode(), 1_000_000))
    assert [cell["source"] for cell in light["cells"]] == [TEXT_OF_CELL, "loop()"]
    assert light["cells"][0] == CELL
    assert "outputs" not in light["cells"][1]
    assert light["metadata"] == {}


def test_what_is_small_or_cannot_be_read_stays_as_it_is():
    small, broken = json.dumps(heavy(1)).encode(), b'{"cells": [' + b" " * 2000
    assert without_outputs(small, 1_000_000) == small
    assert without_outputs(broken, 1000) == broken


def test_an_old_notebook_loses_its_outputs_too():
    old = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": heavy(10)["cells"]}]}
    light = json.loads(without_outputs(json.dumps(old).encode(), 1000))
    assert "outputs" not in light["worksheets"][0]["cells"][1]


def test_sixty_megabytes_of_output_are_passed_over():
    data = json.dumps(heavy(60_000)).encode()
    began = time.monotonic()
    assert len(without_outputs(data, 40_000_000)) < 2000
    assert time.monotonic() - began < 20
