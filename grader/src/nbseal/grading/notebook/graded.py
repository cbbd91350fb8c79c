"""One notebook after grading: its content with outputs, and what its cells earned."""

from dataclasses import dataclass, field

from ...course import notebooks
from ...course.reference import ReferenceNotebook
from ..flag import Flag
from .sanitize import sanitize
from .scoring import Score


@dataclass
class GradedNotebook:
    """What one notebook earned.

    Attributes
    ----------
    name : str
        Which of the assignment's notebooks it is.
    content : str
        The notebook with its outputs, as JSON.
    scores : list of Score
        One for each graded cell.
    unanswered : list of str
        The grade ids of answers that are still as released.
    repairs : list of str
        What was mended in it, one sentence each.
    flags : list of Flag
        What a person should look at.
    cpu_seconds : float
        Processor time that its sessions took.
    """

    name: str
    content: str
    scores: list[Score]
    unanswered: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    cpu_seconds: float = 0.0


def ungradable_notebook(reference: ReferenceNotebook, reason: str) -> GradedNotebook:
    """Return the released notebook with 0 points in every cell, for one that is missing or cannot be read."""
    blank = sanitize({"cells": []}, reference).notebook
    blank.metadata["grading"] = {"repairs": [], "flags": [[None, reason]]}
    scores = [Score(cell.name, 0.0, reason) for cell in reference.cells if cell.grade]
    flag = Flag(notebook=reference.name, reason=reason)
    return GradedNotebook(reference.name, notebooks.to_json(blank), scores, flags=[flag])
