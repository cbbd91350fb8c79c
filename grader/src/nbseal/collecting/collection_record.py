"""The record of what was collected: from which file of which LMS, when it was received, what came before.

It is kept beside the submissions, in `submitted/.received/<assignment>.json`. Canvas and Moodle take feedback
and grades only under the names and numbers of their own download.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from ..course import Course
from ..errors import CollectError
from ..lms import CANVAS


@dataclass
class CollectedAttempt:
    """What is recorded of one student's newest attempt.

    Attributes
    ----------
    sha256 : str
        The digest of the attempt's names and contents.
    system : str or None
        ``"canvas"``, ``"moodle"``, or None where it came from no LMS.
    lms_id, name : str
        The student's number and name there.
    files : dict
        The files of the download that it is made of, and the notebook each one became; None for a bundle.
    stated : str or None
        When the download says that it was received, in ISO 8601.
    late : bool or None
        Whether Canvas says that it was late, which it says without a time.
    serial : int
        The download's own count of attempts, or Canvas's number of the newest file; 0 where there is none.
    earlier : list of str
        The `sha256` of attempts that are kept under `submitted/.earlier/`.
    members : list of str
        The other students whose work it is as well, where a group has handed it in.
    """

    sha256: str
    system: str | None = None
    lms_id: str = ""
    name: str = ""
    files: dict[str, str | None] = field(default_factory=dict)
    stated: str | None = None
    late: bool | None = None
    serial: int = 0
    earlier: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    def is_newer_than(self, other: CollectedAttempt) -> bool | None:
        """Return whether this attempt is the later one, or None where the downloads do not tell."""
        if self.stated and other.stated and self.stated != other.stated:
            return self.stated > other.stated
        if self.system == other.system and self.serial and other.serial and self.serial != other.serial:
            return self.serial > other.serial
        return None


class CollectionRecord:
    """What was collected for one assignment.

    Parameters
    ----------
    course, assignment
        Which assignment.

    Attributes
    ----------
    assignment : str
        Of which assignment it is.
    file : pathlib.Path
        Where it is kept.
    students : dict
        The record of each student's newest attempt.

    Raises
    ------
    CollectError
        If it is there and cannot be read.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.assignment = assignment
        self.file = course.folder("submitted", ".") / ".received" / f"{assignment}.json"
        self.students: dict[str, CollectedAttempt] = {}
        if self.file.is_file():
            try:
                self.students = msgspec.json.decode(self.file.read_bytes(), type=dict[str, CollectedAttempt])
            except (OSError, msgspec.MsgspecError) as problem:
                raise CollectError(
                    f"{self.file} cannot be read ({problem}); move it away to go on without what it says."
                ) from problem

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps(
            {name: asdict(self.students[name]) for name in sorted(self.students)},
            indent=1,
            ensure_ascii=False,
        )
        handle, made = tempfile.mkstemp(prefix=".received-", dir=self.file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(content + "\n")
            Path(made).replace(self.file)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise

    def holder(self, student: str) -> str | None:
        """Return who handed in the work of a student's group, if it was somebody else."""
        return next((name for name, one in self.students.items() if student in one.members), None)

    def seen(self, system: str) -> dict[str, CollectedAttempt]:
        """Return the students whose own submission was collected from an LMS."""
        return {
            name: one
            for name, one in self.students.items()
            if one.lms_id and one.system == system and not one.members
        }


def seen_of(course: Course, assignment: str, system: str | None) -> dict[str, list[CollectedAttempt]]:
    """Return what was collected of each student from an LMS before.

    Canvas's numbers are good for every assignment of the course, Moodle's only for the one.

    Parameters
    ----------
    course, assignment
        For what they are needed.
    system
        ``"canvas"``, ``"moodle"``, or None for none.
    """
    found: dict[str, list[CollectedAttempt]] = {}
    if system is None:
        return found
    for name in sorted({assignment, *(course.assignments() if system == CANVAS else ())}):
        for student, one in CollectionRecord(course, name).seen(system).items():
            found.setdefault(student, []).append(one)
    return found


def numbers_of(seen: Mapping[str, Iterable[CollectedAttempt]]) -> dict[str, set[str]]:
    """Return each student's numbers in an LMS, from what was collected of it before (see `seen_of`)."""
    return {student: {one.lms_id for one in them} for student, them in seen.items()}
