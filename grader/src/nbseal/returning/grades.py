"""What the gradebook says of one student's notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..errors import AssignmentError


class CellGrade(NamedTuple):
    """What a student has in one graded cell.

    Attributes
    ----------
    points : float or None
        None where a person has to give them.
    most : float
        What the cell is worth.
    waiting : bool
        Whether a person still has to look.
    """

    points: float | None
    most: float
    waiting: bool


@dataclass(frozen=True)
class NotebookGrades:
    """What the gradebook says of one student's notebook.

    Attributes
    ----------
    scores : dict
        What the student has in each graded cell, by its grade id.
    comments : dict
        By grade id, what the grader wrote, or the remark that there was no answer.
    penalty : float
        What is taken off for being late.
    """

    scores: Mapping[str, CellGrade] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def earned(self) -> float:
        """What has been earned so far, before what being late takes off."""
        return sum(grade.points or 0.0 for grade in self.scores.values())

    @property
    def score(self) -> float:
        """What has been earned so far, and is left."""
        return max(0.0, self.earned - self.penalty)

    @property
    def most(self) -> float:
        """What can be earned."""
        return sum(grade.most for grade in self.scores.values())


def nothing_graded(assignment: str) -> AssignmentError:
    """Return the error that says that there is nothing to return yet."""
    return AssignmentError(f"Nothing of {assignment!r} is graded yet: run `nbseal grade {assignment}` first.")


def notebook_grades(notebook: Any) -> NotebookGrades:
    """Return what the gradebook says of a notebook, a row of nbgrader's `SubmittedNotebook`."""
    scores = {}
    for grade in notebook.grades:
        by_hand = grade.manual_score is not None
        points = grade.score if by_hand or grade.auto_score is not None else None
        scores[grade.name] = CellGrade(points, float(grade.max_score), bool(grade.needs_manual_grade))
    comments = {comment.name: comment.comment or "" for comment in notebook.comments}
    return NotebookGrades(scores, comments, float(notebook.late_submission_penalty or 0.0))
