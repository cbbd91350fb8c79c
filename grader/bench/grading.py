"""Grade the same class with this grader, with stock nbgrader, and with nothing but fork and exec.

    python bench/grading.py                                  # nbgrader's own course101
    python bench/grading.py --course DIR --assignment ps1 --sizes 20 100 --stock 4

Every student hands in a mixture, drawn with a fixed seed, of right, wrong, unanswered and blank answers to
one assignment. Everything is measured in one run: each command is a process of its own, and counts with all
its descendants. Stock nbgrader and the floor (a process with everything imported, which forks and executes
the cells) take the first `--stock` students; the scores of both graders are compared cell by cell.
Seconds are processor seconds (user and system) unless they say wall. The last lines are the ratios to quote.
"""

import argparse
import ctypes
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import nbgrader

GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
_SUBREAPER = 36  # of prctl(2)

FLOOR = """
import contextlib, io, os, resource, sys, time
import nbformat
for name in sys.argv.pop(1).split(','):
    if name:
        __import__(name)
read = [[c.source for c in nbformat.read(p, 4).cells if c.cell_type == "code"] for p in sys.argv[1:]]
began = time.process_time()
for cells in read:
    pid = os.fork()
    if pid == 0:
        names = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for source in cells:
                try:
                    exec(source, names)
                except Exception:
                    pass
        os._exit(0)
    os.waitpid(pid, 0)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.process_time() - began + used.ru_utime + used.ru_stime)
"""

OURS = """
import json, sys, time
from nbseal.grading import engine
if __name__ == "__main__":
    before = time.process_time()
    course, assignment, workers, tests = sys.argv[1:]
    result = engine.grade(course, assignment, workers=int(workers) or None, tests=tests)
    print(json.dumps({
        "before": before, "own": time.process_time() - before, "sessions": result.cpu_seconds,
        "graded": len(result.graded), "flags": len(result.flagged), "workers": result.workers,
    }))
"""


@dataclass
class Used:
    """What a command took, with all its descendants; `engine_mb` and `all_mb` are peaks."""

    cpu: float
    wall: float
    engine_mb: float
    all_mb: float
    said: str


@dataclass
class Ours:
    """What grading one class took, and grading it again."""

    count: int
    grade: Used
    again: Used

    @property
    def each(self) -> float:
        """Processor seconds for each submission, with everything that had to be started."""
        return self.grade.cpu / self.count


def main() -> None:
    arguments = parsed()
    be_subreaper()
    with tempfile.TemporaryDirectory(prefix="bench-grading-") as folder:
        few = make_class(Path(folder, "stock"), arguments, arguments.stock)
        stock = stock_rounds(few, arguments)
        floor = floor_of(few, arguments)
        ours = []
        for size in arguments.sizes:
            course = make_class(Path(folder, str(size)), arguments, size)
            ours.append(grade(course, size, arguments))
            if size == max(arguments.sizes):
                rest_of_the_round(course, size, stock, arguments)
            differ = compare(course, few, arguments.assignment)
        ratios(ours, stock["autograde"] / arguments.stock, floor, differ)


def be_subreaper() -> None:
    """Have orphans below become children of this process, so that none goes uncounted."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_course_arguments(parser)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[20, 100, 500], help="how large the classes are"
    )
    parser.add_argument("--stock", type=int, default=20, help="how many students stock nbgrader grades")
    parser.add_argument("--workers", type=int, default=0, help="0: as many as the grader thinks best")
    parser.add_argument("--tests", default="outside")
    return parser.parse_args()


def add_course_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which assignment is graded, and what its notebooks need."""
    parser.add_argument("--course", type=Path, default=GUIDE, help="default: nbgrader's own course101")
    parser.add_argument("--assignment", default="ps1")
    parser.add_argument(
        "--preload", nargs="*", default=["numpy", "pandas", "altair"], help="as c.Sessions.preload"
    )
    parser.add_argument("--read-only", nargs="*", default=[], help="as c.Sessions.read_only")


# ------------------------------------------------------------------------------------ the class


