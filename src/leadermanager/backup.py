"""A student's work in one small file: the notebooks that were changed, and the progress; and back again.

On a lent computer, such as Binder's, everything on the disk is lost. What is put back never replaces work:
where a notebook was changed here as well, the saved one is put beside it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from leadermanager.catalogue import ASSIGNMENTS, LESSONS, Catalogue, sha256
from leadermanager.errors import ProgressError
from leadermanager.progress import State, read_progress
from leadermanager.saved_notebook import read_saved

FORMAT = "leadermanager-work"
VERSION = 1
_MANIFEST, _PROGRESS = "manifest.json", "progress.json"

# A Jupyter server passes about 3 MB on to the browser at once, and drops what is more.
_MOST_PACKED = 2_500_000
_MOST_UNPACKED = 50_000_000
_MOST_FILES = 200


@dataclass
class Restored:
    """What was put back.

    Attributes
    ----------
    exercises : dict
        The state of each exercise, for the browser.
    replaced, beside : list of str
        Notebooks that were put in their place, and those that were put beside one that had been changed.
    same : list of str
        Notebooks that were there already.
    """

    exercises: dict[str, State] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


def changed_notebooks(catalogue: Catalogue) -> list[Path]:
    """Return the notebooks that are not as they were published, in order.

    Outside a student edition nobody knows how they were, so that all lessons count; the assignments are then
    the instructor's, and none of them does.
    """
    found = []
    for folder in (LESSONS, ASSIGNMENTS) if catalogue.files else (LESSONS,):
        for path in sorted((catalogue.root / folder).rglob("*.ipynb")):
            hidden = any(part.startswith(".") for part in path.relative_to(catalogue.root).parts)
            if not hidden and path.is_file() and not catalogue.as_published(path):
                found.append(path)
    return found


def pack(folder: Path, progress: str) -> tuple[bytes, list[Path]]:
    """Return a zip file of the changed notebooks and the progress, and which notebooks are in it.

    Parameters
    ----------
    folder
        The folder of the lessons.
    progress
        The file of progress.

    Raises
    ------
    ProgressError
        If it would be too large for a browser to get in one piece; names the largest notebook.
    """
    catalogue = Catalogue.near(folder)
    notebooks = changed_notebooks(catalogue)
    files = {catalogue.name_of(path): read_saved(path) for path in notebooks}
    files[_PROGRESS] = progress.encode()
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "files": {name: sha256(content) for name, content in files.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        for name, content in files.items():
            archive.writestr(name, content)
    if stream.tell() > _MOST_PACKED:
        largest = max(files, key=lambda name: len(files[name]))
        raise ProgressError(
            f"Your notebooks are too large to be downloaded together; the largest is {largest}. Clear its "
            "outputs (Edit, Clear Outputs of All Cells), save, and try again."
        )
    return stream.getvalue(), notebooks


def restore(folder: Path, content: bytes, known: Collection[str], running: str = "") -> Restored:
    """Put back what a file holds: progress alone, or notebooks and progress.

    Parameters
    ----------
    folder
        The folder of the lessons.
    content
        The file: what `pack` made, or a file of progress.
    known
        The ids of the exercises there are.
    running
        The name of a notebook that is open; it is not replaced, since its page would then save over it.

    Raises
    ------
    ProgressError
        If the file is neither, or damaged. Nothing is put back then.
    """
    if not content.startswith(b"PK"):
        return Restored(exercises=read_progress(content, known))
    files = _unpack(content)
    done = Restored(exercises=read_progress(files.pop(_PROGRESS, b""), known))
    catalogue = Catalogue.near(folder)
    for name, notebook in files.items():
        target = catalogue.root / name
        there = target.is_file()
        if there and target.read_bytes() == notebook:
            done.same.append(name)
            continue
        if not there or (catalogue.as_published(target) and target.name != running):
            done.replaced.append(name)
        else:
            target = _beside(target)
            done.beside.append(catalogue.name_of(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(notebook)
    return done


def _unpack(content: bytes) -> dict[str, bytes]:
    """Read the whole file into memory, bounded, and check it before anything is written."""
    wrong = ProgressError("This is not a file of saved work; choose the one that “Save my work” made.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
                raise wrong
            files = {}
            for entry in entries:
                with archive.open(entry) as stream:
                    files[entry.filename] = stream.read(entry.file_size)
        manifest = json.loads(files.pop(_MANIFEST))
        if manifest["format"] != FORMAT or manifest["version"] != VERSION or len(files) != len(entries) - 1:
            raise wrong
        stated = manifest["files"]
        whole = files.keys() == stated.keys() and all(sha256(files[name]) == stated[name] for name in files)
    # A file that is not ours can go wrong in any of these ways.
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as problem:
        raise wrong from problem
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise wrong from problem
    if not whole or not all(name == _PROGRESS or _is_ours(name, files[name]) for name in files):
        raise ProgressError("This file of saved work has been changed or damaged; choose another one.")
    return files


def _is_ours(name: str, content: bytes) -> bool:
    """Say whether this is a notebook, and its place one where students have notebooks."""
    path = PurePosixPath(name)
    # Backslashes and colons would be parts of a path on another system.
    plain = "\\" not in name and ":" not in name and "\0" not in name and str(path) == name
    if (
        not plain
        or path.suffix != ".ipynb"
        or len(path.parts) < 2
        or path.parts[0] not in (LESSONS, ASSIGNMENTS)
    ):
        return False
    if any(part.startswith(".") for part in path.parts):
        return False
    try:
        return isinstance(json.loads(content)["cells"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _beside(path: Path) -> Path:
    """Return a name that is free, beside a notebook."""
    for number in range(1, 1000):
        free = path.with_name(f"{path.stem}-saved{'' if number == 1 else f'-{number}'}.ipynb")
        if not free.exists():
            return free
    raise ProgressError(f"There are too many copies of {path.name}; delete the ones you don't need.")
