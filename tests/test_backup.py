"""Notebooks and progress go into one file and come back, and no work is lost on the way."""

import hashlib
import io
import json
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from leadermanager import backup
from leadermanager.backup import changed_notebooks
from leadermanager.catalogue import CATALOGUE, Catalogue, digest
from leadermanager.errors import ProgressError
from leadermanager.progress import FORMAT
from leadermanager.widgets.card_sort import CardSort

PROGRESS = json.dumps(
    {"format": FORMAT, "version": 1, "exercises": {"01-acts": {"value": {"aim": "leading"}}}}
)
KNOWN = {"01-acts": CardSort.state_shape()}


def notebook(source):
    return nbformat.writes(new_notebook(cells=[new_code_cell(source, id="one")])).encode()


@pytest.fixture
def edition(tmp_path):
    """Return a function that makes a student edition with two lessons and an assignment."""

    def make(name):
        root = tmp_path / name
        files = {
            "course/00-start.ipynb": notebook("0"),
            "course/01-change.ipynb": notebook("1"),
            "assignments/ps1/ps1.ipynb": notebook("# YOUR CODE HERE"),
        }
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        hashes = {path: digest(path, content) for path, content in files.items()}
        (root / CATALOGUE).write_text(json.dumps({"id": "e1", "files": hashes, "cells": {}}))
        return root

    return make


def changed(root):
    return [path.relative_to(root).as_posix() for path in changed_notebooks(Catalogue.near(root))]


