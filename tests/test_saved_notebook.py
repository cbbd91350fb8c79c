"""A notebook that is being saved is read when all of it is there."""

import io
import os
import threading
import time
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from leadermanager import backup, saved_notebook
from leadermanager.saved_notebook import read_saved
from leadermanager.widgets.hand_in_button import HandIn

BEFORE, AFTER = (
    nbformat.writes(new_notebook(cells=[new_code_cell(answer, id="one")])) for answer in ("old", "new")
)


def unzipped(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.fixture
def saving(tmp_path):
    """A notebook that a server has begun to save, and goes on with while the test runs."""
    path = tmp_path / "course" / "ps1.ipynb"
    path.parent.mkdir()
    path.write_text(BEFORE)

    def save():
        with path.open("w") as file:  # as a Jupyter server: emptied first, then looked through, then written
            begun.set()
            time.sleep(0.3)
            file.write(AFTER[:100])
            file.flush()
            time.sleep(0.3)
            file.write(AFTER[100:])

    begun = threading.Event()
    server = threading.Thread(target=save)
    server.start()
    begun.wait()
    yield path
    server.join()


def test_it_is_waited_for_until_the_last_word_is_there(saving):
    assert read_saved(saving).decode() == AFTER


def test_what_is_handed_in_is_never_a_part(saving):
    said, packed = HandIn("ps1", saving.parent).answer({"ask": "bundle", "name": "ada"}, b"")
    assert said["file"] == "ps1-ada.zip"
    assert AFTER.encode() in unzipped(packed)


def test_what_is_looked_through_is_never_a_part(saving):
    said, _ = HandIn("ps1", saving.parent).answer({"ask": "check"}, b"")
    assert not any("not a notebook" in remark for remark in said["remarks"])


def test_the_work_that_is_downloaded_is_never_a_part(saving):
    packed = backup.pack(saving.parent, "{}")
    assert packed.notebooks == [saving]
    assert AFTER.encode() in unzipped(packed.content)


def test_what_is_no_notebook_is_returned_in_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(saved_notebook, "_PATIENCE", 0.2)
    path = tmp_path / "essay.txt"
    path.write_text("Dear teacher")
    assert read_saved(path) == b"Dear teacher"


def test_what_was_broken_long_ago_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waits"))
    path = tmp_path / "ps1.ipynb"
    path.write_text(BEFORE[:50])
    os.utime(path, (0, 0))
    assert read_saved(path).decode() == BEFORE[:50]
