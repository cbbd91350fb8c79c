"""What the gradebook says of one student's notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NotebookGrades:
    """What the gradebook says of one student's notebook.

    Attributes
    ----------
    scores : dict
        By cell: points, most points, and whether a person still has to look. Points are None where that
        person has to give them.
    comments : dict
        By cell, what the grader wrote, or the remark that there was no answer.
    penalty : float
        What is taken off for being late.
    """

    scores: Mapping[str, tuple[float | None, float, bool]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def score(self) -> float:
        """What has been earned so far."""
        earned = sum(points or 0.0 for points, _, _ in self.scores.values())
        return max(0.0, earned - self.penalty)

    @property
    def most(self) -> float:
        """What can be earned."""
        return sum(most for _, most, _ in self.scores.values())


def notebook_grades(notebook: Any) -> NotebookGrades:
    """Return what the gradebook says of a notebook, a row of nbgrader's `SubmittedNotebook`."""
    scores = {}
    for grade in notebook.grades:
        by_hand = grade.manual_score is not None
        points = grade.score if by_hand or grade.auto_score is not None else None
        scores[grade.name] = (points, float(grade.max_score), bool(grade.needs_manual_grade))
    comments = {comment.name: comment.comment or "" for comment in notebook.comments}
    return NotebookGrades(scores, comments, float(notebook.late_submission_penalty or 0.0))
