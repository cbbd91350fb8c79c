"""Grade every notebook of a submission in this process, which the submission may bring down."""

from pathlib import Path

from ..course.reading import UnreadableError, grade_ids, read_notebook
from ..course.reference import ReferenceNotebook
from ..limits import Limits
from .flag import Flag
from .notebook import grade_notebook
from .notebook.graded import GradedNotebook, ungradable_notebook
from .notebook.ledger import Ledger
from .session.fork_server import ForkServer
from .spec import GradingSpec
from .submission import GradedSubmission, Submission


def grade_notebooks(
    fork_server: ForkServer,
    spec: GradingSpec,
    limits: Limits,
    submission: Submission,
    ledger: Ledger | None = None,
    folder: Path | None = None,
) -> GradedSubmission:
    """Grade every notebook of a submission.

    Parameters
    ----------
    fork_server
        The process that forks sessions.
    spec
        What all submissions have in common.
    limits
        Those of the spec, as `Limits`.
    submission
        What was handed in.
    ledger
        What is known of its checks already, and who is told how they end.
    folder
        Where checks run, with the assignment's own files in it; None if they find no file.

    Raises
    ------
    SandboxError
        If the sandbox fails.
    """
    graded = GradedSubmission(submission.student, [])
    first = spec.notebooks[0].name
    graded.flags += [Flag(notebook=first, reason=remark) for remark in submission.remarks]
    file_of = _match_notebooks(spec, submission, graded.flags)
    files = {path: content for path, content in submission.files.items() if path not in spec.files}
    files.update(spec.files)

    def graded_notebook(reference: ReferenceNotebook) -> GradedNotebook:
        name = file_of.get(reference.name)
        if name is None:
            return ungradable_notebook(reference, "this notebook was not handed in")
        data = submission.notebooks[name]
        try:
            return grade_notebook(
                fork_server,
                data,
                reference,
                files,
                limits,
                spec.tests,
                ledger,
                first_loss=spec.first_loss,
                folder=folder,
            )
        except UnreadableError as error:
            why = str(error)
        except (MemoryError, RecursionError) as error:
            why = f"reading it took too much memory ({type(error).__name__})"
        return ungradable_notebook(reference, f"{name}.ipynb cannot be graded: {why}")

    for reference in spec.notebooks:
        done = graded_notebook(reference)
        graded.cpu_seconds += done.cpu_seconds
        graded.notebooks.append(done)
    return graded


def _match_notebooks(spec: GradingSpec, submission: Submission, flags: list[Flag]) -> dict[str, str]:
    """Return which file is which notebook: by its name, or else by the grade ids that are in it.

    Parameters
    ----------
    spec
        What all submissions have in common.
    submission
        What was handed in.
    flags
        Where to add one for each file that was renamed, or is no notebook of the assignment.
    """
    expected = {reference.name: reference for reference in spec.notebooks}
    file_of = {name: name for name in expected if name in submission.notebooks}
    others = [name for name in submission.notebooks if name not in expected]
    for missing in [name for name in expected if name not in file_of]:
        own = {cell.name for cell in expected[missing].cells}
        shared = {name: len(own & _grade_ids(submission.notebooks[name])) for name in others}
        best = max(shared, key=lambda name: shared[name], default=None)
        if best is not None and 2 * shared[best] >= len(own) and shared[best] > 0:
            others.remove(best)
            file_of[missing] = best
            reason = f"{best}.ipynb was taken for {missing}.ipynb, which was missing"
            flags.append(Flag(notebook=missing, reason=reason))
    for name in others:
        reason = "this notebook is not part of the assignment, and was left out"
        flags.append(Flag(notebook=name, reason=reason))
    return file_of


def _grade_ids(data: bytes) -> set[str]:
    """Return the grade ids in a notebook; none if it cannot be read."""
    try:
        return grade_ids(read_notebook(data, []))
    except (UnreadableError, MemoryError):
        return set()
