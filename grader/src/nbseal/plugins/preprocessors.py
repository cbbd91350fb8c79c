"""Grading by `nbgrader autograde` and formgrader's Autograde button, through nbgrader's own settings."""

from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum

from ..course import notebooks
from ..course.reference import ReferenceNotebook, read_reference
from ..grading import placement, sandbox, workers
from ..grading.engine import VERSION
from ..grading.gradebook_rows import NO_RESPONSE
from ..grading.notebook.graded import GradedNotebook
from ..grading.notebook.sanitize import sanitize
from ..grading.place_record import PlaceRecord
from ..grading.pool import LocalPool
from ..grading.spec import GradingSpec
from ..grading.spec_reading import PLACES, limits_of, make_spec, other_files, solved_notebooks
from ..grading.submission import GradedSubmission, Submission
from ..grading.submission_folder import read_submission

_pool = LocalPool(1)


class RestoreReleased(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts back what belongs to the instructor, however the notebook was mangled."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with every graded cell once, as released."""
        done = sanitize(dict(nb), _reference(resources))
        for repair in done.repairs:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], repair)
        return done.notebook, resources


class GradeSealed(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs the notebook in the sandbox, its checks outside, and saves the scores."""

    tests = Enum(list(PLACES), "outside", help="Where tests run.").tag(config=True)
    sandboxed = Bool(True, help="False runs student code with no protection at all.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the graded notebook.

        Raises
        ------
        SandboxError
            If student code cannot be run safely here.
        """
        if self.sandboxed:
            sandbox.require_sandbox()
        known = resources["nbgrader"]
        folder = _folder(resources)
        limits, course = limits_of(self.config), _course(folder)
        source = course / "source" / known["assignment"]
        spec = make_spec(
            self.config,
            [_reference(resources)],
            other_files(source),
            limits,
            course,
            tests=self.tests,
            sandboxed=self.sandboxed,
        )
        solved = {name: it for name, it in solved_notebooks(source).items() if name == known["notebook"]}
        record = PlaceRecord(known["db_url"], known["assignment"], VERSION)
        spec = record.placed(spec, solved, _pool)
        for notice in placement.notices(spec.notebooks):
            self.log.info(notice)
        found = read_submission(folder, known["student"], limits)
        content = {known["notebook"]: notebooks.to_bytes(nb)}
        graded = _in_pool(spec, Submission(found.student, content, found.files, found.remarks))
        (done,) = graded.notebooks
        for flag in graded.all_flags():
            self.log.warning("%s, %s: %s", flag.student, flag.task or flag.notebook, flag.reason)
        with Gradebook(known["db_url"]) as gradebook:
            _save(gradebook, known, done)
        return notebooks.parse(done.content.encode()), resources


def _reference(resources: Any) -> ReferenceNotebook:
    """Return the notebook as released; its folders are looked for beside the submission's own."""
    known = resources["nbgrader"]
    course = _course(_folder(resources))
    release, source = (course / step / known["assignment"] for step in ("release", "source"))
    with Gradebook(known["db_url"]) as gradebook:
        found = read_reference(gradebook, known["assignment"], release, source)
    return next(notebook for notebook in found if notebook.name == known["notebook"])


def _folder(resources: Any) -> Path:
    """Return the folder of the submission that nbgrader is converting."""
    return Path(resources.get("metadata", {}).get("path") or ".").resolve()


def _course(folder: Path) -> Path:
    """Return the course that a submission's folder lies in: the same for all, so that one sandbox does."""
    return next(
        (up for up in folder.parents if (up / "source").is_dir() or (up / "release").is_dir()), folder
    )


def _in_pool(spec: GradingSpec, submission: Submission) -> GradedSubmission:
    """Grade in a process kept for this, because nbgrader's own may be a server with many threads."""
    try:
        graded: GradedSubmission = _pool.submit(workers.grade_submission, spec, submission).result()
    except BrokenExecutor:
        graded = _pool.submit(workers.grade_submission, spec, submission).result()
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
        comment.auto_comment = NO_RESPONSE if comment.name in done.unanswered else None
    if done.flags:
        notebook.flagged = True
    gradebook.db.commit()
