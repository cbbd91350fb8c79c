"""List the files in zips and folders from elsewhere, so that each can be read safely.

Nothing is unpacked, and nothing is opened before its name, kind and size were looked at. A file that must
not be read is listed with the reason; the others are as good as before. A zip inside a zip is opened at most
once: a student's bundle inside a class's download.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from ..course.filenames import is_clutter, why_unsafe
from ..errors import CollectError

MOST_FILES = 200
"""Files in one submission."""

MOST_BYTES = 50_000_000
"""Bytes in one submission, unpacked."""

_DOWNLOAD_FILES = 20_000
_DOWNLOAD_BYTES = 4_000_000_000
_DIRECTORY_BYTES = 4_000_000  # an archive's table of contents
_CHUNK = 1_000_000
_RATIO = 200  # no notebook shrinks to less than a two-hundredth
_RATIO_FROM = 1_000_000  # bytes; below this a ratio says nothing

_UNIX = (3, 19)  # systems whose entries say what kind of file they are
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class UnreadFile:
    """One file, which can be read safely or must not be read.

    Attributes
    ----------
    size : int
        Bytes, as stated.
    changed : float
        When it was last changed, in seconds since 1970.
    read : callable
        Returns its bytes; raises `CollectError` if it is not what was stated.
    why : str or None
        Why it must not be read, to be said after its name.
    """

    size: int
    changed: float
    read: Callable[[], bytes]
    why: str | None = None


@dataclass
class FileTree:
    """The files in a folder or in a zip, not yet read.

    Attributes
    ----------
    label : str
        What it is called in messages.
    name : str
        Its own name, without an extension: whose it is, where nothing else says so.
    changed : float
        When the file or the folder was last changed, in seconds since 1970.
    packed : bool
        Whether it is a zip.
    files : dict
        Each file by its path, with ``/`` between the parts.
    """

    label: str
    name: str
    changed: float
    packed: bool = False
    files: dict[str, UnreadFile] = field(default_factory=dict)


def list_files(path: Path, *, assignment: str = "") -> FileTree:
    """List what is at `path`: a folder, a zip, or one file.

    Parameters
    ----------
    path
        Where to look. It may be a link itself, since the grader named it; nothing below it may.
    assignment
        A folder of this name is called after the folder around it, as in ``ada/ps1``.

    Raises
    ------
    CollectError
        If it cannot be read, or is too much to be looked through.
    """
    place = path.resolve()
    changed = place.stat().st_mtime
    if place.is_dir():
        name = place.parent.name if place.name == assignment else place.name
        return _list_folder(place, FileTree(str(path), name, changed))
    if not place.is_file():
        raise CollectError("it is neither a file nor a folder")
    if path.suffix.lower() == ".zip":
        return list_zip(place, FileTree(str(path), path.stem, changed, packed=True))
    # One file is a folder with only this file in it.
    tree = FileTree(str(path), place.parent.name, changed)
    tree.files[path.name] = _folder_file(place)
    return tree


def list_zip(source: Path | bytes, tree: FileTree) -> FileTree:
    """Add to a tree, and return it, what is in a zip; a file that must not be read with the reason.

    Raises
    ------
    CollectError
        If it is no zip, or is too much to be looked through.
    """
    try:
        archive = zipfile.ZipFile(_Bounded(source))
    except _BROKEN as problem:
        detail = "" if "not a zip" in str(problem) else f" ({problem})"
        raise CollectError(f"it is not a zip file that can be read{detail}") from problem
    entries = archive.infolist()
    if len(entries) > _DOWNLOAD_FILES:
        raise CollectError(f"it holds more than {_DOWNLOAD_FILES} files")
    if sum(entry.file_size for entry in entries) > _DOWNLOAD_BYTES:
        raise CollectError(f"it would unpack to more than {_DOWNLOAD_BYTES // 10**9} GB")
    if _overlap(entries):
        raise CollectError("it is not a zip file that can be read (files in it share the same bytes)")
    times = Counter(entry.filename for entry in entries)
    for entry in entries:
        if entry.is_dir() or is_clutter(entry.filename):
            continue
        why = "is in it twice" if times[entry.filename] > 1 else _why_not(entry)
        file = _zipped_file(archive, entry, tree.changed)
        tree.files[entry.orig_filename] = replace(file, why=why)
    return tree


def _why_not(entry: zipfile.ZipInfo) -> str | None:
    """Return why a file in a zip is not taken, from what the zip says of it, or None."""
    kind = entry.external_attr >> 28
    if entry.create_system in _UNIX and kind not in (0, stat.S_IFREG >> 12):
        return "is not an ordinary file"
    unsafe = why_unsafe(entry.orig_filename)
    if unsafe is not None:
        return unsafe
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"is packed in a way that is not read here (method {entry.compress_type})"
    if entry.file_size > MOST_BYTES:
        return f"would unpack to more than {MOST_BYTES // 10**6} MB"
    if entry.file_size > max(_RATIO_FROM, _RATIO * entry.compress_size):
        return f"would unpack to more than {_RATIO} times its size"
    return None


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Return whether two files claim the same bytes, as in bombs whose size grows with its square."""
    ends = 0
    for start, size in sorted((entry.header_offset, entry.compress_size) for entry in entries):
        if start < ends:
            return True
        ends = start + 30 + size
    return False


