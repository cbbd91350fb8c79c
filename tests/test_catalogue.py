"""An edition's list is found from inside it, and tells what a student has changed."""

import json
from copy import deepcopy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from leadermanager.catalogue import CATALOGUE, Catalogue, digest

PUBLISHED = new_notebook(cells=[new_markdown_cell("# Größe"), new_code_cell("size = 1\nsize")])


@pytest.fixture
def edition(tmp_path):
    (tmp_path / "assignments" / "ps1").mkdir(parents=True)
    (tmp_path / "course").mkdir()
    notebook = tmp_path / "assignments" / "ps1" / "ps1.ipynb"
    content = nbformat.writes(PUBLISHED).encode()
    notebook.write_bytes(content)
    (tmp_path / "data.csv").write_bytes(b"1")
    name = "assignments/ps1/ps1.ipynb"
    files = {"data.csv": digest("data.csv", b"1"), name: digest(name, content)}
    listed = {"id": "e1", "files": files, "cells": {name: ["double", "double_tests"]}}
    (tmp_path / CATALOGUE).write_text(json.dumps(listed))
    return tmp_path


def test_an_edition_is_known_from_any_folder_in_it(edition):
    near = Catalogue.near(edition / "course")
    assert (near.root, near.id) == (edition, "e1")
    assert Catalogue.near(edition / "assignments" / "ps1") == near


def test_it_tells_whether_a_file_is_as_it_was_published(edition):
    assert Catalogue.near(edition).as_published(edition / "data.csv")
    (edition / "data.csv").write_text("2")
    assert not Catalogue.near(edition).as_published(edition / "data.csv")


def ran(notebook):
    notebook.cells[1].update(execution_count=3, outputs=[new_output("stream", text="1\n")])


def timed(notebook):
    notebook.cells[1].metadata["execution"] = {"shell.execute_reply": "2026-11-30T10:00:00Z"}


def opened_elsewhere(notebook):
    notebook.metadata["colab"] = {"provenance": []}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}


def downgraded(notebook):
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]


WRITTEN = {
    "by another program": lambda text: json.dumps(json.loads(text)).encode(),
    "in another order of keys": lambda text: json.dumps(json.loads(text), sort_keys=True, indent=4).encode(),
    "with a byte-order mark": lambda text: text.encode("utf-8-sig"),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "with Windows' ends of lines": lambda text: text.replace("\n", "\r\n").encode(),
    "with letters as codes": lambda text: json.dumps(json.loads(text), ensure_ascii=True).encode(),
}


@pytest.mark.parametrize("change", [ran, timed, opened_elsewhere, downgraded])
def test_a_notebook_that_was_only_run_and_saved_is_as_it_was_published(edition, change):
    notebook = deepcopy(PUBLISHED)
    change(notebook)
    path = edition / "assignments" / "ps1" / "ps1.ipynb"
    path.write_text(json.dumps(notebook))
    assert Catalogue.near(edition).as_published(path)


@pytest.mark.parametrize("how", WRITTEN)
def test_a_notebook_that_is_written_in_another_way_is_as_it_was_published(edition, how):
    path = edition / "assignments" / "ps1" / "ps1.ipynb"
    path.write_bytes(WRITTEN[how](nbformat.writes(PUBLISHED)))
    assert Catalogue.near(edition).as_published(path)


def edited(notebook):
    notebook.cells[1].source += "\n"


def retyped(notebook):
    notebook.cells[0].cell_type = "raw"


def moved(notebook):
    notebook.cells.reverse()


def added(notebook):
    notebook.cells.append(new_code_cell(""))


def with_another_picture(notebook):
    notebook.cells[0]["attachments"] = {"a.png": {"image/png": "QUJD"}}


@pytest.mark.parametrize("change", [edited, retyped, moved, added, with_another_picture])
def test_a_notebook_in_which_anything_was_written_is_not(edition, change):
    notebook = deepcopy(PUBLISHED)
    change(notebook)
    path = edition / "assignments" / "ps1" / "ps1.ipynb"
    path.write_text(json.dumps(notebook))
    assert not Catalogue.near(edition).as_published(path)


def test_it_tells_which_cells_a_notebook_must_have(edition):
    near = Catalogue.near(edition)
    assert near.tasks(edition / "assignments" / "ps1" / "ps1.ipynb") == ["double", "double_tests"]
    assert near.tasks(edition / "course" / "01.ipynb") == []


def test_without_an_edition_the_root_holds_the_lessons_folder(tmp_path):
    (tmp_path / "course").mkdir()
    assert Catalogue.near(tmp_path / "course") == Catalogue(tmp_path)
    assert Catalogue.near(tmp_path) == Catalogue(tmp_path)


@pytest.mark.parametrize("text", ["dear teacher", "[]", '{"id": 1, "files": 2}', '{"id": "a", "files": {}}'])
def test_another_file_of_that_name_tells_nothing(tmp_path, text):
    (tmp_path / CATALOGUE).write_text(text)
    assert Catalogue.near(tmp_path) == Catalogue(tmp_path)
