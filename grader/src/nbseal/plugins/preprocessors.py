"""The engine for `nbgrader autograde` and formgrader's Autograde button, through nbgrader's own settings."""

from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum

from ..course.reference import ReferenceNotebook, read_reference
from ..errors import SandboxError
from ..grading import sandbox, submitted, workers
from ..grading.pool import Processes
from ..grading.submission import GradedNotebook
from ..grading.submission.sanitize import sanitize
from ..grading.workers import HandedIn, Setup
from ..limits import Limits, Sessions

_nbformat: Any = nbformat  # its functions carry no types
_processes = Processes(1)


def _reference(resources: Any) -> ReferenceNotebook:
    """Return the notebook as released; its folders are looked for beside the submission's own."""
    known = resources["nbgrader"]
    course = _course(Path(resources.get("metadata", {}).get("path") or ".").resolve())
    folders = [course / step / known["assignment"] for step in ("release", "source")]
    with Gradebook(known["db_url"]) as gradebook:
        found = read_reference(gradebook, known["assignment"], folders)
    return next(notebook for notebook in found if notebook.name == known["notebook"])


def _course(folder: Path) -> Path:
    """Return the course that a submission's folder lies in: the same for all, so that one sandbox does."""
    return next(
        (up for up in folder.parents if (up / "source").is_dir() or (up / "release").is_dir()), folder
    )


class RestoreReleased(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts back what belongs to the instructor, however the notebook was mangled."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with every graded cell once, as released."""
        done = sanitize(dict(nb), _reference(resources))
        for repair in done.repairs:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], repair)
        return done.notebook, resources


class GradeSealed(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs the notebook in the sandbox, its tests outside, and saves the scores."""

    tests = Enum(["outside", "inside"], "outside", help="Where tests run.").tag(config=True)
    sandboxed = Bool(True, help="False runs student code with no protection at all.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the graded notebook.

        Raises
        ------
        SandboxError
            If student code cannot be run safely here.
        """
        if self.sandboxed and (why := sandbox.why_no_sandbox()) is not None:
            raise SandboxError(why)
        known = resources["nbgrader"]
        folder = Path(resources.get("metadata", {}).get("path") or ".").resolve()
        sessions, limits = Sessions(config=self.config), Limits(config=self.config)
        setup = Setup(
            notebooks=(_reference(resources),),
            files={},
            limits=limits.plain(),
            tests=self.tests,
            sandboxed=self.sandboxed,
            read_only=tuple(sessions.read_only),
            hidden=(str(_course(folder)),),
            preload=tuple(sessions.preload),
        )
        work = submitted.read(folder, known["student"], limits)
        handed_in = HandedIn(
            work.student, {known["notebook"]: _nbformat.writes(nb).encode()}, work.files, work.remarks
        )
        graded = _in_pool(setup, handed_in)
        (done,) = graded.notebooks
        for flag in graded.all_flags():
            self.log.warning("%s, %s: %s", known["student"], flag.task or flag.notebook, flag.reason)
        with Gradebook(known["db_url"]) as gradebook:
            _save(gradebook, known, done)
        return _nbformat.reads(done.content, as_version=4), resources


def _in_pool(setup: Setup, handed_in: HandedIn) -> workers.Graded:
    """Grade in a process kept for this, because nbgrader's own may be a server with many threads."""
    try:
        graded: workers.Graded = _processes.submit(workers.grade, setup, handed_in).result()
    except BrokenExecutor:
        graded = _processes.submit(workers.grade, setup, handed_in).result()
    return graded


def _save(gradebook: Any, known: dict[str, str], done: GradedNotebook) -> None:
    """Save scores and comments in one transaction, leaving alone what a person entered."""
    where = (known["notebook"], known["assignment"], known["student"])
    for score in done.scores:
        grade = gradebook.find_grade(score.cell, *where)
        grade.auto_score = score.points
        by_hand = grade.manual_score is not None or score.points is None
        grade.needs_manual_grade = bool(by_hand or score.flag is not None)
    notebook = gradebook.find_submission_notebook(*where)
    for comment in notebook.comments:
        comment.auto_comment = "No response." if comment.name in done.unanswered else None
    if done.flags:
        notebook.flagged = True
    gradebook.db.commit()
