"""A check finds the files that the session has written, as data and never as code; its own stay here."""

import json

import pytest

from nbseal.course.notebook_names import names_of
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading.notebook import grade_notebook
from nbseal.limits import Limits

LIMITS = Limits(cell_seconds=5, notebook_seconds=60, restarts=2)


@pytest.fixture
def graded(fork_server, tmp_path, monkeypatch):
    """Grade one answer by one check, or more; return the points and the flags."""

    def grade(answer, *checks, files=None, official=(), imports=""):
        folder = tmp_path / "work"
        folder.mkdir()
        for path in official:
            (folder / path).write_bytes(files[path])
        monkeypatch.chdir(folder)
        known = [ReferenceCell("task", "code", "", "x", False, False, True, False, 0.0)]
        for number, code in enumerate(checks):
            known.append(ReferenceCell(f"check{number}", "code", code, "x", True, True, False, False, 1.0))
        names = names_of([imports], [], checks)
        cells = [{"cell_type": "code", "source": answer, "metadata": {"nbgrader": {"grade_id": "task"}}}]
        content = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()
        reference = ReferenceNotebook("hw", None, tuple(known), names)
        done = grade_notebook(fork_server, content, reference, files or {}, LIMITS, folder=folder)
        return [score.points for score in done.scores], [flag.reason for flag in done.flags]

    return grade


WRITES = (
    "import os\nos.makedirs('out', exist_ok=True)\nwith open('out/table.csv', 'w') as f:\n    f.write('a,b')"
)


def test_a_check_reads_what_a_cell_has_written(graded):
    check = (
        "import os\nassert os.listdir('out') == ['table.csv']\nassert open('out/table.csv').read() == 'a,b'"
    )
    assert graded(WRITES, check) == ([1.0], [])


def test_a_check_reads_what_a_function_that_it_calls_writes(graded):
    answer = "def save(name, text):\n    with open(name, 'w') as f:\n        f.write(text)"
    assert graded(answer, "save('x.txt', 'new')\nassert open('x.txt').read() == 'new'") == ([1.0], [])


def test_a_function_reads_the_file_that_a_check_names(graded):
    answer = "def words(name):\n    return len(open(name).read().split())"
    check = "with open('given.txt', 'w') as f:\n    f.write('one two')\nassert words('given.txt') == 2"
    assert graded(answer, check) == ([1.0], [])


def test_a_file_that_a_check_writes_for_itself_stays_with_it(graded):
    answer = "import os\ndef look():\n    return sorted(os.listdir('.'))"
    check = "with open('expected.txt', 'w') as f:\n    f.write('42')\nassert look() == [], look()"
    assert graded(answer, check) == ([1.0], [])


def test_what_a_student_writes_replaces_no_file_of_the_assignment(graded):
    answer = "with open('truth.txt', 'w') as f:\n    f.write('mine')"
    check = "assert open('truth.txt').read() == 'theirs'"
    assert graded(answer, check, files={"truth.txt": b"theirs"}, official=["truth.txt"]) == ([1.0], [])


EVIL = "class Evil:\n    def __reduce__(self):\n        return dict, ()\nimport pickle\n"
EVIL += "with open('model', 'wb') as f:\n    f.write(pickle.dumps(Evil()))"


@pytest.mark.parametrize(
    ("imports", "checks"),
    [
        ("", ["import pickle\nassert pickle.load(open('model', 'rb')) == {}"]),
        ("import pickle as p", ["assert p.load(open('model', 'rb')) == {}"]),
        ("from pandas import read_pickle as get", ["assert get('model') == {}"]),
        ("", ["from pickle import load as get", "assert get(open('model', 'rb')) == {}"]),
        ("", ["assert eval(open('model', 'rb').read()[:0] or '1')"]),
        ("", ["import sys\nsys.path.append('.')", "assert open('model', 'rb').read()"]),
    ],
)
def test_where_a_check_could_run_what_it_reads_none_sees_a_file_of_the_students(graded, imports, checks):
    points, flags = graded(EVIL, *checks, imports=imports)
    assert points[-1] == 0.0
    assert any("No such file" in flag for flag in flags)
