"""A notebook says itself what it was handed out as, whatever its file is called by now."""

import json
import os
import pty
import subprocess
import sys
import zipfile

import nbformat
import pytest
from grader.tests.graded_cells import task
from nbformat.v4 import new_code_cell, new_notebook

from leadermanager.errors import HandinError
from leadermanager.handed_out import HandedOut, handed_out
from leadermanager.handin import handin
from nbseal.limits import Limits

RENAMED = [
    "ps1 (1).ipynb",  # Chrome, Edge
    "ps1(1).ipynb",  # Firefox
    "ps1-2.ipynb",  # Safari
    "ps1-Copy1.ipynb",  # JupyterLab
    "ps1-saved.ipynb",  # our own Restore
    "Copy of ps1.ipynb",  # Colab
    "Kopie von ps1.ipynb",
    "ps1 - Kopie (2).ipynb",  # Windows
    "ps1 copy 3.ipynb",  # macOS
    "ps1 のコピー.ipynb",
    "my homework.ipynb",
    "ps2.ipynb",
    "PS1.ipynb",
]


def released(name="ps1", *cells, notebook=None, limits=None):
    """A notebook as a release has it."""
    made = new_notebook(
        cells=[task("double", "1", solution=True), task("double_tests", "1", grade=True), *cells]
    )
    made.metadata["nbseal"] = {"assignment": name, "notebook": notebook or name, "limits": limits or {}}
    return made


def only_the_last_cell(name="ps1"):
    """A notebook of which a program has dropped the metadata."""
    last = new_code_cell(f'import leadermanager as lm\n\nlm.hand_in("{name}")')
    return new_notebook(cells=[task("double", "1", solution=True), last])


@pytest.fixture
def write(tmp_path):
    def write_(notebook, name):
        nbformat.write(notebook, tmp_path / name)
        return tmp_path / name

    return write_


@pytest.mark.parametrize("name", RENAMED)
@pytest.mark.parametrize("made", [released, only_the_last_cell])
def test_a_renamed_notebook_is_handed_in_as_what_it_is(write, tmp_path, made, name):
    bundle = handin([write(made(), name)], tmp_path / "out", student="ada")
    assert (bundle.assignment, bundle.notebooks, bundle.file.name) == ("ps1", ["ps1.ipynb"], "ps1-ada.zip")
    assert bundle.remarks[0] == f"{name} is handed in as ps1.ipynb of ps1."
    with zipfile.ZipFile(bundle.file) as archive:
        assert set(archive.namelist()) == {"manifest.json", "ps1.ipynb"}


def test_a_notebook_that_kept_its_name_needs_no_word(write, tmp_path):
    bundle = handin([write(released(), "ps1.ipynb")], tmp_path / "out", student="ada")
    assert not [remark for remark in bundle.remarks if "is handed in as" in remark]


def test_a_notebook_of_an_assignment_of_several_is_known_by_its_own_name(write, tmp_path):
    paths = [
        write(released("capstone", notebook="report"), "report (1).ipynb"),
        write(released("capstone", notebook="data"), "data-Copy1.ipynb"),
    ]
    bundle = handin(paths, tmp_path / "out", student="ada")
    assert (bundle.assignment, bundle.notebooks) == ("capstone", ["data.ipynb", "report.ipynb"])


def test_two_copies_of_one_notebook_are_not_one_bundle(write, tmp_path):
    paths = [write(released(), "ps1.ipynb"), write(released(), "ps1-Copy1.ipynb")]
    with pytest.raises(
        HandinError, match=r"ps1\.ipynb and ps1-Copy1\.ipynb are both ps1\.ipynb; hand in one"
    ):
        handin(paths, tmp_path, student="ada")


def test_two_assignments_are_not_one_bundle(write, tmp_path):
    paths = [write(released("ps1"), "a.ipynb"), write(released("ps2"), "b.ipynb")]
    with pytest.raises(
        HandinError, match=r"a\.ipynb of ps1 and b\.ipynb of ps2; hand in one assignment at a"
    ):
        handin(paths, tmp_path, student="ada")


def test_what_is_asked_for_on_purpose_counts_and_is_said(write, tmp_path):
    bundle = handin([write(released("ps1"), "ps1.ipynb")], tmp_path, student="ada", assignment="ps2")
    assert bundle.assignment == "ps2"
    assert bundle.remarks[0] == "ps1.ipynb is handed in as ps1.ipynb of ps2."


