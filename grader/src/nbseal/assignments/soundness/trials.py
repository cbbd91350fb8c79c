"""Hand in an assignment as imagined students would, and grade what they hand in.

The notebooks are made from the release, and graded by the same workers, in the same sandbox, as those of a
class. Nothing is written into the course's folder or its gradebook.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ...course import Course, notebooks
from ...course.gradebook import ensure_gradebook
from ...course.reference import CellId
from ...grading.dispatch import grade_submissions
from ...grading.notebook.graded import GradedNotebook
from ...grading.notebook.scoring import Score
from ...grading.pool import WorkerPool
from ...grading.rehearsal import rehearse, with_places
from ...grading.spec_reading import read_spec, solved_notebooks
from ...grading.submission import GradedSubmission, Submission
from ..release import markers, read_source
from ..release.conversion import convert
from ..release.findings import label_of
from . import one_task

Answers = Mapping[CellId, str]
"""What an imagined student wrote into which answer cells; the others stay as released."""

_MEANT = "raises-exception"  # the tag by which Jupyter's own tools know a cell that is meant to fail


@dataclass(frozen=True)
class Task:
    """An answer cell with code, and the checks that follow it.

    Attributes
    ----------
    cell : CellId
        The answer cell.
    source : str
        What the instructor's version has in it, markers and all.
    checks : dict
        The points of each check, by the check's cell.
    by_hand : bool
        Whether a person grades the answer.
    markers : tuple of str
        The course's markers around solutions.
    """

    cell: CellId
    source: str
    checks: dict[CellId, float]
    by_hand: bool
    markers: markers.Pair = markers.SOLUTION

    @property
    def solution(self) -> str:
        """The instructor's answer."""
        return markers.without_markers(self.source, self.markers)

    @property
    def points(self) -> float:
        """What the task is worth."""
        return sum(self.checks.values())


def tasks_of(name: str, source: NotebookNode, pair: markers.Pair = markers.SOLUTION) -> list[Task]:
    """Return the tasks of a notebook whose answer is code.

    A check belongs to the answer whose id begins its own, or else to the answer before it.

    Parameters
    ----------
    name
        The notebook's name.
    source
        The instructor's version of it.
    pair
        The course's markers around solutions.
    """
    answers: dict[str, Task] = {}
    latest = ""
    for cell in source.cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell):
            latest = cell.metadata.nbgrader.grade_id
            answers[latest] = Task((name, latest), cell.source, {}, is_grade(cell), pair)
        elif is_grade(cell) and answers:
            check = cell.metadata.nbgrader.grade_id
            named = [task for task in answers if check.startswith(task)]
            owner = max(named, key=len, default=latest)
            answers[owner].checks[name, check] = float(cell.metadata.nbgrader.points)
    return list(answers.values())


@contextmanager
def released_aside(
    course: Course, assignment: str, sources: Mapping[Path, NotebookNode] | None = None
) -> Iterator[Course]:
    """Release an assignment into a temporary folder, with a gradebook of its own, whatever it shows.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.
    sources
        Its notebooks, by their files; as they are in the course's folder if None.

    Raises
    ------
    ReleaseError
        If it cannot be released.
    """
    if sources is None:
        sources = {path: read_source(path) for path in course.source_notebooks(assignment)}
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        config = copy.deepcopy(course.config)
        config.CourseDirectory.release_directory = str(Path(folder) / "release")
        config.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
        aside = Course(Path(folder), config, course.directory)
        aside = replace(aside, directory=aside.nbgrader_directory())
        ensure_gradebook(aside)
        convert(aside, assignment, sources, Path(folder) / "release", database=True)
        yield aside