def make_class(course: Path, arguments: argparse.Namespace, students: int) -> Path:
    """Release the assignment in a new course folder, with stock settings, and have it handed in."""
    assignment = arguments.assignment
    from nbseal.assignments.release import release
    from nbseal.course import open_course

    course.mkdir()
    shutil.copytree(arguments.course / "source" / assignment, course / "source" / assignment)
    course.joinpath("nbgrader_config.py").write_text(
        "c = get_config()\n"
        f"c.CourseDirectory.root = {str(course)!r}\n"
        "c.ClearSolutions.code_stub = {'python': '# YOUR CODE HERE\\n"
        'raise NotImplementedError("this task has no answer yet")\'}\n'
        f"c.Sessions.preload = {arguments.preload!r}\n"
        f"c.Sessions.read_only = {[str(Path(it).resolve()) for it in arguments.read_only]!r}\n"
        "c.Execute.timeout = 120\n"
    )
    release(open_course(course), assignment)
    choice = random.Random(20260112)
    known = answers(arguments.course, assignment)
    for number in range(students):
        place = course / "submitted" / f"student{number:04d}" / assignment
        shutil.copytree(course / "release" / assignment, place)
        for path in sorted(place.glob("*.ipynb")):
            notebook = nbformat.read(path, 4)
            for cell in notebook.cells:
                task = cell.metadata.get("nbgrader", {}).get("grade_id")
                if task in known and (draw := choice.random()) > 0.12:
                    cell.source = "" if draw < 0.18 else choice.choice(known[task])
                elif cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "markdown":
                    cell.source = choice.choice([cell.source, "Because the second is larger."])
            nbformat.write(notebook, path)
    return course


def answers(course: Path, assignment: str) -> dict[str, list[str]]:
    """Return every answer there is to each task: the solution, others that are right, and mistakes."""
    from nbseal.assignments.soundness.answer_files import read_answers
    from nbseal.assignments.soundness.trials import tasks_of
    from nbseal.course.notebooks import read

    found = {}
    for path in sorted((course / "source" / assignment).glob("*.ipynb")):
        found |= {task.cell[1]: [task.solution] for task in tasks_of(path.stem, read(path))}
    for path in sorted((course / "answers" / assignment).glob("*/*.py")):
        for task, code in read_answers(path).code.items():
            found[task].append(code)
    return found


# ------------------------------------------------------------------------------------ measuring


