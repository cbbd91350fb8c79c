"""Measure the processor time of one submission: this grader, stock nbgrader, and nothing but the cells.

    python bench/processor_time.py                                     # nbgrader's own course101
    python bench/processor_time.py --course DIR:ps0 --course DIR:ps1 --read-only DATA
    python bench/processor_time.py --public ccha23/cs1302i21a:Lab2 --from DIR
    python bench/processor_time.py --before PYTHON                     # an earlier version, in the same run

Each assignment is handed in by classes of several sizes, and graded with everything that has to start. The
answers are drawn as in `grading.py`; those of public courses are the solutions, nothing, and every other
solution in turn. Stock nbgrader and the floor (a process with everything imported, which forks for each
student and executes the cells, with no protection and no record) take a few students, and are multiplied.
Stock and the floor run in bubblewrap, without a network.
"""

import argparse
import json
import shutil
import sys
import tempfile
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import nbformat
from grading import FLOOR, GUIDE, OURS, be_subreaper, complete, make_class, measured
from public_courses import COURSES, Brought, bring_in, open_repository
from public_scores import answer, answers, bubblewrapped, release_with_nbgrader

FLOOR_STUDENTS = 12


@dataclass
class Assignment:
    """An assignment to be graded: where it comes from, and what its notebooks may read."""

    name: str
    course: Path
    assignment: str
    read_only: list[str]
    brought: Brought | None = None

    def handed_in(self, root: Path, students: int) -> Path:
        """Make a course in which so many students have handed in."""
        if self.brought is None:
            wanted = Namespace(
                course=self.course, assignment=self.assignment, preload=[], read_only=self.read_only
            )
            return make_class(root, wanted, students)
        shutil.copytree(self.brought.root, root)
        release = root / "release" / self.assignment
        for number in range(students):
            place = root / "submitted" / f"student{number:04d}" / self.assignment
            shutil.copytree(release, place)
            for path in place.rglob("*.ipynb"):
                notebook = nbformat.read(path, 4)
                if number % 3 != 1:
                    known = answers(root / "source" / self.assignment / path.relative_to(place))
                    answer(notebook, known, every=1 + number % 3 // 2)
                nbformat.write(notebook, path)
        return root


def main() -> None:
    given = parsed()
    be_subreaper()
    with tempfile.TemporaryDirectory(prefix="bench-time-") as folder:
        chosen = [Assignment("course101 ps1", GUIDE, "ps1", [])]
        for text in given.course:
            course, _, assignment = text.rpartition(":")
            chosen.append(
                Assignment(assignment, Path(course), assignment, [str(it) for it in given.read_only])
            )
        chosen += [public(text, given.origin, Path(folder, "public")) for text in given.public]
        few = {}
        for it in chosen:
            root = it.handed_in(Path(folder, f"{len(few)}-few"), max(given.stock, FLOOR_STUDENTS))
            few[it.name] = stock_of(root, it, given.stock), floor_of(root, it)
            print(
                f"{it.name}: stock {few[it.name][0]:.2f} s each, floor {few[it.name][1]:.3f} s each",
                flush=True,
            )
        for size in given.sizes:
            print(f"\n{size} students (stock and the floor are multiplied)\n")
            print("| assignment | ours, each | before (times) | stock, times ours | ours, times the floor |")
            print("|---|---:|---:|---:|---:|", flush=True)
            for number, it in enumerate(chosen):
                root = it.handed_in(Path(folder, f"{number}-{size}"), size)
                ours = each(root, it, sys.executable, size)
                before = None
                if given.before and size <= given.most_before:
                    again = it.handed_in(Path(folder, f"{number}-{size}-before"), size)
                    before = each(again, it, given.before, size)
                stock, floor = few[it.name]
                told = f"{before:.3f} s ({ours / before:.2f})" if before else ""
                line = f"| {it.name} | {ours:.3f} s | {told} | {stock / ours:.1f} | {ours / floor:.2f} |"
                print(line, flush=True)
                shutil.rmtree(root)


def parsed() -> Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--course", action="append", default=[], help="FOLDER:ASSIGNMENT of another course")
    parser.add_argument("--read-only", nargs="*", type=Path, default=[], help="as c.Sessions.read_only")
    parser.add_argument("--public", action="append", default=[], help="OWNER/NAME:FOLDER")
    parser.add_argument("--from", dest="origin", type=Path, help="a folder of git directories, OWNER+NAME")
    parser.add_argument("--sizes", type=int, nargs="+", default=[4, 30, 300])
    parser.add_argument("--stock", type=int, default=4, help="how many students stock nbgrader grades")
    parser.add_argument("--before", help="the Python of an environment with an earlier version")
    parser.add_argument("--most-before", type=int, default=30, help="the largest class that one grades")
    return parser.parse_args()


def public(text: str, origin: Path | None, into: Path) -> Assignment:
    """Bring in and release an assignment of a public course."""
    name, _, place = text.partition(":")
    repository = open_repository(name, COURSES[name], origin, into)
    found = next(it for it in bring_in(name, repository, into) if it.place.endswith(place))
    with (found.root / "nbgrader_config.py").open("a") as config:
        config.write("c.Execute.kernel_name = 'python3'\n")
    why = release_with_nbgrader(found)
    if why is not None:
        sys.exit(f"{text}: {why}")
    return Assignment(f"{name} {found.place}", found.root, found.assignment, [], found)


def each(root: Path, it: Assignment, python: str, size: int) -> float:
    """Return the processor seconds for each submission of a class, with all that had to start."""
    used = measured([python, "-c", OURS, str(root), it.assignment, "1", "outside"], root)
    if (graded := json.loads(used.said)["graded"]) != size:
        sys.exit(f"{it.name}: {graded} of {size} were graded.")
    return used.cpu / size


def stock_of(root: Path, it: Assignment, students: int) -> float:
    """Return the processor seconds of a submission under stock nbgrader, from a few."""
    line = [sys.executable, "-m", "nbgrader", "autograde", it.assignment]
    line += ["--student", f"student000[0-{students - 1}]"]
    used = measured(bubblewrapped(line, root), root, allowed=(0, 1))
    graded = len(list(root.glob(f"autograded/*/{it.assignment}")))
    if graded != students:
        print(f"{it.name}: stock graded {graded} of {students}", flush=True)
    return used.cpu / max(1, graded)


def floor_of(root: Path, it: Assignment) -> float:
    """Return the processor seconds that the cells of a submission alone take, its tests among them."""
    from nbseal.course import open_course
    from nbseal.grading.spec_reading import read_spec

    preload = read_spec(open_course(root), it.assignment).preload
    notebooks = complete(root, it.assignment, FLOOR_STUDENTS)
    line = [sys.executable, "-c", FLOOR, ",".join(preload), *notebooks]
    work = root / "source" / it.assignment
    return float(measured(bubblewrapped(line, root, work), root).said) / FLOOR_STUDENTS


if __name__ == "__main__":
    main()
