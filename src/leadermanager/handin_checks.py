"""What a student may want to look at before handing in: what is missing, changed, or does not run.

Nothing here is a judgement: every remark is one sentence, and the notebook can be handed in all the same.
"""

from __future__ import annotations

import hashlib
import logging
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from leadermanager.answered import Answered
from leadermanager.catalogue import ASSIGNMENTS, Catalogue
from leadermanager.handed_out import HandedOut

_PATIENCE = 4
"""How many times as long as in the grader a cell may take here, on a computer that may be slower."""

_MOST_ERRORS = 3
_AGAIN = "choose Kernel → Restart Kernel and Run All Cells, look, and save"


def remarks_on(answered: Answered, *, run: bool = False) -> list[str]:
    """Return what there is to say of a notebook, one sentence each.

    Parameters
    ----------
    answered
        The notebook; cells that are missing are known from the student edition around it.
    run
        Whether to run it from top to bottom in a new kernel. Otherwise its saved outputs are looked at, and
        whether its cells were run in their order.
    """
    path = answered.path
    nb: NotebookNode = nbformat.from_dict(answered.notebook)  # type: ignore[no-untyped-call]
    unanswered, said = _tasks(nb, answered)
    ran = _run(nb, path, answered.handed_out.cell_seconds * _PATIENCE) if run else nb
    if isinstance(ran, str):
        problems = [ran]
    else:
        slow = dict(_slow(ran, answered.handed_out))
        problems = [*_errors(ran, unanswered, slow), *slow.values(), *_slow_in_all(ran, answered.handed_out)]
    if not run:
        problems += _not_in_order(nb)
    return [f"{path.name}: {sentence}" for sentence in [*said, *problems]]


def checksum(cell: NotebookNode) -> str:
    """Return nbgrader's checksum of a cell (`nbgrader.utils.compute_checksum`).

    Written out here because importing nbgrader takes seconds, and much of the memory that a student on
    Binder has.
    """
    known = _nbgrader(cell)
    grade, solution = known.get("grade", False), known.get("solution", False)
    parts = [
        cell.source,
        cell.cell_type,
        str(grade),
        str(solution),
        str(_is_locked(known)),
        str(known["grade_id"]),
    ]
    if grade:
        parts.append(_points(known))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _points(known: dict[str, Any]) -> str:
    try:
        return str(float(known["points"]))
    except (KeyError, TypeError, ValueError):
        return ""


