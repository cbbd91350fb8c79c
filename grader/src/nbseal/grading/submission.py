"""A submission before and after grading, as plain data that can be sent to another process or machine."""

from dataclasses import dataclass, field, replace

from .flag import Flag
from .notebook.graded import GradedNotebook, ungradable_notebook
from .spec import GradingSpec


@dataclass(frozen=True)
class Submission:
    """What one student handed in for an assignment.

    Attributes
    ----------
    student : str
        Whose it is.
    notebooks : dict
        The content of each notebook, by its name without ``.ipynb``.
    files : dict
        The content of every other file, by its relative path.
    remarks : list of str
        What was left out, in sentences for a person.
    """

    student: str
    notebooks: dict[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass
class GradedSubmission:
    """What one submission earned.

    Attributes
    ----------
    student : str
        Whose it is.
    notebooks : list of GradedNotebook
        One for each notebook of the assignment.
    flags : list of Flag
        What a person should look at, beside the flags of the notebooks.
    cpu_seconds : float
        Processor time that grading it took.
    complete : bool
        False where grading itself failed, so that the next run tries it again.
    """

    student: str
    notebooks: list[GradedNotebook]
    flags: list[Flag] = field(default_factory=list)
    cpu_seconds: float = 0.0
    complete: bool = True

    def all_flags(self) -> list[Flag]:
        """Return the flags of the submission and of each of its notebooks, with the student's name."""
        flags = [*self.flags, *(flag for notebook in self.notebooks for flag in notebook.flags)]
        return [replace(flag, student=self.student) for flag in flags]


def is_possible(graded: GradedSubmission, spec: GradingSpec) -> bool:
    """Return whether a submission can have earned this: each notebook once, each cell within its points.

    The process that reports it has worked on what a student handed in, so it is not believed blindly.
    """
    if [notebook.name for notebook in graded.notebooks] != [reference.name for reference in spec.notebooks]:
        return False
    for notebook, reference in zip(graded.notebooks, spec.notebooks, strict=True):
        most = {cell.name: cell.points for cell in reference.cells if cell.grade}
        if sorted(score.cell for score in notebook.scores) != sorted(most):
            return False
        if not all(it.points is None or 0 <= it.points <= most[it.cell] for it in notebook.scores):
            return False
    return True


def ungradable_submission(spec: GradingSpec, student: str, reason: str) -> GradedSubmission:
    """Return 0 points and a flag for a submission that could not be graded; the next run tries it again.

    Parameters
    ----------
    spec
        What all submissions have in common.
    student
        Whose submission it is.
    reason
        What the flag says.
    """
    notebooks = [ungradable_notebook(reference, reason) for reference in spec.notebooks]
    return GradedSubmission(student, notebooks, complete=False)
