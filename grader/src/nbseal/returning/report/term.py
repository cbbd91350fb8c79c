"""What a class's work comes to over all assignments that are graded."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ...course import Course
from ...course.gradebook import open_gradebook
from ...course.local_time import due_shown
from ...course.schedule import read_schedule
from ...errors import AssignmentError
from ...grading.settlement import settle
from .. import clean_html
from ..templates import page_template
from .figures import FEW, correlation

_TEMPLATE = Path(__file__).with_name("templates") / "term.html"


@dataclass(frozen=True)
class TermAssignment:
    """One assignment over the class.

    Attributes
    ----------
    name : str
        Which.
    due : str
        When it is due, in the course's zone, or in UTC; empty if it is not said.
    most : float
        The most points.
    handed_in, late, waiting : int
        How many have handed in, did so late, and have something that a person still has to grade.
    mean, median : float
        Of the shares of its points, from 0 to 1, over those who handed in.
    goes_with_rest : float or None
        The correlation of its shares with those of all other assignments together, over students; None below
        `FEW` students who handed in this and another one, or where everybody has the same.
    """

    name: str
    due: str
    most: float
    handed_in: int
    late: int
    waiting: int
    mean: float
    median: float
    goes_with_rest: float | None


@dataclass(frozen=True)
class TermStudent:
    """One student over the term.

    Attributes
    ----------
    student : str
        Whose it is.
    shares : list of float or None
        The share of each assignment's points, from 0 to 1; None where nothing was handed in.
    share : float
        Of the points of all these assignments; what was not handed in counts as none.
    """

    student: str
    shares: list[float | None]
    share: float


@dataclass(frozen=True)
class Term:
    """What a class's work comes to over all assignments that are graded.

    Attributes
    ----------
    assignments : list of TermAssignment
        In the order in which they are due, or, where that is not said, were first handed in.
    students : list of TermStudent
        All in the gradebook, from the highest share to the lowest.
    stopped : list of tuple of str and int
        After which assignment students have handed in nothing more, and how many; the last is not in it.
    never : int
        How many have handed in none.
    notices : list of str
        What an instructor should know of due dates and hand-in times, in sentences. These may name students,
        so they are neither on the page nor in the data.
    """

    assignments: list[TermAssignment]
    students: list[TermStudent]
    stopped: list[tuple[str, int]]
    never: int
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scores:
    """One assignment as the gradebook has it: by student, the points and whether late or waiting."""

    name: str
    due: datetime | None
    first: datetime | None
    most: float
    points: dict[str, float]
    late: int
    waiting: int

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """Where it stands in the term."""
        when = self.due or self.first
        return (when is None, when or datetime.max, self.name)

    def share(self, student: str) -> float | None:
        """Return the share of its points that a student has; None where nothing was handed in."""
        if student not in self.points:
            return None
        return self.points[student] / self.most if self.most else 0.0


def term(course: Course) -> Term:
    """Work out what a class's work comes to over all assignments that are graded.

    Raises
    ------
    AssignmentError
        If nothing is graded.
    CollectError
        If the record of what was collected cannot be read.
    GradebookError
        If the gradebook cannot be read or written.
    """
    names = course.assignments()
    notices = [f"{name}: {said}" for name in names for said in settle(course, name).notices]
    schedule = read_schedule(course.root)
    with open_gradebook(course) as gradebook:
        students = sorted(str(student.id) for student in gradebook.students)
        found = [
            _scores(gradebook, name, submissions)
            for name in names
            if (submissions := gradebook.assignment_submissions(name))
        ]
    if not found:
        raise AssignmentError("Nothing is graded yet: run `nbseal grade NAME` first.")
    return term_of(found, students, schedule.zone if schedule is not None else None, notices)


def term_of(
    found: Sequence[Scores], students: Sequence[str], zone: ZoneInfo | None, notices: list[str]
) -> Term:
    """Work out what these assignments come to.

    Parameters
    ----------
    found
        The assignments, in any order.
    students
        All who are in the gradebook.
    zone
        In which times are shown; UTC if None.
    notices
        What an instructor should know, in sentences.
    """
    ordered = sorted(found, key=lambda scores: scores.order)
    all_points = sum(scores.most for scores in ordered)
    rows = [
        TermStudent(
            student,
            [scores.share(student) for scores in ordered],
            sum(scores.points.get(student, 0.0) for scores in ordered) / all_points if all_points else 0.0,
        )
        for student in students
    ]
    last = Counter(
        max((place for place, share in enumerate(row.shares) if share is not None), default=-1)
        for row in rows
    )
    return Term(
        [_assignment(scores, place, rows, zone) for place, scores in enumerate(ordered)],
        sorted(rows, key=lambda row: (-row.share, row.student)),
        stopped=[(scores.name, last[place]) for place, scores in enumerate(ordered[:-1]) if last[place]],
        never=last[-1],
        notices=notices,
    )


def as_dict(found: Term, *, names: bool) -> dict[str, Any]:
    """Return the figures as what JSON can hold, with the students' ids only where they are asked for."""
    data = asdict(found)
    del data["notices"]
    if not names:
        for row in data["students"]:
            del row["student"]
    return data


def term_page(found: Term, *, names: bool) -> str:
    """Return the page: one file, which asks nothing of the network and runs no script."""
    return page_template(_TEMPLATE).render(
        policy=Markup(clean_html.POLICY), term=found, few=FEW, names=names, percent=_percent
    )


def _scores(gradebook: Any, name: str, submissions: Sequence[Any]) -> Scores:
    times = [submission.timestamp for submission in submissions if submission.timestamp is not None]
    return Scores(
        name,
        gradebook.find_assignment(name).duedate,
        min(times, default=None),
        float(submissions[0].max_score),
        {str(submission.student.id): float(submission.score) for submission in submissions},
        late=sum(submission.total_seconds_late > 0 for submission in submissions),
        waiting=sum(bool(submission.needs_manual_grade) for submission in submissions),
    )


def _assignment(
    scores: Scores, place: int, rows: Sequence[TermStudent], zone: ZoneInfo | None
) -> TermAssignment:
    shares = [share for row in rows if (share := row.shares[place]) is not None]
    pairs = []
    for row in rows:
        own = row.shares[place]
        others = [share for at, share in enumerate(row.shares) if at != place and share is not None]
        if own is not None and others:
            pairs.append((own, statistics.fmean(others)))
    return TermAssignment(
        scores.name,
        due_shown(scores.due, zone),
        scores.most,
        handed_in=len(shares),
        late=scores.late,
        waiting=scores.waiting,
        mean=statistics.fmean(shares),
        median=statistics.median(shares),
        goes_with_rest=correlation([own for own, _ in pairs], [rest for _, rest in pairs]),
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
