"""A student's work in one small file: the notebooks that were changed, and the progress; and back again.

On a lent computer, such as Binder's, everything on the disk is lost. What is put back never replaces work:
where a notebook was changed here as well, the saved one is put beside it. What cannot be read is left out and
named, and the rest is put back.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from leadermanager.catalogue import ASSIGNMENTS, LESSONS, Catalogue
from leadermanager.errors import ProgressError
from leadermanager.notebook_content import NotANotebookError, essence, read_notebook, without_outputs
from leadermanager.progress import Progress, read_progress
from leadermanager.saved_notebook import read_saved
from leadermanager.shapes import Shape

FORMAT = "leadermanager-work"
VERSION = 1
_MANIFEST, _PROGRESS = "manifest.json", "progress.json"

MOST_PACKED = 2_500_000
"""The largest file, in bytes: a Jupyter server passes about 3 MB on at once, and drops more."""

_MOST_UNPACKED = 50_000_000


@dataclass
class Restored:
    """What was put back.

    Attributes
    ----------
    progress : Progress
        The state of each exercise, for the browser, and those that could not be read.
    replaced, beside : list of str
        Notebooks that were put in their place, and those that were put beside one that had been changed.
    same : list of str
        Notebooks that were there already.
    left_out : list of str
        What could not be read, or does not belong to the course.
    """

    progress: Progress = field(default_factory=Progress)
    replaced: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


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


@dataclass(frozen=True)
class Packed:
    """A file of saved work.

    Attributes
    ----------
    content : bytes
        The zip file.
    notebooks : list of pathlib.Path
        Which notebooks are in it.
    bare : bool
        Whether the cells' outputs are left out, since with them a browser could not get the file whole.
    """

    content: bytes
    notebooks: list[Path]
    bare: bool = False


def pack(folder: Path, progress: str) -> Packed:
    """Return a zip file of the changed notebooks and the progress.

    Parameters
    ----------
    folder
        The folder of the lessons.
    progress
        The file of progress.

    Raises
    ------
    ProgressError
        If it is too large even without the cells' outputs; names the largest notebook.
    """
    catalogue = Catalogue.near(folder)
    notebooks = changed_notebooks(catalogue)
    files = {catalogue.name_of(path): read_saved(path) for path in notebooks}
    packed = _packed(files, progress)
    bare = _too_large(packed, files)
    if bare:
        files = {name: _small(content) for name, content in files.items()}
        packed = _packed(files, progress)
    if _too_large(packed, files):
        largest = max(files, key=lambda name: len(files[name]), default=_PROGRESS)
        raise ProgressError(
            f"Your notebooks are too large to be downloaded together; the largest is {largest}. Download it "
            "by itself (File → Download), take out large pictures and texts, save, and try again."
        )
    return Packed(packed, notebooks, bare)


def _too_large(packed: bytes, files: Mapping[str, bytes]) -> bool:
    return len(packed) > MOST_PACKED or sum(map(len, files.values())) > _MOST_UNPACKED


def _packed(files: Mapping[str, bytes], progress: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, json.dumps({"format": FORMAT, "version": VERSION}))
        archive.writestr(_PROGRESS, progress)
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _small(content: bytes) -> bytes:
    """Return a notebook's file without outputs; any other file as it is."""
    try:
        return without_outputs(content)
    except NotANotebookError:
        return content


def restore(
    folder: Path, content: bytes, shapes: Mapping[str, Shape], running: Path | None = None
) -> Restored:
    """Put back what a file holds: progress alone, or notebooks and progress.

    Parameters
    ----------
    folder
        The folder of the lessons.
    content
        The file: what `pack` made, or a file of progress.
    shapes
        The shape of the state of each exercise, by its name.
    running
        A notebook that is open; it is not replaced, since its page would then save over it.

    Raises
    ------
    ProgressError
        If the file is neither. Nothing is put back then.
    """
    if not content.startswith(b"PK"):
        return Restored(read_progress(content, shapes))
    files, left_out = _unpack(content)
    done = Restored(left_out=left_out)
    progress = files.pop(_PROGRESS, None)
    try:
        done.progress = read_progress(progress or b"", shapes)
    except ProgressError:
        done.left_out.append(_PROGRESS)
    catalogue = Catalogue.near(folder)
    for name, notebook in files.items():
        target = catalogue.root / name
        there = target.is_file()
        if there and essence(target.read_bytes()) == essence(notebook):
            done.same.append(name)
            continue
        if not there or (catalogue.as_published(target) and not _is_open(target, running)):
            done.replaced.append(name)
        else:
            target = _beside(target)
            done.beside.append(catalogue.name_of(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(notebook)
    return done


def _is_open(target: Path, running: Path | None) -> bool:
    return running is not None and target.resolve() == running.resolve()


def _unpack(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of saved work that belong there, and the names of those that do not."""
    wrong = ProgressError(
        "This is not a file of saved work; choose the one that “Download my notebooks and progress” made."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Unpacking the file and packing it again may put a folder around everything; `top` is its name.
            names = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
            top = next(name for name in names if name.endswith(_MANIFEST)).removesuffix(_MANIFEST)
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise wrong
            manifest = json.loads(archive.read(top + _MANIFEST))
            known = (manifest.get("format"), manifest.get("version")) == (FORMAT, VERSION)
            if not known:
                raise wrong
            wanted = [name for name in names if not name.endswith(("/", _MANIFEST, ".DS_Store"))]
            read = {name.removeprefix(top): _read(archive, name) for name in wanted}
    # A file that is not ours can go wrong in any of these ways.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        raise wrong from problem
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as problem:
        raise wrong from problem
    files = {name: file for name, file in read.items() if file is not None and _is_ours(name, file)}
    return files, [name for name in read if name not in files]


def _read(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return a file in an archive, or None if it is damaged; read no more bytes than its entry states."""
    try:
        with archive.open(name) as stream:
            return stream.read(archive.getinfo(name).file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return None


def _is_ours(name: str, content: bytes) -> bool:
    """Say whether this is the progress, or a notebook in a place where students have notebooks."""
    if name == _PROGRESS:
        return True
    path = PurePosixPath(name)
    # Backslashes and colons would be parts of a path on another system.
    plain = "\\" not in name and ":" not in name and "\0" not in name and str(path) == name
    if (
        not plain
        or path.suffix != ".ipynb"
        or len(path.parts) < 2
        or path.parts[0] not in (LESSONS, ASSIGNMENTS)
        or any(part.startswith(".") for part in path.parts)
    ):
        return False
    try:
        read_notebook(content)
    except NotANotebookError:
        return False
    return True


def _beside(path: Path) -> Path:
    """Return a name that is free, beside a notebook."""
    for number in range(1, 1000):
        free = path.with_name(f"{path.stem}-saved{'' if number == 1 else f'-{number}'}.ipynb")
        if not free.exists():
            return free
    raise ProgressError(f"There are too many copies of {path.name}; delete the ones you don't need.")
