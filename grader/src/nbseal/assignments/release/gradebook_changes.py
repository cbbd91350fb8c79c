"""What a new release changes for students who have been graded: their scores stay with the cells that stay.

nbgrader itself refuses to add or remove cells once somebody has handed in. Here the gradebook is made to fit
the new release first: cells that are gone go with their scores (which are kept in a file), and each student
gets an empty score, still to be given, for each new one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import api
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from ...course import Course
from ...course.gradebook import open_gradebook

Cells = set[tuple[str, str]]
"""Cells: the kind and the grade id of each."""

_KINDS = {"GradeCell": api.GradeCell, "SolutionCell": api.SolutionCell, "TaskCell": api.TaskCell}
_SCORED = ("GradeCell", "TaskCell")
_COMMENTED = ("SolutionCell", "TaskCell")
_COLUMNS = ("student", "notebook", "cell", "points", "points by a person", "extra points", "comment")


def fit_gradebook(course: Course, assignment: str, sources: Mapping[Path, NotebookNode]) -> list[str]:
    """Make the gradebook of an assignment that was handed in fit what is about to be released.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.
    sources
        Its notebooks, brought up to date, by their files.

    Returns
    -------
    list of str
        What changes for those who have handed in, a sentence each; empty if nobody has.

    Raises
    ------
    GradebookError
        If the gradebook cannot be read or written.
    """
    with open_gradebook(course) as gradebook:
        try:
            entry = gradebook.find_assignment(assignment)
        except api.MissingEntry:
            return []
        if not entry.submissions:
            return []
        return _Fitting(gradebook.db, course, entry, {path.stem: nb for path, nb in sources.items()}).run()


class _Fitting:
    """One assignment's gradebook, and the notebooks that it is made to fit."""

    def __init__(self, database: Any, course: Course, entry: Any, wanted: Mapping[str, NotebookNode]) -> None:
        self._database, self._course, self._entry, self._wanted = database, course, entry, wanted
        count = len(entry.submissions)
        self._whose = f"{count} student{'' if count == 1 else 's'}"
        self._lost: list[tuple[object, ...]] = []

    def run(self) -> list[str]:
        """Change the rows in one transaction, and return what changed."""
        said = [*self._rename(), *self._remove_notebooks(), *self._fit_notebooks()]
        file = self._keep_lost()
        self._database.commit()
        return said + ([f"The scores and comments that are gone are kept in {file}."] if file else [])

    def _rename(self) -> Iterator[str]:
        """Follow notebooks that have another name now: most of their cells are in one that is new."""
        known = {notebook.name: notebook for notebook in self._entry.notebooks}
        new = {name: _cells_of_source(nb) for name, nb in self._wanted.items() if name not in known}
        for name in sorted(known.keys() - self._wanted.keys()):
            before = _cells_in_gradebook(known[name])
            after = next(
                (other for other, cells in new.items() if 2 * len(cells & before) > len(before)), None
            )
            if after is not None:
                del new[after]
                known[name].name = after
                yield f"{name}.ipynb is called {after}.ipynb now, and keeps its scores."
        self._database.flush()

    def _remove_notebooks(self) -> Iterator[str]:
        for notebook in [it for it in self._entry.notebooks if it.name not in self._wanted]:
            for kind, cell in _cells_in_gradebook(notebook):
                self._remove(notebook, kind, cell)
            for row in (*notebook.source_cells, *notebook.submissions, notebook):
                self._database.delete(row)
            yield f"{notebook.name}.ipynb was removed, with the scores of {self._whose} for it."
        self._database.flush()

    def _fit_notebooks(self) -> Iterator[str]:
        known = {notebook.name: notebook for notebook in self._entry.notebooks}
        for name, nb in self._wanted.items():
            notebook = known.get(name)
            if notebook is None:
                notebook = api.Notebook(name=name, assignment=self._entry, kernelspec="{}")
                for submission in self._entry.submissions:
                    self._database.add(api.SubmittedNotebook(notebook=notebook, assignment=submission))
                yield f"{name}.ipynb was added."
            yield from self._fit_cells(notebook, nb)
            self._fit_sources(notebook, nb)
            self._database.flush()

    def _fit_cells(self, notebook: Any, nb: NotebookNode) -> Iterator[str]:
        """Remove and add cells of a notebook, and say which of them have scores."""
        before, after = _cells_in_gradebook(notebook), _cells_of_source(nb)
        points = {it.name: it.max_score for it in (*notebook.grade_cells, *notebook.task_cells)}
        worth = {
            name: float(known["points"]) for name, known in _metadata_of(nb).items() if known.get("points")
        }
        for kind, cell in sorted(before - after):
            self._remove(notebook, kind, cell)
        for kind, cell in sorted(after - before):
            self._add(notebook, kind, cell, worth.get(cell, 0.0))
        scored = {cell for kind, cell in before - after if kind in _SCORED}
        anew = {cell for kind, cell in after - before if kind in _SCORED}
        where = f"{notebook.name}.ipynb, cell"
        yield from (
            f"{where} {it!r} was removed, with the scores of {self._whose} for it."
            for it in sorted(scored - anew)
        )
        for cell in sorted(anew):
            what = "is graded in another way" if cell in scored else "was added"
            yield f"{where} {cell!r} {what}: {self._whose} have no score for it until you grade again."
        for cell in sorted(points.keys() & worth.keys() - anew):
            if points[cell] != worth[cell]:
                yield f"{where} {cell!r} is worth {worth[cell]:g} points instead of {points[cell]:g}."

    def _fit_sources(self, notebook: Any, nb: NotebookNode) -> None:
        """Have a row for each cell whose text the gradebook keeps; the text itself is nbgrader's to write."""
        wanted, there = _metadata_of(nb).keys(), {cell.name: cell for cell in notebook.source_cells}
        for name in there.keys() - wanted:
            self._database.delete(there[name])
        for name in wanted - there.keys():
            self._database.add(api.SourceCell(name=name, notebook=notebook, cell_type="code"))

    def _remove(self, notebook: Any, kind: str, cell: str) -> None:
        """Remove a cell with its scores and comments, and remember what a person may want to look up."""
        row = self._database.query(_KINDS[kind]).filter_by(notebook_id=notebook.id, name=cell).one()
        for grade in row.grades:
            given = (grade.auto_score, grade.manual_score, grade.extra_credit)
            if any(points is not None for points in given):
                self._lost.append((grade.student.id, notebook.name, cell, *given, None))
            self._database.delete(grade)
        for comment in row.comments:
            if comment.manual_comment:
                whose = comment.notebook.student.id
                self._lost.append((whose, notebook.name, cell, None, None, None, comment.manual_comment))
            self._database.delete(comment)
        self._database.flush()
        self._database.delete(row)
        self._database.flush()

    def _add(self, notebook: Any, kind: str, cell: str, points: float) -> None:
        """Add a cell, and for each submission a score that is still to be given, or a comment."""
        more = {"max_score": points, "cell_type": "code"} if kind in _SCORED else {}
        row = _KINDS[kind](name=cell, notebook=notebook, **more)
        self._database.add(row)
        self._database.flush()
        for submitted in notebook.submissions:
            if kind in _SCORED:
                self._database.add(api.Grade(cell_id=row.id, notebook=submitted, needs_manual_grade=True))
            if kind in _COMMENTED:
                self._database.add(api.Comment(cell_id=row.id, notebook=submitted))

    def _keep_lost(self) -> Path | None:
        """Write what is gone from the gradebook into a file of its own."""
        if not self._lost:
            return None
        when = f"{datetime.now():%Y-%m-%d-%H%M%S}"
        file = self._course.root / "removed-scores" / f"{self._entry.name}-{when}.csv"
        file.parent.mkdir(exist_ok=True)
        with file.open("x", newline="", encoding="utf-8") as stream:
            rows = csv.writer(stream)
            rows.writerow(_COLUMNS)
            rows.writerows(self._lost)
        return file


def _metadata_of(nb: NotebookNode) -> dict[str, Any]:
    """Return the nbgrader metadata of each cell that has a role, by its grade id."""
    kept = (
        cell for cell in nb.cells if is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)
    )
    return {cell.metadata.nbgrader["grade_id"]: cell.metadata.nbgrader for cell in kept}


def _cells_of_source(nb: NotebookNode) -> Cells:
    """Return the cells of the instructor's notebook."""
    roles = (("grade", "GradeCell"), ("solution", "SolutionCell"), ("task", "TaskCell"))
    return {
        (kind, name) for name, known in _metadata_of(nb).items() for role, kind in roles if known.get(role)
    }


def _cells_in_gradebook(notebook: Any) -> Cells:
    """Return the cells of a notebook in the gradebook."""
    groups = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    return {(kind, cell.name) for kind, cells in zip(_KINDS, groups, strict=True) for cell in cells}
