"""Look through an assignment before anybody gets it: its notebooks, and the release that they would give."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_task

from ...course import Course, notebooks
from ...errors import AssignmentError, ReleaseError
from .conversion import convert
from .findings import INTENDED, Finding, Release, in_cell, is_tagged, label_of
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
    markers = Markers.of(course.config)
    sources: dict[Path, NotebookNode] = {}
    faults: list[Finding] = []
    doubts: list[Finding] = []
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
        doubts += warnings(path.name, nb, markers)
    if not any(is_grade(cell) or is_task(cell) for nb in sources.values() for cell in nb.cells):
        doubts.append(Finding(assignment, "", 0, "has no graded cell, so it is worth no points."))
    settled = Release(config=course.config)
    tagged = {
        (path.name, label_of(cell, index))
        for path, nb in sources.items()
        for index, cell in enumerate(nb.cells)
        if is_tagged(cell)
    }

    def open_to_question(findings: list[Finding]) -> list[Finding]:
        return [
            finding
            for finding in findings
            if (finding.file, finding.cell) not in tagged and not settled.settles(assignment, finding)
        ]

    mended = {path: _mended(nb, markers) for path, nb in sources.items()} if convertible else None
    if mended is not None:
        with tempfile.TemporaryDirectory(prefix="release-") as aside:
            try:
                made = convert(course, assignment, mended, Path(aside), database=False)
            except ReleaseError as problem:
                faults.append(Finding(assignment, "", 0, str(problem)))
                mended = None
            else:
                leaks = list(Leaks(sources, markers).in_release(made))
                faults += map(_with_cure, open_to_question([leak.finding for leak in leaks if leak.certain]))
                doubts += [leak.finding for leak in leaks if not leak.certain]
                doubts += _open_cells(made, sources)
    broken = [finding for path, nb in sources.items() for finding in not_python(path.name, nb)]
    return Inspection(sources, mended, faults, open_to_question(broken), open_to_question(doubts))


def _with_cure(finding: Finding) -> Finding:
    """Return a finding of something that is shown, with what to do about it."""
    means = f"tag the cell {INTENDED!r}" if finding.cell else "list the file in c.Release.intended"
    what = f"{finding.what.removesuffix('.')}; take it out, or {means} if it is meant to be seen."
    return replace(finding, what=what)


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
