"""List the files in zips and folders from elsewhere, so that each can be read safely.

Nothing is unpacked, and nothing is opened before its name, kind and size were looked at. A file that must
not be read is listed with the reason; the others are as good as before. A zip inside a zip is opened at most
once: a student's bundle inside a class's download.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from ..course.filenames import is_clutter, is_notebook, portable, why_unsafe
from ..errors import CollectError
from .bounded_file import BoundedFile

MOST_FILES = 200
"""Files in one submission."""

MOST_BYTES = 50_000_000
"""Bytes in one submission, unpacked; of notebooks without their outputs."""

_NOTEBOOK_BYTES = 500_000_000  # of one notebook, outputs and all
_DOWNLOAD_FILES = 20_000
_DOWNLOAD_BYTES = 4_000_000_000
_CHUNK = 1_000_000

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
        When it, or the zip that it is in, was last changed, in seconds since 1970.
    read : callable
        Returns its bytes; raises `CollectError` if it is not what was stated.
    why : str or None
        Why it must not be read, to be said after its name.
    dated : float
        When it was last changed as the zip says, in seconds since 1970; 0 where it is in none.
    """

    size: int
    changed: float
    read: Callable[[], bytes]
    why: str | None = None
    dated: float = 0.0


@dataclass
class FileTree:
    """The files in a folder or in a zip, not yet read.

    Attributes
    ----------
    label : str
        What it is called in messages.
    name : str
        What it is called, a zip without its extension: whose it is, where nothing else says so. Empty for one
        file.
    around : str
        What the folder around it is called.
    changed : float
        When the file or the folder was last changed, in seconds since 1970.
    files : dict
        Each file by its path, with ``/`` between the parts.
    """

    label: str
    name: str
    changed: float
    around: str = ""
    files: dict[str, UnreadFile] = field(default_factory=dict)

    def label_of(self, path: str) -> str:
        """Return what a file in it is called in messages."""
        return f"{self.label}/{path}" if self.name else self.label


def list_files(path: Path) -> FileTree:
    """List what is at `path`: a folder, a zip, or one file.

    Parameters
    ----------
    path
        Where to look. It may be a link itself, since the grader named it; nothing below it may.

    Raises
    ------
    CollectError
        If it cannot be read, or is too much to be looked through.
    """
    place = path.resolve()
    changed = place.stat().st_mtime
    tree = FileTree(str(path), place.name, changed, place.parent.name)
    if place.is_dir():
        return _list_folder(place, tree)
    if not place.is_file():
        raise CollectError("it is neither a file nor a folder")
    if path.suffix.lower() == ".zip":
        tree.name = path.stem
        return list_zip(place, tree)
    # One file is a folder with only this file in it.
    tree.name = ""
    tree.files[portable(path.name)] = _folder_file(place)
    return tree


def list_zip(source: Path | bytes, tree: FileTree) -> FileTree:
    """Add what is in a zip to a tree, and return the tree; what must not be read is in it with the reason.

    Raises
    ------
    CollectError
        If it is no zip, or is too much to be looked through.
    """
    try:
        archive = zipfile.ZipFile(BoundedFile(source))
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
    named = [(portable(_name(entry)), entry) for entry in entries]
    counts = Counter(name for name, _ in named)
    for name, entry in named:
        if entry.is_dir() or name.endswith("/") or not name or is_clutter(name):
            continue
        why = "is in it twice" if counts[name] > 1 else _why_not_zipped(name, entry)
        tree.files[name] = replace(_zipped_file(archive, entry, tree.changed), why=why)
    return tree


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a file in a zip; many programs write UTF-8 without saying so."""
    if entry.flag_bits & 0x800 or entry.orig_filename.isascii():
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")
    try:
        return (_stated_name(entry.extra, zlib.crc32(raw)) or raw).decode()
    except UnicodeDecodeError:
        return entry.orig_filename


def _stated_name(extra: bytes, checksum: int) -> bytes | None:
    """Return the name that a zip has once more in UTF-8 (Info-ZIP's field 0x7075), if it is the same name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x7075 and size > 5 and extra[5:9] == struct.pack("<L", checksum):
            return extra[9 : 4 + size]
        extra = extra[4 + size :]
    return None


def _why_not_zipped(name: str, entry: zipfile.ZipInfo) -> str | None:
    """Return why a file in a zip is not taken, from what the zip says of it, or None."""
    kind = entry.external_attr >> 28
    if entry.create_system in _UNIX and kind not in (0, stat.S_IFREG >> 12):
        return "is not an ordinary file"
    unsafe = why_unsafe(name)
    if unsafe is not None:
        return unsafe
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"is packed in a way that is not read here (method {entry.compress_type})"
    return _too_large(name, entry.file_size)


def _too_large(name: str, size: int) -> str | None:
    most = _NOTEBOOK_BYTES if is_notebook(name) else MOST_BYTES
    return f"has more than {most // 10**6} MB" if size > most else None


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

    try:
        dated = datetime(*entry.date_time).timestamp()
    except (ValueError, OverflowError):
        dated = 0.0
    return UnreadFile(entry.file_size, changed, read, dated=dated)


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
    status = path.lstat()

    def read() -> bytes:
        with path.open("rb") as file:
            return b"".join(_chunks(file, status.st_size))

    return UnreadFile(status.st_size, status.st_mtime, read, _why_not_in_folder(path.name, status))


def _list_folder(root: Path, tree: FileTree) -> FileTree:
    """Add what is in a folder to a tree, and return the tree; links are not followed."""
    size = 0
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_clutter(name))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*links, *sorted(files)):
            if is_clutter(name):
                continue
            path = Path(folder) / name
            file = _folder_file(path)
            own = portable(path.relative_to(root).as_posix())
            tree.files[own] = replace(file, why="is in it twice") if own in tree.files else file
            size += file.size
            if len(tree.files) > _DOWNLOAD_FILES or size > _DOWNLOAD_BYTES:
                raise CollectError(
                    f"it holds more than {_DOWNLOAD_FILES} files or {_DOWNLOAD_BYTES // 10**9} GB"
                )
    return tree


def _why_not_in_folder(name: str, status: os.stat_result) -> str | None:
    """Return why a file in a folder is not taken, or None."""
    if stat.S_ISLNK(status.st_mode):
        return "is a link to another file; hand in the file itself"
    if not stat.S_ISREG(status.st_mode):
        return "is not an ordinary file"
    return _too_large(name, status.st_size)
