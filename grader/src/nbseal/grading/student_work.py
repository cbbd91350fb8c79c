"""All that one student handed in, and what it earned; as plain data, to be sent from process to process."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from ..course.reference import ReferenceNotebook
from ..limits import Limits
from .session.warm import Warm
from .submission import Flag, GradedNotebook, Ledger, grade_notebook, unreadable
from .submission.sanitize import UnreadableError, read_notebook, task_names


@dataclass(frozen=True)
class Setup:
    """What all submissions of one run have in common.

    Attributes
    ----------
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
        """What tells one setup from another."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """The setup as bytes, to be sent to another machine with each submission."""
        return msgspec.msgpack.encode(self)


@dataclass(frozen=True)
class HandedIn:
    """One student's files: notebooks by name (without .ipynb), others by path; and what was left out."""

    student: str
    notebooks: dict[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass
class Graded:
    """What one submission earned, with what it cost (processor seconds).

    Attributes
    ----------
    complete : bool
        False where grading itself failed, so that it should be tried again.
    """

    student: str
    notebooks: list[GradedNotebook]
    flags: list[Flag] = field(default_factory=list)
    cpu_seconds: float = 0.0
    complete: bool = True

    def all_flags(self) -> list[Flag]:
        """Return the flags of the submission, and of each of its notebooks."""
        return [*self.flags, *(flag for notebook in self.notebooks for flag in notebook.flags)]


def is_possible(graded: Graded, setup: Setup) -> bool:
    """Say whether a submission can have earned this: each notebook once, each cell within its points.

    The process that says so has worked on what a student handed in.
    """
    if [notebook.name for notebook in graded.notebooks] != [reference.name for reference in setup.notebooks]:
        return False
    for notebook, reference in zip(graded.notebooks, setup.notebooks, strict=True):
        most = {cell.name: cell.points for cell in reference.cells if cell.grade}
        if sorted(score.cell for score in notebook.scores) != sorted(most):
            return False
        if not all(it.points is None or 0 <= it.points <= most[it.cell] for it in notebook.scores):
            return False
    return True


def lost(setup: Setup, student: str, why: str) -> Graded:
    """Return what a submission gets that could not be graded: nothing, a flag, and another try next time."""
    return Graded(student, [unreadable(it, why) for it in setup.notebooks], complete=False)


def grade_here(
    warm: Warm, setup: Setup, limits: Limits, handed_in: HandedIn, ledger: Ledger | None = None
) -> Graded:
    """Grade every notebook of a submission in this process, which a submission may bring down.

    Raises
    ------
    SandboxError
        If the sandbox fails.
    """
    graded = Graded(handed_in.student, [])
    first = setup.notebooks[0].name
    graded.flags += [Flag(first, None, remark) for remark in handed_in.remarks]
    names = _matched(setup, handed_in, graded)
    files = {path: content for path, content in handed_in.files.items() if path not in setup.files}
    files.update(setup.files)
    for reference in setup.notebooks:
        name = names.get(reference.name)
        if name is None:
            graded.notebooks.append(unreadable(reference, "this notebook was not handed in"))
            continue
        data = handed_in.notebooks[name]
        try:
            done = grade_notebook(
                warm, data, reference, files, limits, setup.tests, ledger, first_loss=setup.first_loss
            )
        except UnreadableError as error:
            graded.notebooks.append(unreadable(reference, f"{name}.ipynb cannot be graded: {error}"))
            continue
        except (MemoryError, RecursionError) as error:
            why = f"{name}.ipynb cannot be graded: reading it took too much memory ({type(error).__name__})"
            graded.notebooks.append(unreadable(reference, why))
            continue
        graded.cpu_seconds += done.cpu_seconds
        graded.notebooks.append(done)
    return graded


def _matched(setup: Setup, handed_in: HandedIn, graded: Graded) -> dict[str, str]:
    """Say which file is which notebook, by its name or, for those renamed, by the tasks in it."""
    expected = {reference.name: reference for reference in setup.notebooks}
    names = {name: name for name in expected if name in handed_in.notebooks}
    others = [name for name in handed_in.notebooks if name not in expected]
    for missing in [name for name in expected if name not in names]:
        wanted = {cell.name for cell in expected[missing].cells}
        found = {name: len(wanted & _tasks(handed_in.notebooks[name])) for name in others}
        best = max(found, key=lambda name: found[name], default=None)
        if best is not None and 2 * found[best] >= len(wanted) and found[best] > 0:
            others.remove(best)
            names[missing] = best
            graded.flags.append(
                Flag(missing, None, f"{best}.ipynb was taken for {missing}.ipynb, which was missing")
            )
    for name in others:
        graded.flags.append(Flag(name, None, "this notebook is not part of the assignment, and was left out"))
    return names


def _tasks(data: bytes) -> set[str]:
    try:
        return task_names(read_notebook(data, []))
    except (UnreadableError, MemoryError):
        return set()
