"""Students see the edition's lessons, assignments and tables, listed as JupyterLite reads it."""

import json

from leadermanager_instructor.site.laboratory.contents import content_files

EDITION = {
    "edition.json": b"{}",
    "README.md": b"# For git",
    "binder/start": b"",
    "course/01-a.ipynb": b'{"cells": []}',
    "data/ratings.csv": b"a,b\n",
    "docs/student/progress.png": b"\x89PNG",
    "src/leadermanager/__init__.py": b"",
}


def listed(folder):
    made = content_files(EDITION)
    return {each["name"]: each for each in json.loads(made[f"api/contents/{folder}all.json"])["content"]}


def test_notebooks_and_tables_are_there_to_the_byte_and_what_is_for_other_places_is_not():
    made = content_files(EDITION)
    files = {name.removeprefix("files/") for name in made if name.startswith("files/")}
    assert files == set(EDITION) - {"README.md", "binder/start", "src/leadermanager/__init__.py"}
    assert made["files/course/01-a.ipynb"] == EDITION["course/01-a.ipynb"]


def test_each_folder_is_listed_with_what_is_in_it():
    assert list(listed("")) == ["course", "data", "docs", "edition.json"]
    assert list(listed("docs/")) == ["student"]
    [picture] = listed("docs/student/").values()
    assert (picture["path"], picture["mimetype"]) == ("docs/student/progress.png", "image/png")


def test_a_notebook_is_listed_as_one_and_a_folder_as_one():
    assert listed("course/")["01-a.ipynb"]["type"] == "notebook"
    assert listed("data/")["ratings.csv"]["type"] == "file"
    assert listed("")["course"]["type"] == "directory"
