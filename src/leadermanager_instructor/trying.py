"""Try a lesson or an exercise: what would stop a student in it, and where."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from leadermanager.errors import ContentError
from leadermanager.exercise_files import exercise_files
from leadermanager_instructor.edition.lesson_faults import exercise_faults, notebook_faults

_SECONDS = 120  # for one cell


def faults_in(path: Path) -> list[str]:
    """Return a sentence for each thing in a lesson or an exercise that would stop a student.

    Parameters
    ----------
    path
        A lesson's notebook, which is run from its first cell to its last, or an exercise's file.

    Raises
    ------
    ContentError
        If it is neither, or cannot be read.
    """
    if not path.is_file():
        raise ContentError(f"There is no file {path}.")
    if path.suffix == ".toml":
        return exercise_faults({path.stem: path})
    if path.suffix != ".ipynb":
        raise ContentError(f"{path} is neither a lesson (.ipynb) nor an exercise (.toml).")
    path = path.absolute()
    project, name = path.parent.parent, f"{path.parent.name}/{path.name}"
    try:
        lesson = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except ValueError as problem:
        raise ContentError(f"{name} is not a notebook that can be read: {problem}.") from None
    exercises = exercise_files(path.parent / "exercises")
    found = notebook_faults(
        name, path.read_bytes(), exercises, lambda target: (project / target).exists()
    ) + exercise_faults({stem: file for stem, file in exercises.items() if stem[:2] == path.stem[:2]})
    # Where a cell is not Python, running it says the same once more.
    return found or list(_ended_in_errors(lesson, name, path.parent))


def _ended_in_errors(lesson: NotebookNode, name: str, folder: Path) -> Iterator[str]:
    client = NotebookClient(
        lesson,
        timeout=_SECONDS,
        interrupt_on_timeout=True,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    # What the kernel has to say of itself is nothing about the lesson.
    client.execute(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for number, cell in enumerate(lesson.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                if output.ename == "KeyboardInterrupt":
                    yield f"{name}, cell {number}, was not done after {_SECONDS} seconds."
                else:
                    yield f"{name}, cell {number}, ends in an error: {output.ename}: {output.evalue}"
