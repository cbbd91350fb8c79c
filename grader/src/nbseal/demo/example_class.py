"""An example class of six, and what each of them hands in, made from any assignment.

Answers come from the instructor's own solutions, so the class fits whatever the assignment asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ..assignments.release import markers
from ..course import notebooks

_CRASH = "import os\n\nos._exit(1)"
_LOOP = "while True:\n    pass"

# Looks for anything that gives the answers away, and hands in what it finds.
_PRY = """
import pathlib
import sqlite3

found = []
for place in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents, pathlib.Path.home()]:
    for path in [*place.glob("*.ipynb"), *place.glob("*/*.ipynb"), *place.glob("*/*/*.ipynb")]:
        text = path.read_text(errors="replace")
        if "BEGIN SOLUTION" in text or "BEGIN HIDDEN TESTS" in text:
            found.append(text)
    for path in place.glob("**/gradebook.db" if place == pathlib.Path.cwd() else "gradebook.db"):
        with sqlite3.connect(path) as gradebook:
            gradebook.execute("UPDATE grade SET manual_score = 100")
if not found:
    raise FileNotFoundError("no solutions to be found")
for text in found:
    print(text)
""".strip()


@dataclass(frozen=True)
class ExampleStudent:
    """One student of the example class.

    Attributes
    ----------
    name : str
        The student's id.
    does : str
        What the student does, in a few words.
    """

    name: str
    does: str


CLASS = (
    ExampleStudent("ada", "answers everything, and rightly"),
    ExampleStudent("ben", "answers half of it"),
    ExampleStudent("cem", "hands in the notebook as it came"),
    ExampleStudent("dora", "answers half of it, then crashes Python"),
    ExampleStudent("emil", "loops for ever in one task"),
    ExampleStudent("fay", "answers half of it, then looks for the solutions"),
)


def write_notebook(student: ExampleStudent, source: Path, released: Path, target: Path) -> None:
    """Write the notebook that one student hands in.

    Parameters
    ----------
    student
        Who; one of `CLASS`.
    source, released
        The instructor's notebook, and the students' version of it.
    target
        Where to write.
    """
    notebook = notebooks.read(released)
    solutions = solutions_of(notebooks.read(source))
    points = _points(notebook)
    half = _half(points)
    rest = [task for task in points if task not in half]
    coded = _only(solutions, points)
    written = [name for name in solutions if name not in points]
    short = dict.fromkeys(written, "A short answer, which gives a reason but no number.")
    answers = {
        "ada": solutions,
        "ben": {**_only(solutions, half), **short},
        "cem": {},
        "dora": {**_only(solutions, half), **dict.fromkeys(rest[:1], _CRASH)},
        "emil": {**coded, **dict.fromkeys(rest[:1], _LOOP)},
        "fay": {**_only(solutions, half), **dict.fromkeys(rest, _PRY)},
    }[student.name]
    for cell in notebook.cells:
        if is_solution(cell) and cell.metadata.nbgrader.grade_id in answers:
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    target.parent.mkdir(parents=True, exist_ok=True)
    notebooks.write(notebook, target)


def solutions_of(source: NotebookNode) -> dict[str, str]:
    """Return the instructor's answers, by the grade ids of their cells, without markers."""
    return {
        cell.metadata.nbgrader.grade_id: markers.without_markers(cell.source, markers.SOLUTION)
        for cell in source.cells
        if is_solution(cell)
    }


def _points(notebook: NotebookNode) -> dict[str, float]:
    """Return the points of each task with a coded answer: those of the checks up to the next answer."""
    points: dict[str, float] = {}
    task = None
    for cell in notebook.cells:
        if is_solution(cell) and cell.cell_type == "code" and not is_grade(cell):
            task = cell.metadata.nbgrader.grade_id
            points[task] = 0.0
        elif is_grade(cell) and not is_solution(cell) and task is not None:
            points[task] += float(cell.metadata.nbgrader.points)
    return points


def _half(points: dict[str, float]) -> list[str]:
    """Return the tasks, from the first on, that together bring half of the points and no more."""
    chosen: list[str] = []
    for task, worth in points.items():
        if sum(points[one] for one in chosen) + worth <= sum(points.values()) / 2:
            chosen.append(task)
    return chosen


def _only(solutions: dict[str, str], tasks: Iterable[str]) -> dict[str, str]:
    return {task: solutions[task] for task in tasks}
