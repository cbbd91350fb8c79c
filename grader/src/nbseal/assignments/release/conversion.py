"""nbgrader's own conversion of an instructor's notebooks into the students' version, into a folder aside."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, SaveCells
from traitlets.config import Config

from ...course import Course
from ...course.gradebook import gradebook_problem
from ...errors import ReleaseError
from ...limits import Limits
from .metadata import write_metadata
from .sources import QUIET, language
from .telling import short

# What begins a comment, where it is not #.
_COMMENTS = {
    "//": (
        "c",
        "c++",
        "c#",
        "f#",
        "go",
        "java",
        "javascript",
        "kotlin",
        "php",
        "rust",
        "scala",
        "swift",
        "typescript",
    ),
    "--": ("haskell", "lua", "sql"),
    ";": ("clojure", "lisp", "scheme"),
    "%": ("matlab", "octave", "prolog"),
}


def convert(
    course: Course, assignment: str, sources: Mapping[Path, NotebookNode], aside: Path, *, database: bool
) -> Path:
    """Make the students' version of an assignment.

    Parameters
    ----------
    course
        The course.
    assignment
        Which assignment.
    sources
        Its notebooks, brought up to date, by their files.
    aside
        In which folder to make it.
    database
        Whether to write its tasks into the gradebook.

    Returns
    -------
    pathlib.Path
        The folder of the students' version.

    Raises
    ------
    ReleaseError, GradebookError
        If nbgrader cannot convert it.
    """
    directory = course.nbgrader_directory(
        assignment_id=assignment, notebook_id="*", release_directory=str(aside.absolute())
    )
    converter = GenerateAssignment(coursedir=directory, config=_with_stubs(course, sources), log=QUIET)
    converter.force = True
    converter.no_database = not database
    if not database:
        converter.preprocessors = [p for p in converter.preprocessors if p is not SaveCells]
    # The converter reports every failure as one and the same; the cause is only in the exception that it
    # caught. This can go once nbgrader raises its error from the cause.
    problems: list[tuple[str, BaseException]] = []
    by_name = {path.name: notebook for path, notebook in sources.items()}

    def convert_one(filename: str) -> None:
        resources: Any = converter.init_single_notebook_resources(filename)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        try:
            # Not from the file: the notebook in it may be one that nbgrader does not take any more.
            made = converter.exporter.from_notebook_node(by_name[path.name], resources=resources)
        except Exception as problem:
            problems.append((path.name, problem))
            raise
        converter.write_single_notebook(*made)

    converter.convert_single_notebook = convert_one
    try:
        converter.start()
    except Exception as problem:
        name, cause = problems[-1] if problems else (assignment, problem)
        said = short((str(cause).splitlines() or [type(cause).__name__])[0], 200)
        raise (
            gradebook_problem(course, cause)
            or ReleaseError(f"{name} cannot be released: nbgrader says: {said}")
        ) from problem
    write_metadata(aside / assignment, assignment, Limits(config=course.config))
    return aside / assignment


def _with_stubs(course: Course, sources: Mapping[Path, NotebookNode]) -> Config:
    """Return the course's configuration, with something to put in place of solutions in every language."""
    config = copy.deepcopy(course.config)
    stubs = ClearSolutions(config=config, log=QUIET).code_stub
    written = {language(notebook) for notebook in sources.values()}
    config.ClearSolutions.code_stub = {**{name: stub_for(name) for name in written}, **stubs}
    return config


def stub_for(name: str) -> str:
    """Return what stands in place of a solution in a language that nbgrader has no stub for."""
    sign = next((sign for sign, names in _COMMENTS.items() if name.casefold() in names), "#")
    return f"{sign} YOUR CODE HERE"
