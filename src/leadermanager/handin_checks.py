"""What a student may want to look at before handing in: what is missing, changed, or does not run.

Nothing here is a judgement: every remark is one sentence, and the notebook can be handed in all the same.
"""

from __future__ import annotations

import hashlib
import logging
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from leadermanager.catalogue import Catalogue
from leadermanager.errors import HandinError

SECONDS = 120
"""How long a cell may take when a notebook is run afresh."""

_MOST_ERRORS = 3
_AGAIN = "choose Kernel → Restart Kernel and Run All Cells, look, and save"


def remarks_on(path: Path, content: bytes, *, run: bool = False) -> list[str]:
    """Return what there is to say of a notebook, one sentence each.

    Parameters
    ----------
    path
        Where the notebook is; cells that are missing are known from the student edition around it.
    content
        The notebook's file.
    run
        Whether to run it from top to bottom in a new kernel. Otherwise its saved outputs are looked at, and
        whether its cells were run in their order.

    Raises
    ------
    HandinError
        If the file is not a notebook.
    """
    nb = read(path, content)
    unanswered, said = _tasks(nb, path)
    ran = _run(nb, path) if run else nb
    problems = [ran] if isinstance(ran, str) else [*_errors(ran, unanswered)]
    if not run:
        problems += _not_in_order(nb)
    return [f"{path.name}: {sentence}" for sentence in [*said, *problems]]


def read(path: Path, content: bytes) -> NotebookNode:
    """Return a notebook from its file.

    Raises
    ------
    HandinError
        If the file is not a notebook.
    """
    try:
        nb: NotebookNode = nbformat.reads(content.decode("utf-8-sig"), as_version=4)  # type: ignore[no-untyped-call]
    # nbformat raises half a dozen unrelated exceptions on files that are not notebooks.
    except Exception as problem:
        raise HandinError(f"{path} is not a notebook; hand in the .ipynb file itself.") from problem
    if not isinstance(nb.get("cells"), list):
        raise HandinError(f"{path} is not a notebook; hand in the .ipynb file itself.")
    return nb


def checksum(cell: NotebookNode) -> str:
    """Return nbgrader's checksum of a cell (`nbgrader.utils.compute_checksum`).

    Written out here because importing nbgrader takes seconds, and much of the memory that a student on
    Binder has.
    """
    known: dict[str, Any] = cell.metadata["nbgrader"]
    grade, solution = known.get("grade", False), known.get("solution", False)
    parts = [
        cell.source,
        cell.cell_type,
        str(grade),
        str(solution),
        str(_is_locked(known)),
        known["grade_id"],
    ]
    if grade:
        parts.append(str(float(known["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _is_locked(known: dict[str, Any]) -> bool:
    return not known.get("solution", False) and (known.get("grade", False) or known.get("locked", False))


def _tasks(nb: NotebookNode, path: Path) -> tuple[bool, list[str]]:
    """Say which tasks are as they were given, and which locked cells are not or have gone."""
    said, there = [], set()
    graded = unanswered = False
    for cell in nb.cells:
        known: dict[str, Any] = cell.metadata.get("nbgrader", {})
        task = known.get("grade_id")
        if not task:
            continue
        there.add(task)
        graded = graded or known.get("grade", False)
        same = known.get("checksum") == checksum(cell)
        if known.get("solution") and not known.get("task") and same:
            unanswered = True
            said.append(f"you have not answered {task} yet.")
        elif _is_locked(known) and "checksum" in known and not same:
            said.append(f"{task} was changed; it will be put back as it was.")
    missing = [task for task in Catalogue.near(path.parent).tasks(path) if task not in there]
    said += [f"{task} is missing; it will be put back, without an answer." for task in missing]
    if not graded:
        said.append("there are no graded tasks in it; is it the right notebook?")
    return unanswered, said


def _errors(nb: NotebookNode, unanswered: bool) -> Iterator[str]:
    """Name the first cells whose outputs show an error."""
    found = 0
    for number, cell in enumerate(nb.cells, start=1):
        for output in cell.get("outputs", []):
            if output.get("output_type") != "error":
                continue
            # A task without an answer says so when it is called, and that has been said already.
            if unanswered and output.get("ename") == "NotImplementedError":
                continue
            found += 1
            if found > _MOST_ERRORS:
                yield "there are more errors further down."
                return
            name = cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell {number}"
            lines = str(output.get("evalue", "")).strip().splitlines() or [""]
            yield f"{name} ends with an error: {output.get('ename')}: {lines[0][:150]}".rstrip(" .:") + "."


def _not_in_order(nb: NotebookNode) -> Iterator[str]:
    """Say whether the saved notebook has been run, and from top to bottom."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.get("execution_count") for cell in cells]
    left = counts.count(None)
    if left:
        what = (
            "no cell has"
            if left == len(counts)
            else "1 cell has not"
            if left == 1
            else f"{left} cells have not"
        )
        yield f"{what} been run; {_AGAIN}."
    elif counts != sorted(counts):
        yield f"its cells were not run from top to bottom, so it may fail elsewhere; {_AGAIN}."


def _run(nb: NotebookNode, path: Path) -> NotebookNode | str:
    """Return the notebook as it is after a run in a new kernel, or why there is none."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    copy = nbformat.from_dict(nb)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        copy,
        timeout=SECONDS,
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
