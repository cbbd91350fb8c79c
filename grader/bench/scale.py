"""What grading ten thousand, or a million, submissions would take on more machines.

    python bench/scale.py                     # 1,000 students of course101; a while on two cores
    python bench/scale.py --students 100 --course DIR --assignment ps1

In one run: the class is graded by local workers and by a Dask scheduler with as many single-core workers on
loopback, in turn, every worker pinned to a core of its own; the scores of both are compared cell by cell.
What each part took for each submission (a worker, the writer, the scheduler) goes into a model: whatever is
busiest sets the pace. The model's first rows are checked against the real runs.
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from grading import add_course_arguments, make_class
from nbgrader.api import Gradebook

from nbseal.cluster import Cluster
from nbseal.course import Course, open_course
from nbseal.grading import engine

PORT = 18786
CORES = 8  # of each machine in the tables


@dataclass
class Run:
    """One run over the class: wall clock, processor seconds by part, memory (MB) as it went on."""

    wall: float
    writer: float = 0.0
    scheduler: float = 0.0
    workers: float = 0.0
    memory: tuple[str, ...] = ()


def main() -> None:
    arguments = parsed()
    count = arguments.workers
    with tempfile.TemporaryDirectory(prefix="bench-scale-") as folder:
        course = open_course(make_class(Path(folder, "course"), arguments, arguments.students))
        print(f"{arguments.students} submissions of ps1, {count} workers\n")
        local: list[Run] = []
        spread: list[Run] = []
        with machines(count) as (scheduler, dask_workers):
            for _ in range(arguments.rounds):
                local.append(run_here(course, count))
                mine = scores(course)
                print(f"local workers: {local[-1].wall:.0f} s", flush=True)
                spread.append(run_there(course, scheduler, dask_workers))
                if scores(course) != mine:
                    sys.exit("The cluster's scores differ from those of local workers.")
                print(
                    f"the cluster:   {spread[-1].wall:.0f} s, the same scores in {len(mine)} cells",
                    flush=True,
                )
        few = course.submitted_students(only(course))[: max(1, arguments.students // 10)]
        with machines(1) as (scheduler, dask_workers):
            one = run_there(course, scheduler, dask_workers, few)
    here, there = (statistics.median(run.wall for run in runs) for runs in (local, spread))
    best = min(spread, key=lambda run: run.wall)
    print(f"throughput of a worker in the cluster, to that of a local one: {here / there:.2f}")
    print(f"memory of the writer, of the scheduler: {', '.join(best.memory)}\n")
    each = [part / arguments.students for part in (best.workers, best.writer, best.scheduler)]
    print(
        "each submission takes   a worker {:.1f} ms, the writer {:.1f} ms, the scheduler {:.1f} ms".format(
            *(1000 * part for part in each)
        )
    )
    print(f"submissions for each core-hour of workers: {3600 / each[0]:,.0f}")
    busiest = "writer" if each[1] > each[2] else "scheduler"
    print(f"the {busiest} is the limit from {each[0] / max(each[1:]):.0f} cores on\n")
    print("the model, and what it was:")
    for workers, students, real in ((1, len(few), one.wall), (count, arguments.students, there)):
        # On this machine, all parts share the cores.
        shared = students * sum(each) / min(workers + 1, os.cpu_count() or 1)
        told = max(students * each[0] / workers, shared)
        print(f"  {workers} workers, {students} submissions: {told:.0f} s, really {real:.0f} s")
    for total in (10_000, 1_000_000):
        print(
            f"\n{total:,} submissions, machines of {CORES} cores at {arguments.price:g} an hour for each core"
        )
        for number in (1, 2, 4, 8, 16, 32, 64):
            busy = {
                "workers": total * each[0] / (number * CORES),
                "writer": total * each[1],
                "scheduler": total * each[2],
            }
            limit = max(busy, key=lambda part: busy[part])
            hours = busy[limit] / 3600
            cost = hours * number * CORES * arguments.price
            print(f"  {number:>3} machines  {hours * 60:>9.1f} minutes  {cost:>8.2f}   limit: {limit}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_course_arguments(parser)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help="how often each way is tried; medians count")
    parser.add_argument("--price", type=float, default=0.05, help="of a core for an hour, in your currency")
    return parser.parse_args()


@contextmanager
def machines(count: int) -> Iterator[tuple[psutil.Process, list[psutil.Process]]]:
    """Start a scheduler and single-core workers with the commands of docs/grader.md, each pinned."""
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    line = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"]
    started = [subprocess.Popen(line, **quiet)]
    try:
        for _ in range(count):
            line = [*dask, "worker", f"tcp://127.0.0.1:{PORT}", "--nthreads", "1", "--no-dashboard"]
            started.append(subprocess.Popen(line, **quiet))
        wait_for(count)
        scheduler, *workers = [psutil.Process(one.pid) for one in started]
        for core, worker in enumerate(workers):
            pin(worker, core)
        yield scheduler, workers
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait()


def wait_for(count: int) -> None:
    from distributed import Client

    for _ in range(120):
        try:
            with Client(f"tcp://127.0.0.1:{PORT}", timeout=2, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=60)
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The scheduler did not start.")


def pin(process: psutil.Process, core: int) -> None:
    for one in (process, *process.children(recursive=True)):
        one.cpu_affinity([core % (os.cpu_count() or 1)])


def run_here(course: object, count: int) -> Run:
    def pinned(done: int, *_: object) -> None:
        if done == 1:
            for core, child in enumerate(multiprocessing.active_children()):
                pin(psutil.Process(child.pid), core)

    result = engine.grade(course, only(course), workers=count, force=True, progress=pinned)
    return Run(result.seconds)


def run_there(
    course: object,
    scheduler: psutil.Process,
    workers: list[psutil.Process],
    students: list[str] | None = None,
) -> Run:
    before = [used(scheduler), sum(used(it) for it in workers), used(psutil.Process())]
    memory: list[str] = []

    def look(done: int, total: int, *_: object) -> None:
        if done % max(1, total // 4) == 0:
            both = (psutil.Process(), scheduler)
            memory.append(" + ".join(f"{it.memory_info().rss / 1e6:.0f}" for it in both) + " MB")

    with Cluster(f"tcp://127.0.0.1:{PORT}") as pool:
        result = engine.grade(course, only(course), students, force=True, progress=look, pool=pool)
    after = [used(scheduler), sum(used(it) for it in workers), used(psutil.Process())]
    theirs, work, own = (now - then for now, then in zip(after, before, strict=True))
    return Run(result.seconds, writer=own, scheduler=theirs, workers=work, memory=tuple(memory))


def used(process: psutil.Process) -> float:
    """Return the processor seconds of a process and of all below it, ended or not."""
    total = 0.0
    for one in (process, *(process.children(recursive=True) if process.pid != os.getpid() else ())):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if one.pid != os.getpid():
            total += times.children_user + times.children_system
    return total


def only(course: Course) -> str:
    """Return the name of the one assignment that the course has."""
    [name] = course.assignments()
    return name


def scores(course: Course) -> dict[tuple[str, str], float | None]:
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(only(course))
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


if __name__ == "__main__":
    main()
