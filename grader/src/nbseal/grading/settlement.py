"""Settle what follows from the scores and needs no grading: a group's scores, and penalties for late work.

It is done whenever scores are written or given out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from ..collecting.collection_record import CollectionRecord
from ..course import Course
from ..course.gradebook import ensure_gradebook
from ..course.schedule import Schedule, read_schedule
from .gradebook_rows import AssignmentRows
from .gradebook_times import agree_on_due_dates, agree_on_hand_ins, undated
from .group_scores import share_scores
from .late_penalties import LatePenalty, by_plugin, by_rule, set_penalties
from .transactions import open_database, transaction


@dataclass(frozen=True)
class Settled:
    """What a person should know of it.

    Attributes
    ----------
    changes : list of str
        What was changed in the gradebook, because the course's file says otherwise.
    undated : list of str
        Students of whom nobody can say when they handed in, although there is a due date; only where the
        course has such a file.
    """

    changes: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)

    @property
    def notices(self) -> list[str]:
        """The same in sentences."""
        said = [f"{change}." for change in self.changes]
        if self.undated:
            said.append(
                f"Nobody can say when {', '.join(self.undated)} handed in, so nothing is taken off; "
                "give the time with collect --received, or in timestamp.txt beside the notebook."
            )
        return said


def settle(course: Course, assignment: str) -> Settled:
    """Bring due dates in line, give a group's scores to its members, and set penalties to what they are now.

    Parameters
    ----------
    course, assignment
        Which assignment; nothing is done if the gradebook does not have it.

    Raises
    ------
    CourseFolderError
        If the course's file of due dates cannot be understood.
    GradebookError
        If the gradebook cannot be read or written.
    CollectError
        If the record of what was collected cannot be read.
    """
    schedule = read_schedule(course.root)
    record = CollectionRecord(course, assignment)
    ensure_gradebook(course)
    database = open_database(course.db_url)

    def work(connection: Connection) -> Settled:
        if not AssignmentRows.exist(connection, assignment):
            return Settled()
        rows = AssignmentRows(connection, assignment)
        if schedule is not None:
            agree_on_hand_ins(connection, rows, course, assignment)
        for holder, one in record.students.items():
            if one.members:
                share_scores(connection, rows, holder, one.members)
        settled = _agreed(connection, rows, schedule, record)
        set_penalties(connection, rows, lambda: _rule(course, assignment, schedule))
        return settled

    try:
        return transaction(database, work)
    finally:
        database.dispose()


def _agreed(
    connection: Connection, rows: AssignmentRows, schedule: Schedule | None, record: CollectionRecord
) -> Settled:
    if schedule is None:
        return Settled()
    changes = agree_on_due_dates(connection, rows, schedule.times(record.assignment), schedule.zone)
    return Settled(
        [f"{record.assignment}: {change}" for change in changes], list(undated(connection, rows, record))
    )


def _rule(course: Course, assignment: str, schedule: Schedule | None) -> LatePenalty:
    rule = schedule.times(assignment).rule if schedule is not None else None
    return by_plugin(course) if schedule is None or rule is None else by_rule(rule, schedule.zone)
