"""Killed at any moment, out of disk or locked out: nothing is half-written, and the next run makes it good.

`GRADER_KILLS` says how often each kind of process is killed, `GRADER_LOCK` for how many seconds the gradebook
is locked; both are small by default, to keep the tests quick.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from nbseal.assignments.release import release
from nbseal.grading import engine, sandbox

from ..here import Here

KILLS = int(os.environ.get("GRADER_KILLS", "2"))
LOCKED = float(os.environ.get("GRADER_LOCK", "7"))  # SQLite by itself waits for five
CLASS = 12

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(60 + 120 * KILLS),
]

# Says when it begins to write the scores of the submission whose number is given, and takes its time.
RUN = """
import sys, time
from nbseal.grading import engine
from nbseal.grading.gradebook_rows import AssignmentRows
number, real = [int(sys.argv[2])], AssignmentRows.write_comments
def slow(*arguments):
    number[0] -= 1
    if number[0] == 0:
        print("writing", flush=True)
        time.sleep(float(sys.argv[3]))
    return real(*arguments)
AssignmentRows.write_comments = slow
if __name__ == "__main__":
    engine.grade(sys.argv[1], "num", force=True, workers=1)
"""


def rows(course):
    """Return all that a run writes into the gradebook, without the ids that it draws."""
    whose = "JOIN submitted_notebook n ON x.notebook_id = n.id JOIN submitted_assignment s "
    whose += "ON n.assignment_id = s.id JOIN base_cell b ON x.cell_id = b.id"
    queries = (
        f"SELECT s.student_id, b.name, auto_score, manual_score, needs_manual_grade FROM grade x {whose}",
        f"SELECT s.student_id, b.name, auto_comment, manual_comment FROM comment x {whose}",
        "SELECT s.student_id, n.flagged FROM submitted_notebook n "
        "JOIN submitted_assignment s ON n.assignment_id = s.id",
        "SELECT * FROM nbseal_run",
    )
    gradebook = create_engine(course.db_url)
    with gradebook.connect() as connection:
        found = [sorted(map(tuple, connection.execute(text(query))), key=repr) for query in queries]
    gradebook.dispose()
    return found


def processes():
    """Return every process's parent and command line."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
            line = status.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if state not in "ZX":
            found[int(status.parent.name)] = (int(parent), line)
    return found


def descendants(pid, of):
    found: set[int] = {pid}
    before: set[int] = set()
    while found != before:
        before = set(found)
        found |= {child for child, (parent, _) in of.items() if parent in found}
    return found - {pid}


def victims(run, kind):
    """Return the processes of a kind that a run has started."""
    there = processes()
    mine = descendants(run.pid, there)
    if kind == "worker":
        return [pid for pid in mine if there[pid][0] == run.pid and "spawn_main" in there[pid][1]]
    if kind == "its fork":
        return [pid for pid in mine if "spawn_main" in there[pid][1] and there[pid][0] != run.pid]
    lines = {pid: there[pid][1] for pid in mine}
    servers = [pid for pid in mine if "fork_server_main" in lines[pid] and "bwrap" not in lines[pid]]
    return [pid for pid in servers if there[pid][0] not in servers]


@pytest.fixture
def classroom(course, answer):
    release(course, "num")
    for number in range(CLASS):
        answer(f"student{number:02d}", double="def double(n):\n    return 2 * n", reason="Because.")
    engine.grade(course, "num", pool=Here())
    return course


def still_running(started):
    """Return the command lines of those processes that have not ended after half a minute."""
    deadline = time.monotonic() + 30
    while started & processes().keys() and time.monotonic() < deadline:
        time.sleep(0.2)
    there = processes()
    return [there[pid] for pid in started & there.keys()]


def kill_whole(run):
    """Kill a run, and see that nothing it has started goes on without it."""
    started = descendants(run.pid, processes())
    run.send_signal(signal.SIGKILL)
    assert still_running(started) == []
    run.communicate()


