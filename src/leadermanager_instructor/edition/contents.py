"""What is in a student edition, file by file, each as the bytes that students get."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from leadermanager.catalogue import ASSIGNMENTS, CATALOGUE, LESSONS, digest, sha256
from leadermanager.errors import EditionError
from leadermanager.exercise_files import SHIPPED
from leadermanager_instructor.edition.about import read_about
from leadermanager_instructor.edition.texts import (
    Address,
    gitignore,
    readme,
    student_project,
    with_edition_paths,
)

_LIBRARY = "src/leadermanager"
_SOURCES = (".py", ".js", ".css", ".json", ".typed")


@dataclass(frozen=True)
class File:
    """A file of an edition, and its path in the project (`origin`); the catalogue has the edition's `id`."""

    content: bytes
    executable: bool = False
    id: str = ""
    origin: str = ""


def collect(project: Path, released: Mapping[str, Path], address: Address | None) -> dict[str, File]:
    """Return the files of an edition under their paths, the catalogue last.

    Raises
    ------
    EditionError
        If the project lacks something that an edition needs, or a notebook cannot be read.
    """
    files = dict(sorted(_files(project, released)))
    lessons = {name: title_of(file.content) for name, file in files.items() if _is_in(name, LESSONS)}
    tasks = {name: title_of(file.content) for name, file in files.items() if _is_in(name, ASSIGNMENTS)}
    about = read_about(_text(project / "pyproject.toml"))
    files["README.md"] = File(readme(about, lessons, tasks, address).encode())
    files[".gitignore"] = File(gitignore().encode())
    files["pyproject.toml"] = File(student_project(_text(project / "pyproject.toml")).encode())
    files = dict(sorted(files.items()))
    mark = sha256(json.dumps({name: sha256(file.content) for name, file in files.items()}).encode())[:12]
    digests = {name: digest(name, file.content) for name, file in files.items()}
    cells = {name: _cells(files[name].content) for name in tasks}
    catalogue = json.dumps({"id": mark, "files": digests, "cells": cells}, indent=1) + "\n"
    files[CATALOGUE] = File(catalogue.encode(), id=mark)
    return files


def _files(project: Path, released: Mapping[str, Path]) -> Iterator[tuple[str, File]]:
    for name in ("LICENSE", "LICENSE-CONTENT"):
        yield name, File(_bytes(project / name))
    for path in _walk(project / "binder"):
        yield (
            _name(path, project),
            File(_bytes(path), executable=path.suffix == "" and path.name != "LICENSE"),
        )
    for path in _walk(project / LESSONS):
        # What is taught where is for those who write lessons; a notebook of another name is a draft.
        if path.name == "coverage.csv" or (path.suffix == ".ipynb" and not path.name[:2].isdigit()):
            continue
        content = _bytes(path)
        origin = _name(path, project)
        if path.suffix == ".ipynb":
            content = _cleaned(path, content, released)
        # The right answers are no part of what students see in the list of files.
        exercise = path.parent.name == SHIPPED and path.suffix == ".toml"
        yield f"{_LIBRARY}/{SHIPPED}/{path.name}" if exercise else origin, File(content, origin=origin)
    for path in _walk(project / "data"):
        yield _name(path, project), File(_bytes(path))
    for path in _walk(project / _LIBRARY):
        if path.suffix in _SOURCES:
            yield _name(path, project), File(_bytes(path))
    guide = project / "docs" / "student.md"
    if guide.is_file():
        yield _name(guide, project), File(with_edition_paths(_text(guide), released).encode())
    for path in _walk(project / "docs" / "student"):
        yield _name(path, project), File(_bytes(path))
    for assignment, folder in released.items():
        for path in _walk(folder):
            yield f"{ASSIGNMENTS}/{assignment}/{_name(path, folder)}", File(_bytes(path))


def _walk(folder: Path) -> list[Path]:
    """Return the files under a folder, but for hidden ones and what Python leaves behind."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
    )


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _is_in(name: str, folder: str) -> bool:
    return name.startswith(f"{folder}/") and name.endswith(".ipynb")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise EditionError(
            f"{path} cannot be read, and a student edition needs it ({problem.strerror})."
        ) from problem


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8")


def _read(content: bytes, where: object) -> Any:
    try:
        return nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    # nbformat raises half a dozen unrelated exceptions on files that are not notebooks.
    except Exception as problem:
        raise EditionError(f"{where} is not a notebook that can be read.") from problem


def _cleaned(path: Path, content: bytes, released: Collection[str]) -> bytes:
    """Return a lesson without what running it leaves in the file, and with the edition's paths."""
    nb = _read(content, path)
    nb.metadata = {key: nb.metadata[key] for key in ("kernelspec",) if key in nb.metadata}
    nb.metadata["language_info"] = {"name": "python"}
    for cell in nb.cells:
        cell.metadata = _authors_own(cell.metadata)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        elif cell.cell_type == "markdown":
            cell.source = with_edition_paths(cell.source, released)
    text: str = nbformat.writes(nb)  # type: ignore[no-untyped-call]
    return (text + "\n").encode()


def _authors_own(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an author set on a lesson's cell: its tags, and that its code is folded."""
    kept: dict[str, Any] = {"tags": metadata["tags"]} if metadata.get("tags") else {}
    if metadata.get("jupyter", {}).get("source_hidden"):
        kept["jupyter"] = {"source_hidden": True}
    return kept


def title_of(content: bytes) -> str:
    """Return a notebook's title, its first heading; empty where it has none."""
    nb = _read(content, "A notebook of the edition")
    lines = (line for cell in nb.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), "")


def _cells(content: bytes) -> list[str]:
    """Return the ids of an assignment's cells that a student may not delete."""
    known = (cell.metadata.get("nbgrader", {}) for cell in _read(content, "A released notebook").cells)
    return [each["grade_id"] for each in known if each.get("grade_id")]