def _nbgrader(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader noted of a cell."""
    known = cell.metadata.get("nbgrader")
    return known if isinstance(known, dict) else {}


def _is_locked(known: dict[str, Any]) -> bool:
    return not known.get("solution", False) and (known.get("grade", False) or known.get("locked", False))


def _tasks(nb: NotebookNode, answered: Answered) -> tuple[bool, list[str]]:
    """Say whether some task is unanswered, and which tasks are unanswered, changed or missing."""
    cells: dict[str, list[NotebookNode]] = {}
    for cell in nb.cells:
        if _nbgrader(cell).get("grade_id"):
            cells.setdefault(_nbgrader(cell)["grade_id"], []).append(cell)
    said = []
    graded = unanswered = False
    for task, there in cells.items():
        known = _nbgrader(there[0])
        graded = graded or known.get("grade", False)
        # A cell that is copied keeps its task, so there may be more than one.
        changed = sum(_nbgrader(cell).get("checksum") != checksum(cell) for cell in there)
        if known.get("solution") and not known.get("task") and not changed:
            unanswered = True
            said.append(f"you have not answered {task} yet.")
        elif known.get("solution") and changed > 1:
            said.append(f"there is more than one answer to {task}; the last is graded.")
        elif _is_locked(known) and "checksum" in known and changed:
            said.append(f"{task} was changed; it will be put back as it was.")
    missing = [task for task in _published_tasks(answered) if task not in cells]
    said += [f"{task} is missing; it will be put back, without an answer." for task in missing]
    if not graded:
        said.append("there are no graded tasks in it; is it the right notebook?")
    return unanswered, said


def _published_tasks(answered: Answered) -> list[str]:
    """Return the tasks that the notebook had in the student edition around it."""
    catalogue, origin = Catalogue.near(answered.path.parent), answered.handed_out
    published = answered.path
    if origin.file:
        published = catalogue.root / ASSIGNMENTS / origin.assignment / origin.file
    return catalogue.tasks(published) or catalogue.tasks(answered.path)


def _errors(nb: NotebookNode, unanswered: bool, slow: dict[int, str]) -> Iterator[str]:
    """Name the first cells whose outputs show an error."""
    found = 0
    for number, cell in enumerate(nb.cells, start=1):
        for output in cell.get("outputs", []):
            if output.get("output_type") != "error":
                continue
            # In JupyterLite, the name is how Python shows the class.
            error = re.sub(r"^<class '(?:\w+\.)*(\w+)'>$", r"\1", str(output.get("ename")))
            # A task without an answer says so when it is called, and that has been said already.
            if unanswered and error == "NotImplementedError":
                continue
            # That a cell was stopped is said by `_slow`.
            if number in slow and error == "KeyboardInterrupt":
                continue
            found += 1
            if found > _MOST_ERRORS:
                yield "there are more errors further down."
                return
            lines = str(output.get("evalue", "")).strip().splitlines() or [""]
            yield (
                f"{_name_of(cell, number)} ends with an error: {error}: {lines[0][:150]}".rstrip(" .:") + "."
            )


def _slow(nb: NotebookNode, limits: HandedOut) -> Iterator[tuple[int, str]]:
    """Give the number of each cell that took longer than grading waits for it, and what to say of it."""
    for number, cell in enumerate(nb.cells, start=1):
        took = _seconds(cell)
        if took > limits.cell_seconds:
            yield (
                number,
                f"{_name_of(cell, number)} took {ceil(took)} seconds here, and grading stops a cell after "
                f"{limits.cell_seconds:g}; let it do less, such as fewer draws.",
            )


def _slow_in_all(nb: NotebookNode, limits: HandedOut) -> Iterator[str]:
    took = sum(_seconds(cell) for cell in nb.cells)
    if took > limits.notebook_seconds:
        yield (
            f"all cells together took {ceil(took)} seconds here, and grading stops a notebook after "
            f"{limits.notebook_seconds:g}."
        )


def _seconds(cell: NotebookNode) -> float:
    """Return how long a cell took when it was run last, as the page or the run noted it; 0 if nobody did."""
    noted = cell.metadata.get("execution") or {}
    try:
        begun, ended = (
            datetime.fromisoformat(str(noted[key])) for key in ("iopub.execute_input", "shell.execute_reply")
        )
        return max(0.0, (ended - begun).total_seconds())
    except (KeyError, ValueError, TypeError):
        return 0.0


def _name_of(cell: NotebookNode, number: int) -> str:
    return str(_nbgrader(cell).get("grade_id") or f"cell {number}")


def _not_in_order(nb: NotebookNode) -> Iterator[str]:
    """Say whether the saved notebook has been run, and from top to bottom."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.get("execution_count") for cell in cells]
    left = counts.count(None)
    if left:
        what = "1 cell has not" if left == 1 else f"{left} cells have not"
        if left == len(counts):
            what = "no cell has"
        yield f"{what} been run; {_AGAIN}."
    elif counts != sorted(counts):
        yield f"its cells were not run from top to bottom, so it may fail elsewhere; {_AGAIN}."


def _run(nb: NotebookNode, path: Path, seconds: float) -> NotebookNode | str:
    """Return the notebook as it is after a run in a new kernel, or why there is none."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    copy = nbformat.from_dict(nb)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        copy,
        timeout=max(1, round(seconds)),
        interrupt_on_timeout=True,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.absolute().parent)}},
        store_widget_state=False,
    )
    client.log.setLevel(logging.CRITICAL)
    try:
        # What a kernel says of itself is for whoever mends kernels: that talk within this machine is not
        # encrypted, or that the interrupt sent before each shutdown came in the middle of a message.
        return client.execute(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (DeadKernelError, CellExecutionError):
        return "its kernel died when it was run from top to bottom; did it need too much memory?"