def _zipped_file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, changed: float) -> UnreadFile:
    def read() -> bytes:
        try:
            with archive.open(entry) as file:
                content = b"".join(_chunks(file, entry.file_size))
        except _BROKEN as problem:
            raise CollectError(f"{entry.filename!r} in it cannot be read ({problem})") from problem
        if len(content) != entry.file_size:
            raise CollectError(f"{entry.filename!r} in it is not as large as it says")
        return content

    return UnreadFile(entry.file_size, changed, read)


def _chunks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield a file in pieces, no more than one byte above what was stated; its end checks the checksum."""
    left = size + 1
    while left > 0:
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            return
        left -= len(chunk)
        yield chunk


def _folder_file(path: Path) -> UnreadFile:
    known = path.lstat()

    def read() -> bytes:
        with path.open("rb") as file:
            return b"".join(_chunks(file, known.st_size))

    return UnreadFile(known.st_size, known.st_mtime, read, _why_not_file(known))


def _list_folder(root: Path, tree: FileTree) -> FileTree:
    """Add to a tree, and return it, what is in a folder; links are not followed."""
    size = 0
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_clutter(name))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*links, *sorted(files)):
            if is_clutter(name):
                continue
            path = Path(folder) / name
            file = _folder_file(path)
            tree.files[path.relative_to(root).as_posix()] = file
            size += file.size
            if len(tree.files) > _DOWNLOAD_FILES or size > _DOWNLOAD_BYTES:
                raise CollectError(
                    f"it holds more than {_DOWNLOAD_FILES} files or {_DOWNLOAD_BYTES // 10**9} GB"
                )
    return tree


def _why_not_file(known: os.stat_result) -> str | None:
    """Return why a file in a folder is not taken, or None."""
    if stat.S_ISLNK(known.st_mode):
        return "is a link to another file; hand in the file itself"
    if not stat.S_ISREG(known.st_mode):
        return "is not an ordinary file"
    if known.st_size > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 10**6} MB"
    return None


class _Bounded(io.RawIOBase):
    """A file that is open only while it is read, and never read in one piece larger than a zip needs.

    `zipfile` reads a whole table of contents at once, as large as the file says it is.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self._size = len(source) if isinstance(source, bytes) else source.stat().st_size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        at = offset + (0, self._at, self._size)[whence]
        if at < 0:
            raise OSError("before its beginning")
        self._at = at
        return at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if size > _DIRECTORY_BYTES:
            raise CollectError(f"its table of contents is larger than {_DIRECTORY_BYTES // 10**6} MB")
        if isinstance(self._source, bytes):
            content = self._source[self._at : self._at + size]
        else:
            with self._source.open("rb") as file:
                file.seek(self._at)
                content = file.read(size)
        self._at += len(content)
        return content
