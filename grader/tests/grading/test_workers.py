"""A check that hangs or brings its process down costs itself alone; nothing is believed that cannot be."""

import json
import os
import signal
import sys
from dataclasses import replace

import msgspec
import pytest

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook, ReleasedCell
from nbseal.errors import SandboxError
from nbseal.grading import sandbox, workers
from nbseal.grading.flag import Flag
from nbseal.grading.notebook.graded import GradedNotebook
from nbseal.grading.notebook.outcome import Outcome
from nbseal.grading.notebook.scoring import Score
from nbseal.grading.shared_ledger import SharedLedger
from nbseal.grading.spec import GradingSpec
from nbseal.grading.submission import GradedSubmission, Submission, is_possible, ungradable_submission
from nbseal.grading.workers import Worker
from nbseal.limits import Limits

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

TASKS = ("first", "second", "third")


def spec(check, files=None, **limits):
    """Return a spec of three tasks of a point each, the second of which has this check."""
    known = []
    for task in TASKS:
        source = check if task == "second" else f"assert {task} == 1"
        known.append(ReferenceCell(task, "code", "stub", "x", False, False, True, False, 0.0))
        known.append(ReferenceCell(f"{task}_tests", "code", source, "x", True, True, False, False, 1.0))
    reference = ReferenceNotebook("hw", None, tuple(known), NotebookNames(students=frozenset(TASKS)))
    plain = Limits(**{"cell_seconds": 1, "check_memory_mb": 400, **limits}).as_dict()
    return GradingSpec((reference,), files or {}, plain)


def submission(second="1", more=""):
    cells = [(task, f"{task} = {second if task == 'second' else 1}") for task in TASKS]
    made = [
        {
            "cell_type": "code",
            "source": source,
            "metadata": {"nbgrader": {"grade_id": name, "solution": True}},
        }
        for name, source in cells
    ]
    made.append({"cell_type": "code", "source": more, "metadata": {}})
    whole = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return Submission("ada", {"hw": json.dumps(whole).encode()})


@pytest.fixture
def graded(monkeypatch):
    monkeypatch.setattr(workers, "_GRACE", 4)

    def grade(check, second="1", files=None, more="", **limits):
        return workers._worker(spec(check, files, **limits)).grade_in_forks(submission(second, more))

    return grade


def points(done):
    return [score.points for notebook in done.notebooks for score in notebook.scores]


def reasons(done):
    return {flag.task: flag.reason for flag in done.all_flags()}


def test_a_check_that_cannot_be_interrupted_is_ended_and_costs_itself_alone(graded):
    done = graded("assert 7 ** second == 7", second="10**8")
    assert points(done) == [1.0, 0.0, 1.0]
    assert "took longer than 5 seconds" in reasons(done)["second_tests"]


def test_a_check_that_crashes_python_costs_itself_alone(graded):
    done = graded("import ctypes\nctypes.string_at(second)", second="0")
    assert points(done) == [1.0, 0.0, 1.0]
    assert "could not be run to its end" in reasons(done)["second_tests"]
    assert done.complete


def test_a_check_that_needs_too_much_memory_costs_itself_alone(graded):
    done = graded("assert len('x' * second) > 1", second="10**10")
    assert points(done) == [1.0, 0.0, 1.0]
    assert "too much memory" in reasons(done)["second_tests"]


@pytest.mark.thorough("takes ten seconds of processor time to unfold; others are too large at once")
def test_a_value_that_unfolds_to_too_much_costs_its_check_alone(graded):
    done = graded("assert second == 1", second="[[] for _ in range(4_000_000)]", cell_seconds=30)
    assert points(done) == [1.0, 0.0, 1.0]
    assert reasons(done)["second_tests"]


