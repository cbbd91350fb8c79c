"""Settle what follows from the scores and needs no grading: a group's scores, and penalties for late work.

It is done whenever scores are written or given out.
"""

from __future__ import annotations

from sqlalchemy import Connection

from ..collecting.collection_record import CollectionRecord
from ..course import Course
from ..course.gradebook import ensure_gradebook
from .gradebook_rows import AssignmentRows
from .group_scores import share_scores
from .late_penalties import set_penalties
from .transactions import open_database, transaction


def settle(course: Course, assignment: str) -> None:
    """Give a group's scores to its members, and set every penalty to what it is by now.

    Parameters
    ----------
    course, assignment
        Which assignment; nothing is done if the gradebook does not have it.

    Raises
    ------
    GradebookError
        If the gradebook cannot be read or written.
    CollectError
        If the record of what was collected cannot be read.
    """
    record = CollectionRecord(course, assignment)
    ensure_gradebook(course)
    database = open_database(course.db_url)

    def work(connection: Connection) -> None:
        if not AssignmentRows.exist(connection, assignment):
            return
        rows = AssignmentRows(connection, assignment)
        for holder, one in record.students.items():
            if one.members:
                share_scores(connection, rows, holder, one.members)
        set_penalties(connection, rows, course)

    try:
        transaction(database, work)
    finally:
        database.dispose()
