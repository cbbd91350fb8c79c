"""A submission before and after grading, as plain data that can be sent to another process or machine."""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec

from ..course.reference import ReferenceNotebook
from .flag import Flag
from .notebook.graded import GradedNotebook, ungradable_notebook


@dataclass(frozen=True)
class GradingSpec:
    """What all submissions of one run have in common: the released assignment, and how it is graded.

    Attributes
    ----------
    notebooks : tuple of ReferenceNotebook
        The assignment's notebooks, as released.
    files : dict
        The assignment's other files, by relative path.
    limits : dict
        What one submission may use, as `Limits.as_dict` returns it.
    tests : str
        Where checks run: ``"outside"`` the student's session, or ``"inside"`` it.
    sandboxed : bool
        False runs student code with no protection at all.
    read_only, hidden : tuple of str
        Paths of this machine that sessions may read, and paths that are covered for them.
    preload : tuple of str
        Modules that are imported once, before the first session.
    first_loss : bool
        Whether one lost point is enough to know of a notebook, so that the checks after it are not run.
    """

    notebooks: tuple[ReferenceNotebook, ...]
    files: dict[str, bytes]
    limits: dict[str, float]
    tests: str = "outside"
    sandboxed: bool = True
    read_only: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    first_loss: bool = False

    @cached_property
    def digest(self) -> str:
        """A digest that differs wherever two specs differ."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """The spec as bytes, to be sent to another machine with each submission."""
        return msgspec.msgpack.encode(self)


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
