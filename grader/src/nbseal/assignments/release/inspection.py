"""Look through an assignment before anybody gets it: its notebooks, and the release that they would give."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_task

from ...course import Course, notebooks
from ...errors import AssignmentError, ReleaseError
from .conversion import convert
from .findings import Finding, Release, in_cell
from .leaks import Leaks
from .markers import Markers, without_markers
from .notebook_faults import broken_markers, marker_faults, metadata_faults
from .notebook_warnings import not_python, warnings
from .sources import read_source


@dataclass(frozen=True)
class Inspection:
    """What an assignment looks like.

    Attributes
    ----------
    sources : dict
        Its notebooks, brought up to date, by their files.
    mended : dict
        The same without broken markers, so that nbgrader can convert them; None where even so it could not.
    faults : list of Finding
        What is certainly wrong.
    not_python : list of Finding
        Solutions and tests that cannot run.
    warnings : list of Finding
        What may be wrong, unless the course has said that it is meant.
    """

    sources: dict[Path, NotebookNode]
    mended: dict[Path, NotebookNode] | None
    faults: list[Finding]
    not_python: list[Finding]
    warnings: list[Finding]


def inspect(course: Course, assignment: str) -> Inspection:
    """Look through an assignment; nothing in the course's folder is changed.

    Raises
    ------
    AssignmentError
        If there is no such assignment.
    """
    markers, settled = Markers.of(course.config), Release(config=course.config)
    sources: dict[Path, NotebookNode] = {}
    faults: list[Finding] = []
    told: list[Finding] = []
    convertible = True
    for path in course.source_notebooks(assignment):
        try:
            sources[path] = read_source(path)
        except AssignmentError as problem:
            faults.append(Finding(str(path), "", 0, str(problem).removeprefix(f"{path} ")))
            convertible = False
    for path, nb in sources.items():
        wrong = list(metadata_faults(path.name, nb))
        convertible = convertible and not wrong
        faults += [*wrong, *marker_faults(path.name, nb, markers)]
        told += warnings(path.name, nb, markers)
    if not any(is_grade(cell) or is_task(cell) for nb in sources.values() for cell in nb.cells):
        told.append(Finding(assignment, "", 0, "has no graded cell, so it is worth no points."))
    mended = {path: _mended(nb, markers) for path, nb in sources.items()} if convertible else None
    if mended is not None:
        with tempfile.TemporaryDirectory(prefix="release-") as aside:
            try:
                made = convert(course, assignment, mended, Path(aside), database=False)
            except ReleaseError as problem:
                faults.append(Finding(assignment, "", 0, str(problem)))
                mended = None
            else:
                for leak in Leaks(sources, markers).in_release(made):
                    if not settled.settles(assignment, leak.finding):
                        (faults if leak.certain else told).append(leak.finding)
                told += _open_cells(made, sources)
    told = [finding for finding in told if not settled.settles(assignment, finding)]
    broken = [finding for path, nb in sources.items() for finding in not_python(path.name, nb)]
    return Inspection(sources, mended, faults, broken, told)


def _mended(nb: NotebookNode, markers: Markers) -> NotebookNode:
    """Return a notebook in which a cell with broken markers has none, so that all of an answer is cleared."""
    mended = copy.deepcopy(nb)
    for cell in mended.cells:
        if any(broken_markers(cell, markers)):
            for pair in markers.pairs():
                cell.source = without_markers(cell.source, pair)
    return mended


def _open_cells(folder: Path, sources: Mapping[Path, NotebookNode]) -> Iterator[Finding]:
    """Find released cells that students could change though they should not, or that come with outputs."""
    for path in sources:
        for index, cell in enumerate(notebooks.read(folder / path.name).cells):
            if is_grade(cell) and is_locked(cell) and cell.metadata.get("editable", True):
                what = "is released unlocked, so students can change its tests; leave LockCells on."
                yield in_cell(path.name, cell, index, what)
            if cell.cell_type == "code" and cell.outputs:
                yield in_cell(path.name, cell, index, "is released with its outputs; leave ClearOutput on.")