def begin(course, at=0, slowly=0.0):
    line = [sys.executable, "-c", RUN, str(course.root), str(at), str(slowly)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.thorough("kills whole runs again and again; one of their processes is killed anyway")
def test_a_run_that_is_killed_leaves_nothing_running_and_the_next_ends_as_if_it_had_not_been(classroom):
    undisturbed = rows(classroom)
    moments = random.Random(6)
    for kill in range(2 * KILLS):
        run = begin(classroom, at=moments.randint(1, CLASS) if kill % 2 else 0, slowly=0.2)
        if kill % 2:  # in the middle of a transaction
            run.stdout.readline()
            time.sleep(moments.uniform(0, 0.2))
        else:
            time.sleep(moments.uniform(0.5, 8))
        kill_whole(run)
    engine.grade(classroom, "num", pool=Here())
    assert rows(classroom) == undisturbed
    left = list(classroom.root.rglob(".num-*"))
    engine.grade(classroom, "num", pool=Here(), force=True)
    assert [path for path in left if path.exists()] == []


def test_a_run_that_is_killed_before_its_worker_is_ready_leaves_nothing_running(classroom):
    run = begin(classroom)
    while not victims(run, "worker"):
        time.sleep(0.01)
    kill_whole(run)


REST = pytest.mark.thorough("each is killed as a worker is, which takes seconds")


@pytest.mark.parametrize(
    "kind", ["worker", *(pytest.param(kind, marks=REST) for kind in ("warm process", "its fork"))]
)
def test_a_run_one_of_whose_processes_is_killed_goes_on(classroom, kind):
    undisturbed = rows(classroom)
    moments = random.Random(7)
    killed = runs = 0
    while killed < KILLS:
        assert (runs := runs + 1) < 20 + KILLS, "no such process was ever there to be killed"
        run = begin(classroom)
        goal = min(KILLS, killed + 2)  # more in one run, and the sandbox would count as out of order
        while run.poll() is None:
            time.sleep(moments.uniform(0.1, 1))
            for pid in victims(run, kind)[:1] if killed < goal else ():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        _, said = run.communicate()
        assert run.returncode == 0, said
    engine.grade(classroom, "num", pool=Here())
    assert rows(classroom) == undisturbed


def test_ctrl_c_stops_a_run_in_one_sentence_and_the_next_goes_on(classroom, answer, tmp_path):
    for number in range(CLASS):
        answer(f"student{number:02d}", double="def double(n):\n    return n + n", reason="Because.")
    line = [sys.executable, "-m", "nbseal", "grade", "num", "--workers", "1"]
    said = tmp_path / "said"
    # A shell that runs the tests in the background has them, and all that they start, ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with said.open("w") as out:  # as in a terminal, the whole group of processes hears of it
        run = subprocess.Popen(line, cwd=classroom.root, stderr=out, start_new_session=True)
    signal.signal(signal.SIGINT, before)
    while "graded 2 of" not in said.read_text():
        time.sleep(0.02)
    started = descendants(run.pid, processes())
    assert started
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(60) == 2
    *before, last = said.read_text().splitlines()
    assert all(line.startswith("graded ") for line in before)
    assert last == "Stopped; what was done before is kept, and the same command goes on from there."
    assert still_running(started) == []
    rest = engine.grade(classroom, "num", pool=Here())
    assert 0 < len(rest.graded) < CLASS
    assert len(rest.unchanged) == CLASS - len(rest.graded)
    stopped = rows(classroom)
    engine.grade(classroom, "num", pool=Here(), force=True)
    assert rows(classroom) == stopped


@pytest.mark.thorough("waits ten seconds; test_gradebooks.py waits for another's rows in every run")
def test_a_gradebook_that_another_process_has_locked_is_waited_for(classroom):
    undisturbed = rows(classroom)
    database = classroom.db_url.removeprefix("sqlite:///")
    lock = f"import sqlite3, time; g = sqlite3.connect({database!r}, isolation_level=None); "
    lock += f"g.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); time.sleep({LOCKED}); "
    lock += "g.execute('COMMIT')"
    with subprocess.Popen([sys.executable, "-c", lock], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        result = engine.grade(classroom, "num", pool=Here(), force=True)
        assert other.wait() == 0
    assert len(result.graded) == CLASS
    assert rows(classroom) == undisturbed


FULL = """
set -e
mount -t tmpfs -o size={size} tmpfs {root}
cp -r {copy}/. {root}/
cd {root}
{python} -m nbseal grade num --force --workers 1 || echo "ended $?"
{python} -c "{code}"
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, of util-linux")
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(classroom, tmp_path):
    """The course lies on a small file system of its own, which is filled but for a little."""
    root = classroom.root
    for place in root.glob("submitted/*/num"):
        (place / "figure.bin").write_bytes(os.urandom(300_000))
    shutil.copytree(root, tmp_path / "copy")
    code = (
        "import glob, nbformat, sqlite3\n"
        "print('check', sqlite3.connect('gradebook.db').execute('PRAGMA integrity_check').fetchone()[0])\n"
        "for path in glob.glob('autograded/*/num/num.ipynb'): nbformat.read(path, 4)\n"
        "print('left', glob.glob('autograded/*/.num-*'))\n"
    )
    script = FULL.format(
        size=f"{sum(p.stat().st_size for p in root.rglob('*') if p.is_file()) + 1_800_000}",
        root=root,
        copy=tmp_path / "copy",
        python=sys.executable,
        code=code,
    )
    line = [
        "unshare",
        "--mount",
        *(["--user", "--map-root-user"] if os.geteuid() else []),
        "sh",
        "-c",
        script,
    ]
    run = subprocess.run(line, capture_output=True, text=True, check=False)
    said = run.stderr.strip().splitlines()
    assert "ended 2" in run.stdout, run.stdout + run.stderr
    assert "No space left on device" in said[-1]
    assert "run the same command again" in said[-1]
    assert "Traceback" not in run.stderr
    assert "check ok" in run.stdout
    assert "left []" in run.stdout