def test_whoever_grades_a_submission_has_no_say_in_what_is_run_for_all(graded):
    """It holds three sockets: to the worker, to the session, and to what starts and stops sessions."""
    check = """
import os, stat
sockets = []
for number in range(3, 200):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            sockets.append(number)
    except OSError:
        pass
assert second == 1 and len(sockets) == 3, sockets
"""
    assert points(graded(check)) == [1.0, 1.0, 1.0]


def test_what_a_notebook_begins_with_is_run_once_for_all_submissions():
    wanted = spec("assert second == 1")
    begun = replace(wanted.notebooks[0], opening=(ReleasedCell(0, None, "begun = [1]"),))
    worker = Worker(replace(wanted, notebooks=(begun,)))
    try:
        assert [len(it.cells) for it in worker.fork_server.openings.values()] == [1]
        for answer in ("begun[0]", "begun.pop()", "len(begun)", "begun.append(2) or begun[0]", "len(begun)"):
            handed_in = submission(answer)
            whole = json.loads(handed_in.notebooks["hw"])
            whole["cells"].insert(0, {"cell_type": "code", "source": "begun = [1]", "metadata": {}})
            handed_in.notebooks["hw"] = json.dumps(whole).encode()
            assert points(worker.grade_in_forks(handed_in)) == [1.0, 1.0, 1.0]
    finally:
        worker.close()


def test_nothing_is_imported_from_what_a_student_hands_in(graded, monkeypatch):
    """Not even where this process has its own folder on the path, as one that a notebook has started has."""
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    check = "assert open('quiet_helper.py').read() == 'ran = 1'\nimport quiet_helper"
    done = graded(check, second="open('quiet_helper.py', 'w').write('ran = 1')")
    assert points(done) == [1.0, 0.0, 1.0]
    assert "No module named 'quiet_helper'" in reasons(done)["second_tests"]


def test_a_module_of_the_assignment_is_found_by_cells_and_checks(graded):
    files = {"quiet_helper.py": b"one = 1", "parts/__init__.py": b"", "parts/more.py": b"two = 2"}
    check = "import quiet_helper\nfrom parts.more import two\nassert second == quiet_helper.one == two - 1"
    assert points(graded(check, "__import__('quiet_helper').one", files=files)) == [1.0, 1.0, 1.0]


def test_a_check_that_has_ended_keeps_its_outcome_when_a_later_one_crashes(graded):
    """Else a student's code that guesses could guess again."""
    guess = "import os\nfirst = 1 if os.urandom(1)[0] < 128 else 2"
    for _ in range(4):
        done = graded("import ctypes\nctypes.string_at(second)", second="0", more=guess)
        assert points(done)[0] == 1.0


def test_a_check_reads_the_assignments_files_and_imports_its_modules(graded):
    files = {"helper.py": b"RIGHT = 1", "data/numbers.csv": b"1"}
    done = graded(
        "from helper import RIGHT\nassert second == RIGHT == int(open('data/numbers.csv').read())",
        files=files,
    )
    assert points(done) == [1.0, 1.0, 1.0]


def test_a_text_that_a_check_evaluates_reaches_nothing_of_the_machine(graded, tmp_path):
    (tmp_path / "gradebook.db").write_text("the grades")
    done = graded("eval(second)", second=repr(f"open({str(tmp_path / 'gradebook.db')!r}).read()"))
    assert points(done) == [1.0, 0.0, 1.0]
    assert "FileNotFoundError" in done.notebooks[0].scores[1].message
    done = graded("eval(second)", second=repr("__import__('os').kill(-1, 9)"))
    assert points(done)[0] == points(done)[2] == 1.0


