"""Grade assignments that others wrote, with stock nbgrader and with this grader, and compare every cell.

    python bench/public_scores.py --from DIR --only ccha23   # as bench/public_courses.py, which it is part of
    python bench/public_scores.py --kept FILE                # keep what stock nbgrader gave, which takes long

Four students hand in each assignment: one has the source's own solutions, one nothing, one every other
solution, and one all of them in a notebook that is damaged. What the notebooks import has to be installed.
The code of these courses is run: by this grader in its sandbox, and by stock nbgrader in bubblewrap, without
a network.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
from public_courses import COURSES, Brought, bring_in, open_repository

STUDENTS = ("right", "stub", "half", "damaged")
PLACES = ("outside", "inside")

Scores = dict[str, list[Any]]
"""By student, notebook and cell: the points, whether a person has to look, and the flags."""


# Handing in


def hand_in(brought: Brought) -> None:
    """Put four submissions of a released assignment in place."""
    source, release = (brought.root / step / brought.assignment for step in ("source", "release"))
    for student in STUDENTS:
        folder = brought.root / "submitted" / student / brought.assignment
        shutil.copytree(release, folder, dirs_exist_ok=True)
        for path in sorted(release.rglob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            answered = answers(source / path.relative_to(release))
            if student != "stub":
                answer(notebook, answered, every=2 if student == "half" else 1)
            if student == "damaged":
                damage(notebook)
            nbformat.write(notebook, folder / path.relative_to(release))


def answers(source: Path) -> dict[str, str]:
    """Return the instructor's answers of a notebook, by grade id."""
    cells = nbformat.read(source, as_version=4).cells
    known = [(cell.metadata.get("nbgrader", {}), cell) for cell in cells]
    return {str(it["grade_id"]): cell.source for it, cell in known if it.get("solution") and "grade_id" in it}


def answer(notebook: Any, answered: dict[str, str], every: int) -> None:
    """Write each answer, or every other one, into a released notebook."""
    written = 0
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answered:
            if written % every == 0:
                cell.source = answered[name]
            written += 1


def damage(notebook: Any) -> None:
    """Delete the first check, and put a cell that fails at the top."""
    checks = [cell for cell in notebook.cells if is_check(cell)]
    if len(checks) > 1:
        notebook.cells.remove(checks[0])
    first = nbformat.v4.new_code_cell("1 / 0")
    first.pop("id", None)
    notebook.cells.insert(0, first)


def is_check(cell: Any) -> bool:
    known = cell.metadata.get("nbgrader", {})
    return bool(known.get("grade") and not known.get("solution") and cell.cell_type == "code")


def checks_of(brought: Brought) -> str:
    """Return the checks of an assignment, by which it is known if a course has it twice."""
    found = []
    for path in sorted((brought.root / "source").rglob("*.ipynb")):
        try:
            notebook = nbformat.read(path, as_version=4)
        except (ValueError, KeyError, AttributeError):  # not one that nbgrader would read either
            return ""
        if notebook.metadata.get("kernelspec", {}).get("language", "python") != "python":
            return ""
        found += [cell.source for cell in notebook.cells if is_check(cell)]
    return "\n".join(found)


# Grading


def release_with_nbgrader(brought: Brought) -> str | None:
    """Release an assignment with nbgrader as it is; return why that was not possible, if it was not."""
    nbgrader = [sys.executable, "-m", "nbgrader"]
    line = [*nbgrader, "generate_assignment", brought.assignment, "--force"]
    run = in_bubblewrap(line, brought.root)
    if run.returncode and "nbgrader update" in run.stderr:  # it is of an old schema
        in_bubblewrap([*nbgrader, "update", "source"], brought.root)
        run = in_bubblewrap(line, brought.root)
    return None if run.returncode == 0 else (run.stderr.strip().splitlines() or ["no reason given"])[-1][:150]


def stock(brought: Brought) -> Scores:
    """Return what stock nbgrader gives."""
    line = [sys.executable, "-m", "nbgrader", "autograde", brought.assignment]
    in_bubblewrap(line, brought.root)
    for student in STUDENTS:  # it stops at the first that it cannot grade
        if not (brought.root / "autograded" / student).is_dir():
            in_bubblewrap([*line, "--student", student], brought.root)
    return scores(brought)