class Trials:
    """A released assignment, on which imagined students' answers are tried.

    Parameters
    ----------
    course
        Where it is released, as by `released_aside`.
    assignment
        Which.
    pool
        Who grades.
    tests, sandboxed
        As for `nbseal.grade`.

    Attributes
    ----------
    spec : GradingSpec
        What all trials have in common, with the course's limits.
    cpu_seconds : dict of str to float
        Processor time that each imagined student's work took.
    errors : dict of str to list of str
        The cells that ended in an error for each imagined student, checks left out: a sentence each.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        pool: WorkerPool,
        *,
        tests: str = "outside",
        sandboxed: bool = True,
    ) -> None:
        spec = read_spec(course, assignment, tests=tests, sandboxed=sandboxed)
        self.spec = spec
        if tests == "outside":
            solved = solved_notebooks(course.folder("source", assignment))
            self.spec = with_places(spec, rehearse(spec, solved, pool))
        self.cpu_seconds: dict[str, float] = {}
        self.errors: dict[str, list[str]] = {}
        self._pool = pool
        paths = course.folder("release", assignment).glob("*.ipynb")
        self._released = {path.stem: read_source(path) for path in sorted(paths)}

    def of_task(self, task: Task, helpers: Collection[CellId]) -> Trials:
        """Return trials of one task alone, whose notebook has no other graded cells but `helpers`."""
        kept = {name for _, name in (task.cell, *task.checks, *helpers)}
        only = copy.copy(self)
        only.errors = {}  # a cell may need what was cut away, so its errors say nothing of the assignment
        only._released = {task.cell[0]: one_task.cut(self._released[task.cell[0]], kept)}
        (whole,) = [it for it in self.spec.notebooks if it.name == task.cell[0]]
        reference = replace(whole, cells=tuple(cell for cell in whole.cells if cell.name in kept))
        only.spec = replace(self.spec, notebooks=(reference,))
        return only

    def grade(
        self,
        answers: Mapping[str, Answers],
        step: Callable[[], None],
        limits: Mapping[str, float] | None = None,
        *,
        first_loss: bool = False,
    ) -> dict[str, dict[CellId, Score]]:
        """Grade what imagined students hand in.

        Parameters
        ----------
        answers
            What each of them wrote, by any name.
        step
            Called after each.
        limits
            Limits of the course to change.
        first_loss
            Whether no check is run after one that has lost points; it counts as lost, too.

        Returns
        -------
        dict
            For each name, what each graded cell earned.
        """

        def read(name: str) -> Submission:
            return Submission(name, self._filled_in(answers[name]))

        changed = {**self.spec.limits, **(limits or {})}
        spec = replace(self.spec, limits=changed, first_loss=first_loss)
        found: dict[str, dict[CellId, Score]] = {}
        with closing(grade_submissions(spec, answers, read, self._pool)) as results:
            for graded in results:
                found[graded.student] = _scores(graded)
                self.cpu_seconds[graded.student] = graded.cpu_seconds
                if not first_loss:
                    errors = (_errors(each, self._released[each.name]) for each in graded.notebooks)
                    self.errors[graded.student] = list(chain.from_iterable(errors))
                step()
        return found

    def _filled_in(self, answers: Answers) -> dict[str, bytes]:
        """Return the released notebooks with these answers in them."""
        filled = {}
        for name, released in self._released.items():
            notebook = copy.deepcopy(released)
            for cell in notebook.cells:
                if is_solution(cell):
                    cell.source = answers.get((name, cell.metadata.nbgrader.grade_id), cell.source)
            filled[name] = notebooks.to_bytes(notebook)
        return filled


def _scores(graded: GradedSubmission) -> dict[CellId, Score]:
    return {(notebook.name, score.cell): score for notebook in graded.notebooks for score in notebook.scores}


def _errors(notebook: GradedNotebook, released: NotebookNode) -> Iterator[str]:
    """Yield a sentence for each cell that ended in an error, checks left out, and cells that are meant to."""
    graded = notebooks.parse(notebook.content.encode())
    # Grading keeps no tags, so they are those of the release, which has the same cells.
    for index, (cell, as_released) in enumerate(zip(graded.cells, released.cells, strict=False)):
        if cell.cell_type != "code" or (is_grade(cell) and not is_solution(cell)):
            continue
        for output in cell.outputs:
            if output.output_type == "error" and _MEANT not in as_released.metadata.get("tags", []):
                said = f"{output.ename}: {output.evalue}".split("\n")[0]
                yield f"{notebook.name}.ipynb, {label_of(cell, index)} ends in an error: {said}"
                break
