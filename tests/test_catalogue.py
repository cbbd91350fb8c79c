"""An edition's list is found from inside it, and tells what a student has changed."""

import json

import pytest

from leadermanager.catalogue import CATALOGUE, Catalogue, sha256


@pytest.fixture
def edition(tmp_path):
    (tmp_path / "assignments" / "ps1").mkdir(parents=True)
    (tmp_path / "course").mkdir()
    notebook = tmp_path / "assignments" / "ps1" / "ps1.ipynb"
    notebook.write_bytes(b"{}")
    name = "assignments/ps1/ps1.ipynb"
    listed = {"id": "e1", "files": {name: sha256(b"{}")}, "cells": {name: ["double", "double_tests"]}}
    (tmp_path / CATALOGUE).write_text(json.dumps(listed))
    return tmp_path


def test_an_edition_is_known_from_any_folder_in_it(edition):
    near = Catalogue.near(edition / "course")
    assert (near.root, near.id) == (edition, "e1")
    assert Catalogue.near(edition / "assignments" / "ps1") == near


def test_it_tells_whether_a_file_is_as_it_was_published(edition):
    notebook = edition / "assignments" / "ps1" / "ps1.ipynb"
    assert Catalogue.near(edition).as_published(notebook)
    notebook.write_text("{ }")
    assert not Catalogue.near(edition).as_published(notebook)


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
