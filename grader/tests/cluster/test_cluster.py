"""A Dask cluster grades as this machine does, whatever happens to its workers.

`CLUSTER_PAUSE` says for how many seconds a worker is stopped: after some 60, Dask starts another one.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from nbseal import cluster
from nbseal.assignments.release import release
from nbseal.cluster import Cluster, differences, environment
from nbseal.errors import ClusterError
from nbseal.grading import dispatch, engine, workers
from nbseal.grading.spec import GradingSpec
from nbseal.grading.submission import Submission

from ..here import Here

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
CONFIG = {
    "distributed.worker.daemon": False,
    "distributed.scheduler.worker-ttl": "8 seconds",
    "distributed.comm.timeouts.connect": "8 seconds",
}
A_CLUSTER = pytest.mark.thorough("starts a scheduler and workers; the grading itself is the same elsewhere")
SLOW = "def triple(n):\n    import time\n    time.sleep(1)\n    return 3 * n"


@contextlib.contextmanager
def two_workers():
    """Run a scheduler and two single-core workers, as on two machines."""
    import dask

    with (
        pytest.MonkeyPatch.context() as patched,
        dask.config.set(CONFIG),
    ):
        patched.syspath_prepend(ROOT)  # workers take it over, and find the functions of this file
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as made:
            yield made


@pytest.fixture
def dask():
    """Return a cluster whose workers a test may end as it likes."""
    with two_workers() as made:
        yield made


@pytest.fixture(scope="module")
def calm():
    """Return a cluster that no test disturbs."""
    with two_workers() as made:
        yield made


@pytest.fixture
def released(course, answer):
    release(course, "num")
    for name in ("ada", "bob", "cem", "dee", "eve", "fay"):
        answer(name, triple=SLOW if name in ("ada", "dee") else "def triple(n):\n    return 3 * n")
    answer("blank")
    answer("loops", triple="while True: pass")
    return course


def grades(course):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions("num")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def workers_of(dask):
    return [worker.process.pid for worker in dask.workers.values() if worker.process is not None]


@contextlib.contextmanager
def disturbing(function):
    """Call a function again and again, until the block is done."""
    done = threading.Event()

    def again():
        while not done.wait(0.3):
            function()

    thread = threading.Thread(target=again)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@A_CLUSTER
def test_a_cluster_gives_every_cell_what_this_machine_gives_it(released, calm):
    here = engine.grade(released, "num", timeout=3, pool=Here())
    mine = grades(released)
    with Cluster(calm.scheduler_address) as pool:
        there = engine.grade(released, "num", timeout=3, force=True, pool=pool)
    assert there.workers == 2
    assert there.graded == here.graded
    assert there.flagged == here.flagged
    assert grades(released) == mine
    assert mine[("ada", "triple_tests")][0] > 0, "there is something to compare"


@A_CLUSTER
def test_the_scheduler_does_not_keep_what_it_has_passed_on(released, calm):
    with Cluster(calm.scheduler_address) as pool:
        engine.grade(released, "num", ["bob", "cem", "eve", "fay", "blank"], pool=pool)
    workers = list(calm.scheduler.stream_comms.values())
    assert len(workers) == 2
    assert max(len(worker.recent_message_log) for worker in workers) <= 4


@A_CLUSTER
def test_workers_that_are_killed_or_stop_cost_nobody_a_point(released, dask):
    engine.grade(released, "num", timeout=3, pool=Here())
    mine = grades(released)
    killed: list[int] = []
    paused = workers_of(dask)[0]
    resume = time.monotonic() + float(os.environ.get("CLUSTER_PAUSE", "3"))

    def disturb():
        if time.monotonic() > resume:
            with contextlib.suppress(ProcessLookupError):
                os.kill(paused, signal.SIGCONT)
        others = [pid for pid in workers_of(dask) if pid not in (paused, *killed)]
        if len(killed) < 2 and others:
            killed.append(others[0])
            with contextlib.suppress(ProcessLookupError):
                os.kill(others[0], signal.SIGKILL)

    with Cluster(dask.scheduler_address) as pool:
        os.kill(paused, signal.SIGSTOP)
        try:
            with disturbing(disturb):
                result = engine.grade(released, "num", timeout=3, force=True, pool=pool)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(paused, signal.SIGCONT)
    assert killed, "somebody was killed"
    assert len(result.graded) == 8
    assert grades(released) == mine


@A_CLUSTER
def test_a_submission_that_ends_its_process_each_time_is_flagged_and_the_rest_graded(
    released, dask, monkeypatch
):
    monkeypatch.setattr(workers, "grade_submission", poisonous)
    with Cluster(dask.scheduler_address) as pool:
        result = engine.grade(released, "num", timeout=3, pool=pool)
    said = {flag.student: flag.reason for flag in result.flagged}
    assert "grade it by hand" in said["bob"]
    assert len(result.graded) == 8
    assert grades(released)[("cem", "triple_tests")][0] > 0


@A_CLUSTER
def test_a_submission_that_kills_its_workers_is_flagged_and_not_passed_round(released, dask, monkeypatch):
    monkeypatch.setattr(workers, "grade_submission", murderous)
    with Cluster(dask.scheduler_address) as pool:
        result = engine.grade(released, "num", timeout=3, pool=pool)
    said = {flag.student: flag.reason for flag in result.flagged}
    assert "grade it by hand" in said["bob"]
    assert "cem" not in said
    assert len(result.graded) == 8
    assert grades(released)[("cem", "triple_tests")][0] > 0


def poisonous(spec, submission):
    if submission.student == "bob":
        os.kill(os.getpid(), signal.SIGKILL)
    return workers.grade_submission(spec, submission)


def murderous(spec, submission):
    if submission.student == "bob":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(30)
    return workers.grade_submission(spec, submission)


# ------------------------------------------------------------------------------------------- refusals


@A_CLUSTER
def test_a_worker_with_another_version_is_named_and_nothing_is_graded(calm, monkeypatch):
    mine = {**environment(), "pandas": "9.9"}
    monkeypatch.setattr(cluster, "environment", lambda: mine)
    monkeypatch.setattr(Cluster, "_inspect", lambda self: None)  # as if it had come later
    spec = GradingSpec(notebooks=(), files={}, limits={})
    with Cluster(calm.scheduler_address) as pool:
        future = pool.submit(workers.grade_submission, spec, Submission("ada", {}))
        with pytest.raises(ClusterError, match=r"pandas is .* there and 9\.9 here"):
            future.result(60)


def test_what_differs_is_said_by_name_and_not_at_length():
    mine = {"Python": "3.12.1", "pandas": "3.0", "numpy": "2.2", "altair": "6", "rich": "14"}
    assert differences(mine, {**mine, "ruff": "1"}) == ""
    assert differences(mine, {**mine, "pandas": "2.3"}) == "pandas is 2.3 there and 3.0 here"
    assert differences(mine, {}).endswith(", and 2 more")


def test_what_setuptools_brings_for_itself_is_no_part_of_the_environment(tmp_path, monkeypatch):
    known = environment()
    package = tmp_path / "_vendor" / "autocommand-2.2.2.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: autocommand\nVersion: 2.2.2\n")
    monkeypatch.syspath_prepend(package.parent)
    assert environment.__wrapped__() == known
    elsewhere = tmp_path / "own"
    package.parent.rename(elsewhere)
    monkeypatch.syspath_prepend(elsewhere)
    assert environment.__wrapped__() == {**known, "autocommand": "2.2.2"}


def test_the_source_of_the_grader_is_part_of_its_environment():
    assert len(environment()["nbseal"]) == 12
    assert environment()["pandas"]


@A_CLUSTER
def test_a_scheduler_that_is_not_there_is_one_sentence(course):
    command = [sys.executable, "-m", "nbseal", "grade", "num", "--scheduler", "tcp://127.0.0.1:9"]
    done = subprocess.run([*command, "--course", course.root], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    [line] = [line for line in done.stderr.splitlines() if line]
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in line


@A_CLUSTER
def test_a_scheduler_without_workers_is_one_sentence():
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as empty,
        pytest.raises(ClusterError, match="has no workers; start one"),
    ):
        Cluster(empty.scheduler_address)


@A_CLUSTER
def test_a_run_whose_workers_have_all_gone_ends_with_a_sentence(released, monkeypatch):
    monkeypatch.setattr(cluster, "_ALONE", 1)
    monkeypatch.setattr(dispatch, "_PATIENCE", 0.5)
    with (
        distributed.LocalCluster(n_workers=1, dashboard_address=None, silence_logs=50) as going,
        Cluster(going.scheduler_address) as pool,
    ):
        going.scale(0)
        with pytest.raises(ClusterError, match="no workers for 1 seconds; what was graded before"):
            engine.grade(released, "num", timeout=3, pool=pool)


@A_CLUSTER
def test_single_students_go_before_the_rest(calm):
    with Cluster(calm.scheduler_address, urgent=True) as pool:
        assert pool._priority > 0