@pytest.mark.parametrize(
    "said",
    [
        "ps1",
        None,
        [],
        {"assignment": 1, "notebook": "x"},
        {"assignment": "../ps1", "notebook": "ps1"},
        {"limits": 3},
    ],
)
def test_what_makes_no_sense_in_the_metadata_says_nothing(said):
    notebook = {"metadata": {"nbseal": said}, "cells": []}
    assert handed_out(notebook) == HandedOut()


@pytest.mark.parametrize("limit", ["thirty", -1, 0, None, "30", True])
def test_a_limit_that_makes_no_sense_is_the_usual_one(limit):
    known = {"assignment": "ps1", "notebook": "ps1", "limits": {"cell_seconds": limit, "notebook_mb": 5}}
    own = handed_out({"metadata": {"nbseal": known}, "cells": []})
    assert (own.cell_seconds, own.notebook_mb) == (HandedOut.cell_seconds, 5)


def test_the_usual_limits_are_the_graders():
    grader = Limits().as_dict()
    for name in ("cell_seconds", "notebook_seconds", "notebook_mb"):
        assert getattr(HandedOut, name) == grader[name]


def test_the_last_hand_in_counts_and_others_are_only_spoken_of():
    cells = ["# not lm.hand_in('ps9')", "lm.hand_in('ps1')"]
    notebook = {"metadata": {}, "cells": [{"cell_type": "code", "source": each} for each in cells]}
    assert handed_out(notebook).assignment == "ps1"


def test_missing_tasks_are_known_of_a_renamed_notebook_too(write, tmp_path):
    listed = {
        "id": "e1",
        "files": {},
        "cells": {"assignments/ps1/ps1.ipynb": ["double", "double_tests", "triple"]},
    }
    (tmp_path / "edition.json").write_text(json.dumps(listed))
    folder = tmp_path / "assignments" / "ps1"
    folder.mkdir(parents=True)
    nbformat.write(released(), folder / "ps1 (1).ipynb")
    bundle = handin([folder / "ps1 (1).ipynb"], tmp_path / "out", student="ada")
    assert "ps1 (1).ipynb: triple is missing; it will be put back, without an answer." in bundle.remarks


def command(*line, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "leadermanager.cli", "handin", *map(str, line)],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "USER": "root", "LOGNAME": "root", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("line", [[], ["--json"], ["--name", ""], ["--name", " "]])
def test_nobody_hands_in_as_nobody(write, tmp_path, line):
    write(released(), "ps1.ipynb")
    done = command("ps1.ipynb", "--no-run", *line, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "as your course knows you" in done.stderr
    assert not list(tmp_path.glob("*.zip"))


def test_who_sits_at_a_terminal_is_asked(write, tmp_path):
    write(released(), "ps1.ipynb")
    there, here = pty.openpty()
    line = [sys.executable, "-m", "leadermanager.cli", "handin", "ps1.ipynb", "--no-run"]
    with subprocess.Popen(line, cwd=tmp_path, stdin=here, stdout=subprocess.PIPE, text=True) as running:
        os.write(there, "สมชาย ใจดี\n".encode())
        said, _ = running.communicate(timeout=60)
    os.close(there)
    os.close(here)
    assert "Your name or number, as your course knows you:" in said
    assert (tmp_path / "ps1-สมชาย ใจดี.zip").is_file()


def test_a_hub_knows_the_name(write, tmp_path):
    write(released(), "ps1.ipynb")
    done = command("ps1.ipynb", "--no-run", cwd=tmp_path, JUPYTERHUB_USER="ada")
    assert "(ps1, by ada)" in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "koi8-r"])
def test_a_name_that_a_terminal_cannot_show_is_handed_in_all_the_same(write, tmp_path, encoding):
    write(released(), "ps1.ipynb")
    done = command(
        "ps1.ipynb",
        "--no-run",
        "--name",
        "สมชาย",
        cwd=tmp_path,
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
        LANG="C.UTF-8",
    )
    assert done.returncode == 0, done.stderr
    assert "ps1, by ?????" in done.stdout
    done = command(
        "ps1.ipynb",
        "--no-run",
        "--json",
        "--name",
        "สมชาย",
        cwd=tmp_path,
        PYTHONIOENCODING=encoding,
        LANG="C.UTF-8",
    )
    assert json.loads(done.stdout)["student"] == "สมชาย"
