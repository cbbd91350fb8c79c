"""Each limit that a submission hits is said to the grader, and costs only what went beyond it."""

import json

import pytest

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reading import UnreadableError
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading.notebook import grade_notebook
from nbseal.grading.session.fork_server import ForkServer
from nbseal.limits import Limits

LIMITS = Limits(
    cell_seconds=3,
    notebook_seconds=40,
    cpu_seconds=4,
    memory_mb=300,
    disk_mb=8,
    file_mb=4,
    files=32,
    output_kb=20,
    notebook_output_kb=50,
    notebook_mb=1,
    restarts=2,
)

CODE = {
    "wall clock of a cell": ("import time\ntime.sleep(60)", "the cell did not end within 3 seconds"),
    "processor time": (
        "import zlib\nwhile True:\n    try:\n        zlib.compress(b'x' * 10**7)\n"
        "    except KeyboardInterrupt:\n        pass",
        "nor when interrupted or: used up its 4 seconds of processor time",  # whichever comes first
    ),
    "memory": ("hoard = bytearray(10**9)", "the cell needed more than 300 MB of memory"),
    "memory of an array": ("import numpy\nnumpy.ones(10**9)", "the cell needed more than 300 MB of memory"),
    "one file": ("open('big', 'wb').write(b'x' * 6_000_000)", "the cell wrote a file of more than 4 MB"),
    "all files": (
        "for n in range(9):\n    open(f'{n}', 'wb').write(b'x' * 2_000_000)",
        "the cell wrote more than 8 MB",
    ),
    "open files": ("kept = [open('/dev/null') for _ in range(99)]", "the cell had more than 32 files open"),
    "processes": ("import os\nos.fork()", "did what is not allowed here, such as starting a process"),
    "a shell command": ("import subprocess\nsubprocess.run(['ls'])", "such as starting a process"),
    "threads": (
        "import threading, time\nfor _ in range(999):\n"
        "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "the cell started too many threads",
    ),
    "output": ("print('x' * 30_000)", "the cell showed more than 20 kB; the rest was cut"),
    "the network": ("import socket\nsocket.socket()", "the cell asked for the network, and there is none"),
    "other folders": ("open('/usr/left-behind', 'w')", "the cell wrote outside its own folder"),
}


@pytest.fixture(scope="module")
def fork_server():
    process = ForkServer(LIMITS)
    yield process
    process.close()


def graded(fork_server, first, limits=LIMITS, check="assert first() == 1", **extra):
    """Grade a notebook whose first answer hits a limit, and whose second is right."""
    answers = {"first": first, "second": "def second():\n    return 2"}
    checks = {"first": check, "second": "assert second() == 2"}
    known, cells = [], [{"cell_type": "code", "source": source, "metadata": {}} for source in extra.values()]
    for task, code in answers.items():
        known.append(ReferenceCell(task, "code", "stub", "x", False, False, True, False, 0.0))
        known.append(ReferenceCell(f"{task}_tests", "code", checks[task], "x", True, True, False, False, 1.0))
        meta = {"nbgrader": {"grade_id": task, "solution": True}}
        cells.append({"cell_type": "code", "source": code, "metadata": meta})
    reference = ReferenceNotebook("hw", None, tuple(known), NotebookNames(students=frozenset(answers)))
    notebook = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
    return grade_notebook(fork_server, notebook.encode(), reference, {}, limits)


@pytest.mark.parametrize("limit", CODE)
def test_a_limit_that_a_cell_hits_is_flagged_and_the_next_task_keeps_its_points(limit, fork_server):
    code, reason = CODE[limit]
    done = graded(fork_server, f"def first():\n    return 1\n{code}")
    assert any(one in flag.reason for flag in done.flags for one in reason.split(" or: ")), done.flags
    assert done.scores[1].points == 1.0


@pytest.mark.parametrize("limit", ["memory", "one file", "open files", "processes", "other folders"])
def test_a_limit_that_a_function_hits_in_a_check_is_flagged(limit, fork_server):
    code, reason = CODE[limit]
    body = "".join(f"    {line}\n" for line in code.split("\n"))
    done = graded(fork_server, f"def first():\n{body}")
    assert [score.points for score in done.scores] == [0.0, 1.0]
    assert reason.removeprefix("the cell ") in done.scores[0].flag


def test_a_call_that_takes_too_long_is_flagged(fork_server):
    done = graded(fork_server, "import time\ndef first():\n    time.sleep(60)")
    assert done.scores[0].flag == "`first` took longer than 3 seconds."
    assert done.scores[1].points == 1.0


@pytest.mark.thorough("uses it up; the same limit in a cell is tried in every run")
def test_processor_time_that_is_used_up_is_flagged(fork_server):
    code = "def first():\n    return 1\nimport time\nwhile time.process_time() < 9:\n    pass"
    done = graded(fork_server, code, Limits(**{**LIMITS.as_dict(), "cell_seconds": 30}))
    assert any("used up its 4 seconds of processor time" in flag.reason for flag in done.flags)
    assert done.scores[1].points == 1.0


def test_a_notebook_that_takes_too_long_is_flagged_and_keeps_what_it_had(fork_server):
    slow = {f"cell{n}": "import time\ntime.sleep(2)" for n in range(4)}
    done = graded(
        fork_server,
        "def first():\n    return 1",
        Limits(**{**LIMITS.as_dict(), "notebook_seconds": 3}),
        **slow,
    )
    assert {score.points for score in done.scores} == {0.0}
    assert "has used up its 3 seconds" in done.scores[1].flag


def test_what_all_cells_show_together_is_cut_and_said(fork_server):
    loud = {f"cell{n}": "print('x' * 15_000)" for n in range(6)}
    done = graded(fork_server, "def first():\n    return 1", **loud)
    assert len(done.content) < 100_000
    assert any("the rest was cut" in flag.reason for flag in done.flags)
    assert [score.points for score in done.scores] == [1.0, 1.0]


def test_sessions_that_go_on_ending_are_flagged(fork_server):
    ending = {f"cell{n}": "import os\nos._exit(1)" for n in range(4)}
    done = graded(fork_server, "def first():\n    return 1", **ending)
    assert any("ended too often" in flag.reason for flag in done.flags)


def test_a_notebook_that_is_too_large_says_so(fork_server):
    with pytest.raises(UnreadableError, match="at most 1 MB"):
        graded(fork_server, "x" * 2_000_000)


def test_every_limit_can_be_set_in_the_configuration():
    from traitlets.config import Config

    config = Config({"Limits": {"memory_mb": 77, "cell_seconds": 1.5}})
    assert Limits(config=config).as_dict()["memory_mb"] == 77
    assert Limits(config=config).as_dict()["cell_seconds"] == 1.5
    assert all(trait.help for trait in Limits().traits(config=True).values())


def test_an_ordinary_error_is_no_limit():
    assert LIMITS.hit("ValueError", "n is small") == ""
    assert LIMITS.hit("FileNotFoundError", "[Errno 2] No such file or directory: 'x'") == ""