def measured(command: list[str], folder: Path, allowed: Iterable[int] = (0,)) -> Used:
    """Run a command to the end of its last descendant."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        run = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=errors)
        peaks, over = {"engine": 0.0, "all": 0.0}, threading.Event()
        watch = threading.Thread(target=watch_memory, args=(run.pid, peaks, over))
        watch.start()
        code = run.wait()
        wall = time.monotonic() - began
        over.set()
        watch.join()
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
        said.seek(0)
        errors.seek(0)
        if code not in allowed:
            sys.exit(f"{' '.join(command)[:200]} ended with {code}:\n{errors.read()[-2000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Used(cpu, wall, peaks["engine"], peaks["all"], said.read())


def watch_memory(pid: int, peaks: dict[str, float], over: threading.Event) -> None:
    """Note the most memory that a process has used, and all below it together (each page counted once)."""
    while not over.wait(0.5):
        parents = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
        tree, size = {pid}, 0
        while len(tree) != size:
            size = len(tree)
            tree |= {child for child, parent in parents.items() if parent in tree}
        peaks["engine"] = max(peaks["engine"], kilobytes(pid, "status", "VmHWM:") / 1000)
        peaks["all"] = max(peaks["all"], sum(kilobytes(it, "smaps_rollup", "Pss:") for it in tree) / 1000)


def kilobytes(pid: int, file: str, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


# ------------------------------------------------------------------------------------ the graders


def stock_rounds(course: Path, arguments: argparse.Namespace) -> dict[str, float]:
    """Have stock nbgrader do its steps; return the seconds of each."""
    found = {}
    for line in (["generate_assignment", "--force"], ["autograde"], ["generate_feedback"], ["export"]):
        names = [] if line[0] == "export" else [arguments.assignment]
        used = measured([sys.executable, "-m", "nbgrader", *line, *names], course)
        each = used.cpu / arguments.stock
        say("stock", f"{line[0]}: {used.cpu:.1f} s, {each:.2f} s each; {used.wall:.1f} s wall")
        found[line[0]] = used.cpu
    return found


def floor_of(course: Path, arguments: argparse.Namespace) -> float:
    notebooks = complete(course, arguments.assignment)
    line = [sys.executable, "-c", FLOOR, ",".join(arguments.preload), *notebooks]
    each = float(measured(line, course).said) / arguments.stock
    say("floor", f"fork and exec of the same cells: {each:.3f} s each")
    return each


def complete(course: Path, assignment: str, students: int | None = None) -> list[str]:
    """Write the notebooks of the first students with all tests in them, hidden ones as well; return where."""
    made = []
    for folder in sorted((course / "submitted").iterdir())[:students]:
        made += [_completed(course, path) for path in sorted((folder / assignment).glob("*.ipynb"))]
    return made


def _completed(course: Path, path: Path) -> str:
    notebook = nbformat.read(path, 4)
    source = nbformat.read(course / "source" / path.parent.name / path.name, 4)
    tests = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in source.cells}
    for cell in notebook.cells:
        known = cell.metadata.get("nbgrader", {})
        if known.get("grade") and not known.get("solution"):
            cell.source = tests[known["grade_id"]]
    made = course / f"complete-{path.parent.parent.name}-{path.name}"
    nbformat.write(notebook, made)
    return str(made)


def grade(course: Path, size: int, arguments: argparse.Namespace) -> Ours:
    line = [sys.executable, "-c", OURS, str(course), arguments.assignment]
    used = measured([*line, str(arguments.workers), arguments.tests], course)
    told = json.loads(used.said)
    starting = used.cpu - told["before"] - told["own"] - told["sessions"]
    say("ours", f"{told['graded']} submissions, {told['workers']} workers, {told['flags']} flags")
    say("", f"{used.cpu:.1f} s, {used.cpu / size:.3f} s each; {used.wall:.1f} s wall")
    say("", f"sessions and tests {told['sessions'] / size:.3f} s each, reading and writing")
    say("", f"{told['own'] / size:.3f} s each; starting: the engine {told['before']:.1f} s, and the workers")
    say("", f"with their sandboxes {starting / told['workers']:.1f} s for each of them")
    say("", f"most memory: the engine {used.engine_mb:.0f} MB, all processes {used.all_mb:.0f} MB")
    command = [sys.executable, "-m", "nbseal", "grade", arguments.assignment, "--json"]
    again = measured([*command, "--tests", arguments.tests], course, allowed=(0, 1))
    if (unchanged := len(json.loads(again.said)["unchanged"])) != size:
        sys.exit(f"The second run took {unchanged} of {size} as unchanged.")
    say("", f"a second run, nothing changed: {again.cpu:.1f} s; {again.wall:.1f} s wall")
    return Ours(size, used, again)


def rest_of_the_round(
    course: Path, size: int, stock: dict[str, float], arguments: argparse.Namespace
) -> None:
    """Time the steps after grading, which nbgrader has as well."""
    program = [sys.executable, "-m", "nbseal"]
    lines = {
        "generate_feedback": ["feedback", arguments.assignment],
        "export": ["export", "-o", "grades.csv"],
    }
    for theirs, line in lines.items():
        used = measured([*program, *line], course, allowed=(0, 1))
        less = stock[theirs] / arguments.stock / (used.cpu / size)
        say("ours", f"{line[0]}: {used.cpu / size:.3f} s each, {less:.1f} times less than stock")


def compare(course: Path, few: Path, assignment: str) -> int:
    from nbgrader.api import Gradebook

    def scores(folder: Path) -> dict[tuple[str, str], float | None]:
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            return {
                (submission.student.id, grade.name): grade.auto_score
                for submission in gradebook.assignment_submissions(assignment)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }

    mine, theirs = scores(course), scores(few)
    both = sorted(mine.keys() & theirs.keys())
    different = [key for key in both if mine[key] != theirs[key]]
    say("scores", f"{len(both)} cells compared with stock, {len(different)} differ")
    for student, cell in different:
        here, there = mine[student, cell], theirs[student, cell]
        say("", f"{student} {cell}: ours {here}, stock {there}")
    return len(different)


def ratios(ours: list[Ours], stock: float, floor: float, differ: int) -> None:
    print()
    for one in ours:
        times = f"stock takes {stock / one.each:.1f} times ours, ours {one.each / floor:.1f} times the floor"
        say(f"{one.count}", times)
    first, last = ours[0], ours[-1]
    marginal = (last.grade.cpu - first.grade.cpu) / max(1, last.count - first.count)
    if len(ours) > 1:
        say(
            "each",
            f"one more: stock {stock / marginal:.1f} times ours, ours {marginal / floor:.1f} times floor",
        )
        middle = ours[-2]
        grown = last.grade.engine_mb / middle.grade.engine_mb
        say("memory", f"engine at {last.count}: {grown:.2f} times that at {middle.count}")
        grown = last.grade.all_mb / middle.grade.all_mb
        say("", f"all processes at {last.count}: {grown:.2f} times those at {middle.count}")
    say("wall", f"{last.count} in {last.grade.wall:.0f} s, again in {last.again.wall:.1f} s")
    say("scores", f"{differ} cells differ from stock's")


def say(what: str, text: str) -> None:
    print(f"{what:8}{text}", flush=True)


if __name__ == "__main__":
    main()
