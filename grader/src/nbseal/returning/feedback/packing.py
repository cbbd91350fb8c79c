"""Pack the feedback for the LMS: one zip that gives every student their own pages.

What is relied on, as found in the source of both systems:

Canvas (*Upload Submissions*; `app/models/abstract_assignment.rb`)
    A file goes to the student whose number, and whose own uploaded file's number, are in its name, as in the
    download. The student sees it under the name of that upload. So it is of that kind as well: for a bundle a
    zip of the pages, for a notebook a notebook.

Moodle (*Upload multiple feedback files in a zip*; `mod/assign/feedback/file/importziplib.php`)
    A folder ``Full name_number_assignfeedback_file`` for each student. A file that is there already with the
    same content is passed over, so that a zip can be uploaded again.

The same feedback makes the same zip, byte for byte.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ...collecting.collection_record import CollectedAttempt, CollectionRecord
from ...course import Course, notebooks
from ...course.gradebook import open_gradebook
from ...lms import CANVAS, MOODLE
from ..export.files import write_whole
from . import Feedback, graded_notebooks
from .notebook import annotated_notebook

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can state


@dataclass
class PackedFeedback:
    """Whose feedback is packed, and where.

    Attributes
    ----------
    file : pathlib.Path
        The zip.
    format : str
        ``"canvas"``, ``"moodle"`` or ``"plain"``.
    students : list of str
        Whose feedback is in it.
    left_out : list of tuple of str
        Whose is not, and why.
    """

    file: Path
    format: str
    students: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def pack_feedback(course: Course, made: Feedback, form: str, target: Path) -> PackedFeedback:
    """Pack the feedback of an assignment.

    A student who still has something to be graded by a person is left out, since the score is not final.

    Parameters
    ----------
    course
        The course.
    made
        The feedback, as `nbseal.returning.feedback.feedback` made it.
    form
        ``"canvas"``, ``"moodle"``, or ``"plain"`` for a folder per student.
    target
        The zip to write.

    Raises
    ------
    CollectError
        If the record of what was collected cannot be read.
    GradingError
        If the zip cannot be written; what was there before stays as it was.
    """
    record = CollectionRecord(course, made.assignment)
    result = PackedFeedback(target, form)
    entries: dict[str, bytes] = {}
    for student in made.students:
        if form != "plain" and record.holder(student) is not None:
            continue  # the LMS gives the whole group what goes to one of it
        known = record.students.get(student)
        if student in made.ungraded:
            result.left_out.append((student, "something still has to be graded by a person"))
        elif form != "plain" and (known is None or known.system != form or not known.files):
            result.left_out.append((student, f"was not collected from a download of {form.title()}'s"))
        else:
            entries.update(_entries(course, made.assignment, student, form, known))
            result.students.append(student)
    write_whole(target, _packed(entries))
    return result


def _entries(
    course: Course, assignment: str, student: str, form: str, known: CollectedAttempt | None
) -> Iterator[tuple[str, bytes]]:
    """Yield what a student gets: the name in the zip, and the content."""
    folder = course.folder("feedback", assignment, student)
    pages = {page.name: page.read_bytes() for page in sorted(folder.glob("*.html"))}
    if form == CANVAS and known is not None:
        written: dict[str, bytes] = {}
        with open_gradebook(course) as gradebook:
            for name, notebook, grades in graded_notebooks(course, gradebook, assignment, student):
                written[f"{name}.ipynb"] = notebooks.to_bytes(
                    annotated_notebook(notebook, grades, title=name)
                )
        for path, own in sorted(known.files.items()):
            yield PurePosixPath(path).name, _packed(pages) if own is None else written[own]
        return
    top = f"{known.name}_{known.lms_id}_assignfeedback_file" if form == MOODLE and known else student
    for name, content in pages.items():
        yield f"{top}/{name}", content


def _packed(entries: dict[str, bytes]) -> bytes:
    """Return a zip of files, always the same for the same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in sorted(entries.items()):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