def test_a_worker_keeps_its_sandbox_for_the_next_assignment_unless_that_needs_another():
    first = spec("assert second == 1", cell_seconds=9)
    worker = Worker(first)
    try:
        second = spec("from helper import RIGHT\nassert second == RIGHT", {"helper.py": b"RIGHT = 2"})
        assert worker.prepare_for(second)
        assert worker.limits.cell_seconds == worker.fork_server.limits.cell_seconds == 1
        assert points(worker.grade_in_forks(submission("2"))) == [1.0, 1.0, 1.0]
        assert worker.prepare_for(first)
        assert points(worker.grade_in_forks(submission("2"))) == [1.0, 0.0, 1.0]
        assert not worker.prepare_for(replace(first, preload=("colorsys",)))
        assert not worker.prepare_for(replace(first, read_only=("/var",)))
        assert not worker.prepare_for(replace(first, sandboxed=False))
    finally:
        worker.close()


def test_the_process_for_student_code_is_replaced_when_it_is_gone(monkeypatch):
    of_one_run = spec("assert second == 1")
    monkeypatch.setattr(workers, "_kept", [])
    worker = workers._worker(of_one_run)
    os.kill(worker.fork_server._process.pid, signal.SIGKILL)
    done = workers.grade_submission(of_one_run, submission())
    assert points(done) == [1.0, 1.0, 1.0]
    workers._forget()


def test_a_sandbox_that_does_not_start_is_an_error_and_no_score(monkeypatch):
    def broken(*_, **__):
        raise SandboxError("it does not start")

    monkeypatch.setattr(workers, "_kept", [])
    monkeypatch.setattr(workers, "ForkServer", broken)
    with pytest.raises(SandboxError):
        workers.grade_submission(spec("assert second == 1"), submission())


SCORES = [Score(f"{task}_tests", 1.0) for task in TASKS]
RIGHT = GradedSubmission("ada", [GradedNotebook("hw", "{}", SCORES)])


@pytest.mark.parametrize(
    "notebooks",
    [
        [],
        [GradedNotebook("../hw", "{}", SCORES)],
        [GradedNotebook("hw", "{}", SCORES), GradedNotebook("hw", "{}", SCORES)],
        [GradedNotebook("hw", "{}", SCORES[:2])],
        [GradedNotebook("hw", "{}", [*SCORES, SCORES[0]])],
        [GradedNotebook("hw", "{}", [replace(SCORES[0], points=100.0), *SCORES[1:]])],
        [GradedNotebook("hw", "{}", [replace(SCORES[0], points=-1.0), *SCORES[1:]])],
        [GradedNotebook("hw", "{}", [replace(SCORES[0], points=float("nan")), *SCORES[1:]])],
        [GradedNotebook("hw", "{}", [replace(SCORES[0], cell="other"), *SCORES[1:]])],
    ],
)
def test_what_cannot_have_been_earned_is_not_believed(notebooks):
    of_one_run = spec("assert second == 1")
    assert is_possible(RIGHT, of_one_run)
    assert not is_possible(GradedSubmission("ada", notebooks), of_one_run)


def test_a_ledger_keeps_the_first_outcome_and_loses_a_check_at_its_second_death():
    ledger = SharedLedger()
    for ended in ("failed", "passed"):
        ledger.note("begin", ["hw", "a"])
        ledger.note("end", ["hw", "a", msgspec.msgpack.encode(Outcome(ended))])
    assert ledger.ended[("hw", "a")].ended == "failed"
    ledger.note("begin", ["hw", "b"])
    ledger.blame("its process ended", at_once=False)
    assert ledger.lost == {}
    ledger.blame("its process ended", at_once=False)
    assert list(ledger.lost) == [("hw", "b")]


def test_a_lost_submission_is_flagged_and_not_complete():
    lost = ungradable_submission(spec("assert second == 1"), "ada", "the sandbox failed")
    assert lost.all_flags() == [Flag(student="ada", notebook="hw", reason="the sandbox failed")]
    assert points(lost) == [0.0, 0.0, 0.0]
    assert not lost.complete


def test_what_a_check_and_a_session_use_is_counted(graded):
    busy = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end:\n    pass\n"
    done = graded(f"{busy}assert second == 1", more=busy, cell_seconds=60)
    assert done.cpu_seconds >= 0.8
