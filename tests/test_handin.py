"""A student's notebooks become one bundle that says what it is."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile

import nbformat
import pytest
from grader.tests.graded_cells import task
from nbformat.v4 import new_notebook

from leadermanager.errors import HandinError
from leadermanager.handin import handin


@pytest.fixture
def notebook(tmp_path):
    cells = [
        task("double", "raise NotImplementedError()", solution=True),
        task("double_tests", "1", grade=True),
    ]
    for count, cell in enumerate(cells, start=1):
        cell.execution_count = count
    path = tmp_path / "ps1.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def edit(path, index, source):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[index].source = source
    nbformat.write(notebook, path)


def test_the_bundle_holds_the_notebook_and_a_manifest(notebook, tmp_path):
    edit(notebook, 0, "answer = 2")
    made = handin([notebook], tmp_path / "out", student="ada")
    assert made.file == tmp_path / "out" / "ps1-ada.zip"
    with zipfile.ZipFile(made.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.read("ps1.ipynb") == notebook.read_bytes()
    assert (manifest["assignment"], manifest["student"]) == ("ps1", "ada")
    assert manifest["files"] == {"ps1.ipynb": hashlib.sha256(notebook.read_bytes()).hexdigest()}
    assert made.remarks == []


def test_several_notebooks_are_named_after_their_folder(tmp_path):
    paths = [tmp_path / "capstone" / f"{part}.ipynb" for part in ("data", "report")]
    paths[0].parent.mkdir()
    for path in paths:
        nbformat.write(new_notebook(), path)
    made = handin(paths, tmp_path, student="ada")
    assert (made.assignment, made.notebooks) == ("capstone", ["data.ipynb", "report.ipynb"])


def test_a_task_left_as_it_was_is_said_and_handed_in_all_the_same(notebook, tmp_path):
    made = handin([notebook], tmp_path, student="ada")
    assert made.remarks == ["ps1.ipynb: you have not answered double yet."]
    assert made.file.is_file()


def test_a_changed_tests_cell_is_said(notebook, tmp_path):
    edit(notebook, 0, "answer = 2")
    edit(notebook, 1, "pass")
    made = handin([notebook], tmp_path, student="ada")
    assert made.remarks == ["ps1.ipynb: double_tests was changed; it will be put back as it was."]


def test_a_notebook_without_tasks_is_asked_about(tmp_path):
    nbformat.write(new_notebook(), tmp_path / "lesson.ipynb")
    made = handin([tmp_path / "lesson.ipynb"], tmp_path, student="ada")
    assert made.remarks == ["lesson.ipynb: there are no graded tasks in it; is it the right notebook?"]


def test_a_notebook_that_is_not_there_is_said_in_one_sentence(tmp_path):
    with pytest.raises(HandinError, match=r"There is no notebook .*ps1\.ipynb"):
        handin([tmp_path / "ps1.ipynb"], tmp_path, student="ada")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_notebook_is_said_in_one_sentence(tmp_path):
    (tmp_path / "ps1.ipynb").write_text("dear teacher")
    os.utime(tmp_path / "ps1.ipynb", (0, 0))  # one of today could be half saved, and would be waited for
    with pytest.raises(HandinError, match=r"ps1\.ipynb is not a notebook"):
        handin([tmp_path / "ps1.ipynb"], tmp_path, student="ada")


def test_a_name_is_handed_in_as_it_is_and_the_file_is_called_after_it(notebook, tmp_path):
    made = handin([notebook], tmp_path / "out", student=" Mu\u0308ller / O\u2019Brien ")
    assert made.file == tmp_path / "out" / "ps1-M\u00fcller =2F O\u2019Brien.zip"
    with zipfile.ZipFile(made.file) as archive:
        assert json.loads(archive.read("manifest.json"))["student"] == "M\u00fcller / O\u2019Brien"


@pytest.mark.parametrize("student", ["", "  "])
def test_a_name_is_asked_for(notebook, tmp_path, student):
    with pytest.raises(HandinError, match="Write your name or number"):
        handin([notebook], tmp_path, student=student)


def test_the_manifest_says_which_edition_it_comes_from_and_nothing_of_the_student_but_the_name(
    notebook, tmp_path, monkeypatch
):
    monkeypatch.setenv("USER", "ada-at-home")
    listed = {"id": "e1", "files": {}, "cells": {}}
    (tmp_path / "edition.json").write_text(json.dumps(listed))
    made = handin([notebook], tmp_path / "out", student="4711")
    with zipfile.ZipFile(made.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert set(manifest) == {"assignment", "student", "edition", "made", "files"}
    assert manifest["edition"] == "e1"
    assert "ada-at-home" not in json.dumps(manifest)


def test_where_there_is_no_page_the_button_is_a_line_of_text_and_loads_nothing():
    program = "import sys, leadermanager as lm; print(lm.hand_in('ps1')); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    first, modules = run.stdout.split("\n", 1)
    assert first == "To hand in ps1: leadermanager handin ps1.ipynb"
    assert not {"anywidget", "nbformat", "pandas"} & set(modules.split())
