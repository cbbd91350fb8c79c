"""Grade one notebook: run its cells in a session and its checks outside of it, and score what comes out."""

import contextlib
from pathlib import Path

from ...course.reading import UnreadableError, read_notebook, without_outputs
from ...course.reference import ReferenceNotebook
from ...limits import Limits
from ..session.fork_server import ForkServer
from .compiled_check import compiled
from .graded import GradedNotebook
from .ledger import Ledger
from .node import write
from .run import NotebookRun
from .sanitize import sanitize


def prepare(reference: ReferenceNotebook) -> None:
    """Do once what each submission of a notebook would do again: compile its checks, and what is done first.

    Parameters
    ----------
    reference
        The notebook as released.
    """
    empty = write(sanitize({"cells": []}, reference).notebook)
    sanitize(read_notebook(empty.encode(), []), reference)
    for cell in reference.cells:
        if cell.is_check:
            with contextlib.suppress(SyntaxError):  # the check itself will say so
                compiled(cell.source, cell.name, cell.seen_lines)


def grade_notebook(
    fork_server: ForkServer,
    data: bytes,
    reference: ReferenceNotebook,
    files: dict[str, bytes],
    limits: Limits,
    tests: str = "outside",
    ledger: Ledger | None = None,
    *,
    first_loss: bool = False,
    folder: Path | None = None,
) -> GradedNotebook:
    """Grade one notebook.

    Parameters
    ----------
    fork_server
        The process that forks sessions.
    data
        The notebook as handed in.
    reference
        The notebook as released.
    files
        What lies beside it, by relative path.
    limits
        What it may use.
    tests
        ``"outside"``, or ``"inside"`` to run every check in the student's session.
    ledger
        What is known of its checks already, and who is told how they end.
    first_loss
        Whether to run no check after one that has lost points.
    folder
        Where checks run, and find the files beside the notebook; None if they find none.

    Raises
    ------
    UnreadableError
        If the file is no notebook.
    SandboxError
        If the sandbox fails, which says nothing of the notebook.
    """
    data = without_outputs(data, limits.notebook_mb * 1_000_000)
    if len(data) > limits.notebook_mb * 1_000_000:
        raise UnreadableError(
            f"the file has {len(data) / 1e6:.0f} MB without outputs; at most {limits.notebook_mb} MB are read"
        )
    repairs: list[str] = []
    sanitized = sanitize(read_notebook(data, repairs), reference, repairs)
    run = NotebookRun(
        fork_server,
        sanitized,
        reference,
        files,
        limits,
        tests=tests,
        ledger=ledger or Ledger(),
        first_loss=first_loss,
        folder=folder,
    )
    return run.grade_cells()
