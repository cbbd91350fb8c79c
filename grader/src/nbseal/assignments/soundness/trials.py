"""Hand in an assignment as imagined students would, and see what each of its checks gives.

The notebooks are made from the release, and graded by the same workers, in the same sandbox, as those of a
class. Nothing is written into the course's folder or its gradebook.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ...course import Course, notebooks
from ...grading import pool
from ...grading.engine import prepare
from ...grading.pool import Crew
from ...grading.submission.scoring import Score
from ...grading.workers import Graded, HandedIn
from ..release import leaks, read_source, release
from . import one_task

Cell = tuple[str, str]
"""A graded cell: the notebook it is in, and its id."""

Answered = Mapping[Cell, str]
"""What an imagined student wrote into which answer cells; the others stay as released."""


@dataclass(frozen=True)
class Task:
    """An answer cell with code, and the checks that follow it.

    Attributes
    ----------
    cell : tuple of str
        The answer cell.
    source : str
        What the instructor's version has in it, markers and all.
    checks : dict
        The points of each check.
    by_hand : bool
        Whether a person grades the answer.
    """

    cell: Cell
    source: str
    checks: dict[Cell, float]
    by_hand: bool

    @property
    def solution(self) -> str:
        """The instructor's answer."""
        return leaks.without_markers(self.source, leaks.SOLUTION)

    @property
    def points(self) -> float:
        """What the task is worth."""
        return sum(self.checks.values())


def tasks_of(name: str, source: NotebookNode) -> list[Task]:
    """Return the tasks of an instructor's notebook whose answer is code.

    A check belongs to the answer whose id begins its own, or else to the answer before it.
    """
    answers: dict[str, Task] = {}
    latest = ""
    for cell in source.cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell):
            latest = cell.metadata.nbgrader.grade_id
            answers[latest] = Task((name, latest), cell.source, {}, is_grade(cell))
        elif is_grade(cell) and answers:
            check = cell.metadata.nbgrader.grade_id
            named = [task for task in answers if check.startswith(task)]
            owner = max(named, key=len, default=latest)
            answers[owner].checks[name, check] = float(cell.metadata.nbgrader.points)
    return list(answers.values())


@contextmanager
def released_aside(course: Course, assignment: str) -> Iterator[Course]:
    """Release an assignment into a temporary folder, with a gradebook of its own.

    Raises
    ------
    ReleaseError
        If it cannot be released.
    """
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        config = copy.deepcopy(course.config)
        config.CourseDirectory.release_directory = str(Path(folder) / "release")
        config.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
        aside = Course(Path(folder), config, course.directory)
        aside = replace(aside, directory=aside.nbgrader_directory())
        release(aside, assignment)
        yield aside


class Trials:
    """One released assignment, tried as often as one likes.

    Parameters
    ----------
    course
        Where it is released, as by `released_aside`.
    assignment
        Which.
    crew
        Who grades.
    tests, sandboxed
        As for `engine.grade`.

    Attributes
    ----------
    setup : Setup
        What all trials have in common, with the course's limits.
    cpu_seconds : dict of str to float
        Processor time that each imagined student's work took.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        crew: Crew,
        *,
        tests: str = "outside",
        sandboxed: bool = True,
    ) -> None:
        self.setup = prepare(course, assignment, None, tests, sandboxed)
        self.cpu_seconds: dict[str, float] = {}
        self._crew = crew
        paths = course.folder("release", assignment).glob("*.ipynb")
        self._released = {path.stem: read_source(path) for path in sorted(paths)}

    def of(self, task: Task, helpers: Collection[Cell]) -> Trials:
        """Return trials of one task: of a notebook that has no other graded cells but `helpers`."""
        kept = {name for _, name in (task.cell, *task.checks, *helpers)}
        only = copy.copy(self)
        only._released = {task.cell[0]: one_task.cut(self._released[task.cell[0]], kept)}
        (whole,) = [it for it in self.setup.notebooks if it.name == task.cell[0]]
        reference = replace(whole, cells=tuple(cell for cell in whole.cells if cell.name in kept))
        only.setup = replace(self.setup, notebooks=(reference,))
        return only

    def marks(
        self,
        handed_in: Mapping[str, Answered],
        done: Callable[[], None],
        limits: Mapping[str, float] | None = None,
        *,
        first_loss: bool = False,
    ) -> dict[str, dict[Cell, Score]]:
        """Grade what imagined students hand in.

        Parameters
        ----------
        handed_in
            What each wrote, by any name.
        done
            Called after each.
        limits
            Limits of the course to change.
        first_loss
            As for `Setup`: what comes after a lost point is lost, too.

        Returns
        -------
        dict
            For each name, what each graded cell earned.
        """

        def read(name: str) -> HandedIn:
            return HandedIn(name, self._filled(handed_in[name]))

        changed = {**self.setup.limits, **(limits or {})}
        setup = replace(self.setup, limits=changed, first_loss=first_loss)
        found: dict[str, dict[Cell, Score]] = {}
        with closing(pool.graded(setup, handed_in, read, self._crew)) as results:
            for graded in results:
                found[graded.student] = _scores(graded)
                self.cpu_seconds[graded.student] = graded.cpu_seconds
                done()
        return found

    def _filled(self, answered: Answered) -> dict[str, bytes]:
        filled = {}
        for name, released in self._released.items():
            notebook = copy.deepcopy(released)
            for cell in notebook.cells:
                if is_solution(cell):
                    cell.source = answered.get((name, cell.metadata.nbgrader.grade_id), cell.source)
            filled[name] = notebooks.written(notebook)
        return filled


def _scores(graded: Graded) -> dict[Cell, Score]:
    return {(notebook.name, score.cell): score for notebook in graded.notebooks for score in notebook.scores}
