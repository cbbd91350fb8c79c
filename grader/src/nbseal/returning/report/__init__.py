"""Report what a class's work comes to: a page without names that opens offline, or the same as data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...course import Course
from ...course.gradebook import open_gradebook
from ...course.local_time import due_shown
from ...course.schedule import read_schedule
from ...grading import moves, run_record
from ...grading.settlement import settle
from .. import clean_html
from ..feedback import graded_notebooks
from ..feedback.cell_feedback import as_number
from ..grades import nothing_graded
from ..templates import page_template
from .figures import FEW, Figures, Work, blank_answers, flag_counts, items_of
from .regrades import regrades_of

__all__ = ["Figures", "as_dict", "report", "report_page"]

_TEMPLATE = Path(__file__).with_name("templates") / "report.html"


def report(course: Course, assignment: str) -> Figures:
    """Work out what a class's work on an assignment comes to.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.

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
    notices = settle(course, assignment).notices
    schedule = read_schedule(course.root)
    with open_gradebook(course) as gradebook:
        submissions = sorted(gradebook.assignment_submissions(assignment), key=lambda s: str(s.student.id))
        if not submissions:
            raise nothing_graded(assignment)
        students = [str(submission.student.id) for submission in submissions]
        work = [Work(who, list(graded_notebooks(course, gradebook, assignment, who))) for who in students]
        connection = gradebook.db.connection()
        run_record.create_table(connection)
        moves.create_table(connection)
        records = run_record.read_records(connection, assignment)
        items = items_of(work)
        titles = {(item.notebook, item.name): item.title for item in items}
        due = gradebook.find_assignment(assignment).duedate
        return Figures(
            assignment=assignment,
            due=due_shown(due, schedule.zone if schedule is not None else None),
            students=len(gradebook.students),
            handed_in=len(submissions),
            late=sum(submission.total_seconds_late > 0 for submission in submissions),
            waiting=sum(bool(submission.needs_manual_grade) for submission in submissions),
            most=float(submissions[0].max_score),
            scores=sorted(each.score for each in work),
            items=items,
            blank=blank_answers(work),
            flags=flag_counts([flag for record in records.values() for flag in record.flags]),
            regrades=regrades_of(moves.read_moves(connection, assignment), titles),
            notices=notices,
        )


def as_dict(figures: Figures) -> dict[str, Any]:
    """Return the figures as what JSON can hold, with what follows from them."""
    items = [{**asdict(item), "remark": item.remark} for item in figures.items]
    middle = {"mean": figures.mean, "median": figures.median, "spread": figures.spread}
    data = {**asdict(figures), "items": items, **middle}
    del data["notices"]
    return data


def report_page(figures: Figures) -> str:
    """Return the page: one file, which asks nothing of the network and runs no script."""
    tenths = figures.tenths()
    return page_template(_TEMPLATE).render(
        policy=Markup(clean_html.POLICY),
        figures=figures,
        few=FEW,
        tenths=tenths,
        highest=max(count for _, count in tenths),
        number=as_number,
    )