def repacked(packed, change):
    """The same file with its entries changed."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tree(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_only_notebooks_that_were_changed_or_added_count(edition):
    root = edition("mine")
    assert changed(root) == []
    (root / "assignments/ps1/ps1.ipynb").write_bytes(notebook("def f(): return 1"))
    (root / "course/notes.ipynb").write_bytes(notebook("mine"))
    hidden = root / "course/.ipynb_checkpoints/01-change.ipynb"
    hidden.parent.mkdir()
    hidden.write_bytes(notebook("old"))
    assert changed(root) == ["course/notes.ipynb", "assignments/ps1/ps1.ipynb"]


def test_in_a_checkout_every_lesson_counts_and_no_assignment(edition):
    root = edition("checkout")
    (root / CATALOGUE).unlink()
    assert changed(root) == ["course/00-start.ipynb", "course/01-change.ipynb"]


def test_work_comes_back_in_a_fresh_edition(edition):
    mine, fresh = edition("mine"), edition("fresh")
    (mine / "course/01-change.ipynb").write_bytes(notebook("my line"))
    (mine / "assignments/ps1/ps1.ipynb").write_bytes(notebook("def f(): return 1"))
    packed = backup.pack(mine, PROGRESS)
    assert [path.name for path in packed.notebooks] == ["01-change.ipynb", "ps1.ipynb"]
    done = backup.restore(fresh, packed.content, KNOWN)
    assert done.progress.exercises == {"01-acts": {"value": {"aim": "leading"}}}
    assert done.replaced == ["course/01-change.ipynb", "assignments/ps1/ps1.ipynb"]
    assert (done.beside, done.same) == ([], [])
    assert tree(fresh) == tree(mine)


def test_the_file_names_nobody(edition, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "ada-lovelace")
    packed = backup.pack(edition("mine"), PROGRESS).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert set(archive.namelist()) == {"manifest.json", "progress.json"}
        assert "ada-lovelace" not in "".join(archive.read(name).decode() for name in archive.namelist())


def test_work_that_is_there_is_never_replaced(edition):
    mine, other = edition("mine"), edition("other")
    (mine / "course/01-change.ipynb").write_bytes(notebook("Monday"))
    (other / "course/01-change.ipynb").write_bytes(notebook("Tuesday"))
    packed = backup.pack(mine, PROGRESS).content
    done = backup.restore(other, packed, KNOWN)
    assert done.beside == ["course/01-change-saved.ipynb"]
    assert (other / "course/01-change.ipynb").read_bytes() == notebook("Tuesday")
    assert (other / "course/01-change-saved.ipynb").read_bytes() == notebook("Monday")
    (other / "course/01-change-saved.ipynb").write_bytes(notebook("Wednesday"))
    assert backup.restore(other, packed, KNOWN).beside == ["course/01-change-saved-2.ipynb"]


def test_the_notebook_that_is_running_is_not_replaced(edition):
    mine, fresh = edition("mine"), edition("fresh")
    (mine / "course/00-start.ipynb").write_bytes(notebook("mine"))
    packed = backup.pack(mine, PROGRESS).content
    assert backup.restore(fresh, packed, KNOWN, fresh / "course/00-start.ipynb").beside == [
        "course/00-start-saved.ipynb"
    ]
    assert (fresh / "course/00-start.ipynb").read_bytes() == notebook("0")


def test_what_is_there_already_is_left_alone(edition):
    root = edition("mine")
    (root / "course/01-change.ipynb").write_bytes(notebook("mine"))
    packed = backup.pack(root, PROGRESS).content
    done = backup.restore(root, packed, KNOWN)
    assert (done.same, done.replaced, done.beside) == (["course/01-change.ipynb"], [], [])


def test_a_file_of_progress_alone_is_put_back_too(edition):
    done = backup.restore(edition("fresh"), PROGRESS.encode(), KNOWN)
    assert set(done.progress.exercises) == {"01-acts"}
    assert done.replaced == []


def test_work_that_is_too_large_for_the_way_is_refused_by_name(edition):
    root = edition("mine")
    noise = hashlib.shake_256(b"noise").hexdigest(3_000_000)
    (root / "course/01-change.ipynb").write_bytes(notebook(noise))
    with pytest.raises(ProgressError, match=r"the largest is course/01-change\.ipynb"):
        backup.pack(root, PROGRESS)


OUTSIDE = [
    "../evil.ipynb",
    "/tmp/evil.ipynb",
    "course/../../evil.ipynb",
    "course\\evil.ipynb",
    "course//evil.ipynb",
    "C:/course/evil.ipynb",
    "course/evil.py",
    "course/.hidden.ipynb",
    "evil.ipynb",
    "binder/start.ipynb",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_file_that_would_be_written_elsewhere_is_left_out_and_named(edition, tmp_path, name):
    packed = backup.pack(edition("mine"), PROGRESS).content
    root = edition("fresh")
    before = tree(tmp_path)

    def change(files):
        files["course/good.ipynb"] = notebook("good")
        files[name] = notebook("evil")

    done = backup.restore(root, repacked(packed, change), KNOWN)
    assert (done.left_out, done.replaced) == ([name], ["course/good.ipynb"])
    assert tree(tmp_path) == {**before, "fresh/course/good.ipynb": notebook("good")}


def test_a_notebook_that_is_none_is_left_out_and_the_rest_put_back(edition):
    packed = backup.pack(edition("mine"), PROGRESS).content

    def change(files):
        files["course/01-change.ipynb"] = b"import os"
        files["assignments/ps1/ps1.ipynb"] = notebook("mine")

    done = backup.restore(edition("fresh"), repacked(packed, change), KNOWN)
    assert (done.left_out, done.replaced) == (["course/01-change.ipynb"], ["assignments/ps1/ps1.ipynb"])
    assert set(done.progress.exercises) == {"01-acts"}


def test_a_part_that_was_damaged_on_the_way_is_left_out_and_the_rest_put_back(edition):
    root = edition("mine")
    (root / "course/01-change.ipynb").write_bytes(notebook("mine"))
    (root / "assignments/ps1/ps1.ipynb").write_bytes(notebook("mine too"))
    packed = bytearray(repacked(backup.pack(root, PROGRESS).content, lambda files: None))
    at = packed.index(b"mine too")
    packed[at : at + 4] = b"ours"  # its checksum is no longer right
    done = backup.restore(edition("fresh"), bytes(packed), KNOWN)
    assert (done.left_out, done.replaced) == (["assignments/ps1/ps1.ipynb"], ["course/01-change.ipynb"])
    assert set(done.progress.exercises) == {"01-acts"}


def test_progress_that_cannot_be_read_does_not_keep_the_notebooks_from_coming_back(edition):
    root = edition("mine")
    (root / "course/01-change.ipynb").write_bytes(notebook("mine"))
    done = backup.restore(edition("fresh"), backup.pack(root, "dear teacher").content, KNOWN)
    assert (done.left_out, done.replaced) == (["progress.json"], ["course/01-change.ipynb"])


def test_a_file_that_a_system_unpacked_and_somebody_packed_again_is_read(edition):
    root = edition("mine")
    (root / "course/01-change.ipynb").write_bytes(notebook("mine"))
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(backup.pack(root, PROGRESS).content)) as archive,
        zipfile.ZipFile(stream, "w") as other,
    ):
        top = "leadermanager-work-2026-11-30/"
        other.writestr(top, b"")
        other.writestr(f"{top}.DS_Store", b"\0")
        for name in reversed(archive.namelist()):
            other.writestr(f"{top}{name}", archive.read(name))
            other.writestr(f"__MACOSX/{top}._{name}", b"\0")
    done = backup.restore(edition("fresh"), stream.getvalue(), KNOWN)
    assert (done.left_out, done.replaced) == ([], ["course/01-change.ipynb"])
    assert set(done.progress.exercises) == {"01-acts"}


def test_what_cells_put_out_is_left_out_where_it_would_be_too_much(edition):
    root = edition("mine")
    noise = hashlib.shake_256(b"noise").hexdigest(3_000_000)
    cell = new_code_cell("mine", outputs=[new_output("stream", text=noise)])
    (root / "course/01-change.ipynb").write_bytes(nbformat.writes(new_notebook(cells=[cell])).encode())
    packed = backup.pack(root, PROGRESS)
    assert packed.bare
    fresh = edition("fresh")
    backup.restore(fresh, packed.content, KNOWN)
    [back] = nbformat.read(fresh / "course/01-change.ipynb", 4).cells
    assert (back.source, back.outputs) == ("mine", [])


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_a_zip_that_is_not_ours_is_refused(edition, content):
    with pytest.raises(ProgressError, match="This is not a file of saved work"):
        backup.restore(edition("fresh"), content, KNOWN)


def test_an_archive_that_would_fill_the_disk_is_refused_unread(edition):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"course/{number}.ipynb", bytes(10_000_000))
    with pytest.raises(ProgressError, match="This is not a file of saved work"):
        backup.restore(edition("fresh"), stream.getvalue(), KNOWN)