def in_bubblewrap(line: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that can write into one folder only, without a network."""
    return subprocess.run(bubblewrapped(line, root), capture_output=True, text=True, check=False)


def bubblewrapped(line: list[str], root: Path, work: Path | None = None) -> list[str]:
    """Return the command that runs another so, in that folder or in one below it."""
    from nbseal.grading.sandbox import bwrap

    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    wrapped = [str(bwrap()), "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/"]
    wrapped += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", str(Path.home())]
    fonts = str(Path.home() / ".cache" / "matplotlib")  # else each kernel looks for all fonts
    wrapped += ["--ro-bind-try", fonts, fonts]
    wrapped += ["--bind", str(root), str(root), "--ro-bind", sys.prefix, sys.prefix]
    wrapped += ["--ro-bind", sys.base_prefix, sys.base_prefix, "--ro-bind", str(HERE), str(HERE)]
    wrapped += ["--setenv", "PATH", path, "--setenv", "PYDEVD_DISABLE_FILE_VALIDATION", "1"]
    wrapped += ["--unsetenv", "JPY_PARENT_PID", "--chdir", str(work or root), "--", *line]
    return wrapped


HERE = Path(__file__).resolve().parents[1]


def ours(brought: Brought, tests: str) -> tuple[Scores, list[str]]:
    """Return what this grader gives, and what it says of the whole run."""
    from nbseal import grade, open_course

    result = grade(open_course(brought.root), brought.assignment, tests=tests, force=True, workers=1)
    found = scores(brought)
    for flag in result.flagged:
        for key, cell in found.items():
            student, notebook, name = key.split(" / ")
            if student == flag.student and notebook == flag.notebook and flag.task in (None, name):
                cell[2].append(flag.reason)
    return found, list(getattr(result, "notices", []))


def scores(brought: Brought) -> Scores:
    """Return what the gradebook says of every cell that is graded."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{brought.root / 'gradebook.db'}") as gradebook:
        return {
            f"{submission.student.id} / {notebook.name} / {grade.name}": [
                grade.auto_score,
                grade.needs_manual_grade,
                [],
            ]
            for submission in gradebook.assignment_submissions(brought.assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def pictures(brought: Brought) -> Counter[str]:
    """Return how many pictures each student's graded notebooks show."""
    found: Counter[str] = Counter()
    for path in (brought.root / "autograded").rglob("*.ipynb"):
        shown = [
            out.get("data", {})
            for cell in nbformat.read(path, as_version=4).cells
            for out in cell.get("outputs", [])
        ]
        found[path.relative_to(brought.root / "autograded").parts[0]] += sum(
            "image/png" in data for data in shown
        )
    return found


def begin_again(brought: Brought) -> None:
    """Forget all scores, and release again."""
    shutil.rmtree(brought.root / "autograded", ignore_errors=True)
    (brought.root / "gradebook.db").unlink(missing_ok=True)
    release_with_nbgrader(brought)


# Comparing


def compare(brought: Brought, kept: dict[str, Any], given_stock_only: bool = False) -> dict[str, Any] | None:
    """Grade an assignment in each way, and return what came of it."""
    name = f"{brought.repository} {brought.place}"
    with (brought.root / "nbgrader_config.py").open("a") as config:
        config.write("c.Execute.kernel_name = 'python3'\n")
    why = release_with_nbgrader(brought)
    if why is not None:
        print(f"| {name} | not released by stock: {why} |", flush=True)
        return None
    hand_in(brought)
    if name not in kept:
        kept[name] = {"scores": stock(brought), "pictures": pictures(brought)}
        begin_again(brought)
    found: dict[str, Any] = {"stock": kept[name]}
    if given_stock_only:
        return None
    for tests in PLACES:
        given, notices = ours(brought, tests)
        found[tests] = {"scores": given, "pictures": pictures(brought), "notices": notices}
    return found


def total(given: Scores, student: str) -> float:
    return sum(cell[0] or 0 for key, cell in given.items() if key.startswith(f"{student} / "))


def lines(name: str, found: dict[str, Any]) -> list[str]:
    """Return the row of an assignment, and a line for each cell that differs."""
    base: Scores = found["stock"]["scores"]
    cells = len({key.partition(" / ")[2] for place in PLACES for key in found[place]["scores"]})
    sums = " | ".join(
        "/".join(f"{total(given, student):g}" for student in STUDENTS)
        for given in (base, *(found[place]["scores"] for place in PLACES))
    )
    shown = [found[way]["pictures"].get("right", 0) for way in ("stock", *PLACES)]
    made = [f"| {name} | {cells} | {sums} | {'/'.join(map(str, shown))} |"]
    for place in PLACES:
        made += [f"      {place}: {notice}" for notice in found[place]["notices"]]
        for key, (points, person, flags) in found[place]["scores"].items():
            theirs = base.get(key)
            if theirs is None:
                made.append(f"    {place}: {key}: stock nothing, ours {points}")
            elif theirs[0] != points or theirs[1] != person:
                sign = "person" if points == theirs[0] else "more"
                sign = "LESS" if (points or 0) < (theirs[0] or 0) else sign
                silent = "" if flags else " SILENT"
                said = "; ".join(dict.fromkeys(flags))[:200]
                stands = f"stock {theirs[0]} {theirs[1]}, ours {points} {person}"
                made.append(f"    {place}: {key}: {sign}{silent} {stands} ({said})")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--from", dest="origin", type=Path, help="a folder of git directories, OWNER+NAME")
    parser.add_argument("--into", type=Path, help="where to keep the courses; default: a temporary folder")
    parser.add_argument("--only", default="", help="only repositories and places with this in their name")
    parser.add_argument("--kept", type=Path, help="where to keep what stock nbgrader gave")
    parser.add_argument("--stock-only", action="store_true")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    kept = json.loads(given.kept.read_text()) if given.kept and given.kept.exists() else {}
    with tempfile.TemporaryDirectory() as aside:
        into = given.into or Path(aside) / "courses"
        for name, commit in COURSES.items():
            if given.only.partition(" ")[0].casefold() not in name.casefold():
                continue
            repository = open_repository(name, commit, given.origin, Path(aside))
            shutil.rmtree(into / name.replace("/", "+"), ignore_errors=True)
            seen: set[str] = set()
            for brought in bring_in(name, repository, into):
                place = f"{name} {brought.place}"
                content = checks_of(brought)
                if content in seen or not content:
                    continue
                seen.add(content)
                if given.only.casefold() not in place.casefold() and " " in given.only:
                    continue
                if given.stock_only and place in kept:
                    continue
                found = compare(brought, kept, given.stock_only)
                if given.kept:
                    given.kept.write_text(json.dumps(kept))
                if found is not None:
                    print("\n".join(lines(place, found)), flush=True)


if __name__ == "__main__":
    main()
