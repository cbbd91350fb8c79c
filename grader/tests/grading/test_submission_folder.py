"""Whatever lies in a submission's folder, what can be read is read once, and the rest is named."""

import datetime as dt
import os
import threading

import pytest

from nbseal.grading import submission_folder
from nbseal.limits import Limits

OFFICIAL = frozenset({"ps1.ipynb", "data/units.csv"})


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "ada" / "ps1"
    place.mkdir(parents=True)
    (place / "ps1.ipynb").write_text("{}")
    return place


def read(folder, **limits):
    return submission_folder.read_submission(folder, "ada", Limits(**limits), OFFICIAL)


def test_notebooks_files_and_folders_are_read(folder):
    (folder / "notes").mkdir()
    (folder / "notes" / "plan.txt").write_text("a plan")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "ps1-checkpoint.ipynb").write_text("{}")
    submission = read(folder)
    assert (submission.notebooks, submission.files, submission.remarks) == (
        {"ps1": b"{}"},
        {"notes/plan.txt": b"a plan"},
        [],
    )


def test_links_are_left_out_wherever_they_lead(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("the grader's own")
    (folder / "data.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "nowhere").symlink_to("/does/not/exist")
    submission = read(folder)
    assert submission.files == {}
    assert submission.remarks == [f"{name}, a link was left out" for name in ("data.txt", "nowhere", "up")]


def test_a_folder_that_is_a_link_is_not_followed(folder, tmp_path):
    link = tmp_path / "ada" / "link"
    link.symlink_to(folder)
    assert read(link).notebooks == {}


def test_a_pipe_is_left_out_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe")
    assert read(folder).remarks == ["pipe, which is no ordinary file was left out"]


@pytest.mark.parametrize("path", ["ps1.ipynb.d/x", "data", "data/units.csv/x"])
def test_what_has_the_place_of_an_official_file_is_left_out(folder, path):
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("mine")
    submission = read(folder)
    assert (path in submission.files) == (path == "ps1.ipynb.d/x")
    assert len(submission.remarks) == (path != "ps1.ipynb.d/x")


def test_a_folder_with_the_name_of_the_notebook_is_left_out(folder):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").mkdir()
    (folder / "ps1.ipynb" / "x").write_text("mine")
    assert read(folder).files == {}


def test_names_that_are_no_text_or_too_long_are_left_out(folder):
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123  # a name of bytes
        file.write("x")
    deep = folder
    for _ in range(3):
        deep = deep / ("x" * 200)
        deep.mkdir()
    (deep / "x").write_text("x")
    submission = read(folder)
    assert submission.files == {}
    assert any("not text" in remark for remark in submission.remarks)
    assert any("too long" in remark for remark in submission.remarks)


def test_what_is_too_much_is_left_out_and_said(folder):
    for number in range(6):
        (folder / f"{number}.bin").write_bytes(b"x" * 600_000)
    submission = read(folder, submission_mb=1)
    assert list(submission.files) == ["0.bin"]
    assert "more than 1 MB" in submission.remarks[0]
    assert len(read(folder, submission_files=3).files) == 3


def test_a_thousand_oddities_are_told_in_a_few_sentences(folder):
    for number in range(1000):
        (folder / f"{number}").symlink_to("/etc/passwd")
    remarks = read(folder).remarks
    assert len(remarks) == 6
    assert "more things" in remarks[-1]


def test_a_file_that_is_exchanged_for_a_link_while_it_is_read_gives_nothing_away(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("the grader's own")
    target, stop = folder / "notes.txt", threading.Event()

    def exchange():
        spare = tmp_path / "spare"
        while not stop.is_set():
            spare.symlink_to(tmp_path / "secret.txt")
            spare.replace(target)
            spare.write_text("mine")
            spare.replace(target)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        seen = {read(folder).files.get("notes.txt") for _ in range(300)}
    finally:
        stop.set()
        thread.join()
    assert b"the grader's own" not in seen
    assert b"mine" in seen


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-01 12:00:00 UTC", dt.datetime(2026, 3, 1, 12)),
        ("2026-03-01 12:00:00 +0200", None),
        ("yesterday, more or less", None),
        ("9" * 100, None),
        ("/etc/passwd", None),
        ("2026-03-01 12:00:00 ../../etc/passwd", None),
        ("", None),
    ],
)
def test_the_time_is_read_and_what_is_no_time_is_said(folder, written, moment):
    (folder / "timestamp.txt").write_text(written)
    submission = read(folder)
    found = submission_folder.handed_in_at(submission)
    if moment is not None or "+0200" in written:
        assert submission.remarks == []
        assert found is not None
    else:
        assert found is None
        assert "timestamp.txt cannot be understood" in submission.remarks[0]
    assert moment is None or found == moment


def test_no_time_is_no_remark(folder):
    submission = read(folder)
    assert submission_folder.handed_in_at(submission) is None
    assert submission.remarks == []


def test_any_difference_changes_the_fingerprint(folder):
    first = submission_folder.fingerprint(read(folder), "setup")
    assert submission_folder.fingerprint(read(folder), "setup") == first
    assert submission_folder.fingerprint(read(folder), "another setup") != first
    (folder / "notes.txt").write_text("x")
    assert submission_folder.fingerprint(read(folder), "setup") != first
