"""Bring the gradebook's times in line with what the course and the hand-ins say, and say what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from nbgrader import api
from sqlalchemy import Connection, select, update

from ..collecting.collection_record import CollectionRecord
from ..course import Course
from ..course.local_time import from_gradebook, in_gradebook, shown
from ..course.people import key_of
from ..course.schedule import SCHEDULE, AssignmentTimes
from .gradebook_rows import AssignmentRows
from .submission_folder import stamped

_assignments, _submissions = api.Assignment.__table__, api.SubmittedAssignment.__table__


def agree_on_due_dates(
    connection: Connection, rows: AssignmentRows, times: AssignmentTimes, zone: ZoneInfo
) -> list[str]:
    """Write an assignment's due date and extensions into the gradebook, as the course's file has them.

    What the file does not say is left as it is; if it has a due date, its extensions are all there are. Who
    has not handed in yet gets theirs with the hand-in, because nbgrader keeps it there.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    rows
        The assignment's rows.
    times, zone
        What the file says.

    Returns
    -------
    list of str
        What was changed, in sentences without their end.
    """
    if times.due is None:
        return []
    said = []
    due, before = in_gradebook(times.due), rows.due
    if due != before:
        old = "no due date" if before is None else shown(from_gradebook(before), zone)
        said.append(f"due {shown(times.due, zone)}, as {SCHEDULE} says; the gradebook had {old}")
        connection.execute(update(_assignments).where(_assignments.c.id == rows.id).values(duedate=due))
        rows.due = due
    for submission, student, kept in rows.submissions(connection, _submissions.c.extension):
        given = times.extensions.get(key_of(student))
        extension = None if given is None else in_gradebook(given.due) - due
        if (extension or timedelta()) == (kept or timedelta()):
            continue
        rows.update_submission(connection, submission, {"extension": extension})
        until = None if kept is None or before is None else shown(from_gradebook(before + kept), zone)
        if given is None:
            said.append(
                f"{student}'s extension until {until} is not in {SCHEDULE}, "
                "and was taken out of the gradebook"
            )
        elif until != shown(given.due, zone):
            said.append(
                f"{student} has until {shown(given.due, zone)}, as {SCHEDULE} says; "
                f"the gradebook had {until or 'no extension'}"
            )
    return said


def agree_on_hand_ins(connection: Connection, rows: AssignmentRows, course: Course, assignment: str) -> None:
    """Write into the gradebook when each submission was handed in, where its folder says so by now.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    rows
        The assignment's rows.
    course, assignment
        Where it lies.
    """
    for submission, student, before in rows.submissions(connection, _submissions.c.timestamp):
        stamp = stamped(course.submission(assignment, student))
        if stamp is not None and stamp != before:
            rows.update_submission(connection, submission, {"timestamp": stamp})


def undated(connection: Connection, rows: AssignmentRows, record: CollectionRecord) -> Iterator[str]:
    """Yield the students of whom nobody can say when they handed in, although there is a due date.

    Parameters
    ----------
    connection
        The gradebook's database, in a transaction.
    rows
        The assignment's rows.
    record
        What was collected; of some, Canvas says that they were in time, and no more.
    """
    if rows.due is None:
        return
    mine = (_submissions.c.assignment_id == rows.id) & (_submissions.c.timestamp.is_(None))
    students = select(_submissions.c.student_id).where(mine).order_by(_submissions.c.student_id)
    in_time = {
        student
        for holder, one in record.students.items()
        if one.late is False
        for student in (holder, *one.members)
    }
    yield from (student for student in connection.execute(students).scalars() if student not in in_time)
