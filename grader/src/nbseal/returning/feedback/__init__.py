"""Write each student's feedback: a page for each notebook, with scores and comments, without hidden tests.

`nbgrader generate_feedback` and formgrader make the same pages by `FeedbackExporter` (see `nbseal.plugins`).
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook, MissingEntry
from traitlets import default

from ...collecting.collection_record import CollectionRecord
from ...course import Course, notebooks
from ...course.gradebook import gradebook_problem, open_gradebook
from ...grading.settlement import settle
from ..grades import NotebookGrades, notebook_grades, nothing_graded
from .page import page

_SECONDS = 20  # for one page; a text can be made to take for ever


@dataclass
class Feedback:
    """Who has feedback now.

    Attributes
    ----------
    assignment : str
        Which assignment it is for.
    folder : pathlib.Path
        Where each student has a folder.
    students : list of str
        Who has feedback.
    files : list of pathlib.Path
        The pages.
    ungraded : list of str
        Students of whom a person still has to grade something.
    failed : list of tuple of str
        Students whose feedback could not be made, and why.
    notices : list of str
        What an instructor should know of due dates and hand-in times, in sentences.
    """

    assignment: str
    folder: Path
    students: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    ungraded: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def feedback(course: Course, assignment: str) -> Feedback:
    """Write every graded student's feedback for an assignment under `feedback/`.

    Each member of a group that handed in together gets the pages of the group's work.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or nothing of it is graded.
    CollectError
        If the record of what was collected cannot be read.
    GradebookError
        If the gradebook cannot be read or written.
    """
    course.source_notebooks(assignment)
    graded = course.folder("autograded", assignment, "*").parent.parent
    students = sorted(
        p.parent.name for p in graded.glob(f"*/{assignment}") if not p.parent.name.startswith(".")
    )
    if not students:
        raise nothing_graded(assignment)
    notices = settle(course, assignment).notices
    groups = CollectionRecord(course, assignment).students
    students = sorted(
        {*students, *(it for name in students if name in groups for it in groups[name].members)}
    )
    result = Feedback(assignment, course.folder("feedback", assignment, "*").parent.parent, notices=notices)
    with open_gradebook(course) as gradebook:
        for student in students:
            try:
                place = _write(course, gradebook, assignment, student)
            # One student's odd notebook must not keep the others' feedback back.
            except Exception as problem:
                known = gradebook_problem(course, problem)
                if known is not None:
                    raise known from problem
                why = (str(problem).splitlines() or [type(problem).__name__])[0][:160]
                result.failed.append((student, why))
                continue
            result.students.append(student)
            result.files += sorted(place.glob("*.html"))
        result.ungraded = sorted(
            s.student.id for s in gradebook.assignment_submissions(assignment) if s.needs_manual_grade
        )
    return result


class FeedbackExporter(Exporter):
    """The same page, for nbgrader's own converter."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """Return the page of a graded notebook."""
        _, resources = super().from_notebook_node(nb, resources, **kw)
        known = resources["nbgrader"]
        name, assignment, student = known["notebook"], known["assignment"], known["student"]
        with Gradebook(known["db_url"]) as gradebook:
            grades = notebook_grades(gradebook.find_submission_notebook(name, assignment, student))
        with _in_time():
            made = page(nb, grades, title=name, student=student, assignment=assignment)
        return made, resources


def graded_notebooks(
    course: Course, gradebook: Any, assignment: str, student: str
) -> Iterator[tuple[str, Any, NotebookGrades]]:
    """Yield a student's graded notebooks: the name, the notebook, and what the gradebook says of it.

    Parameters
    ----------
    course
        The course.
    gradebook
        nbgrader's `Gradebook`, open.
    assignment, student
        Which submission.
    """
    holder = CollectionRecord(course, assignment).holder(student)
    folder = course.folder("autograded", assignment, holder or student)
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return
    known = {notebook.name: notebook for notebook in submission.notebooks}
    for path in sorted(folder.glob("*.ipynb")):
        if path.stem in known:
            yield path.stem, notebooks.read(path), notebook_grades(known[path.stem])


def _write(course: Course, gradebook: Any, assignment: str, student: str) -> Path:
    place = course.folder("feedback", assignment, student)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".feedback-", dir=course.root) as aside:
        made = Path(aside) / "made"
        made.mkdir(mode=0o755)
        for name, notebook, grades in graded_notebooks(course, gradebook, assignment, student):
            with _in_time():
                text = page(notebook, grades, title=name, student=student, assignment=assignment)
            made.joinpath(f"{name}.html").write_text(text, encoding="utf-8")
        if place.exists():
            shutil.rmtree(place)
        shutil.move(made, place)
    return place


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    """Stop a page that takes too long; only the main thread of a process can be stopped in this way."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError(f"the page was not ready within {_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
