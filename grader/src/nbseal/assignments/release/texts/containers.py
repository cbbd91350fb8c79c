"""Open files that hold others: archives, office documents, PDFs and databases."""

from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from .formats import OpaqueFileError

_MOST = 300_000_000  # bytes that all members of one file may have
Members = Iterator[tuple[str, bytes]]

# What pypdf mends in a PDF is no matter here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def members(kind: str, name: str, content: bytes) -> Members:
    """Yield the names and contents of the files that a file holds.

    Parameters
    ----------
    kind
        What the file is, one of `OPENERS`.
    name, content
        The file.

    Raises
    ------
    OpaqueFileError
        If it is broken, encrypted or too large, so that nobody can look into it.
    """
    what, opener = OPENERS[kind]
    left = _MOST
    try:
        for inner, part in opener(content):
            left -= len(part)
            if left < 0:
                raise OpaqueFileError(name, f"{what} of more than {_MOST // 1_000_000} MB")
            yield inner, part
    except _EncryptedError as problem:
        raise OpaqueFileError(name, str(problem)) from problem
    except _BROKEN as problem:
        raise OpaqueFileError(name, what) from problem


class _EncryptedError(Exception):
    """A file cannot be read without a password; the message says what it is."""


# What the readers of these formats raise on files that are broken or encrypted.
_BROKEN = (
    PyPdfError, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, sqlite3.Error, OSError,
    EOFError, RuntimeError, NotImplementedError, ValueError, KeyError, TypeError, AttributeError, IndexError,
)  # fmt: skip


def _zip(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield "comment", archive.comment
        for entry in archive.infolist():
            if not entry.is_dir():
                yield entry.filename, archive.read(entry)
                yield f"{entry.filename}/comment", entry.comment


def _tar(content: bytes) -> Members:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for entry in archive:
            stream = archive.extractfile(entry) if entry.isfile() else None
            if stream is not None:
                yield entry.name, stream.read()


def _gzip(content: bytes) -> Members:
    yield "content", gzip.decompress(content)


def _bzip2(content: bytes) -> Members:
    yield "content", bz2.decompress(content)


def _xz(content: bytes) -> Members:
    yield "content", lzma.decompress(content)


def _pdf(content: bytes) -> Members:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _EncryptedError("an encrypted PDF")
    for number, page in enumerate(reader.pages, 1):
        yield f"page {number}", page.extract_text().encode()
    for attached, parts in reader.attachments.items():
        yield from ((attached, part) for part in parts)
    # Everything else that has words in it: notes, links, titles, forms, and streams nobody shows.
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        text = str(found)
        if isinstance(found, StreamObject):
            text += "\n" + found.get_data().decode("latin-1")
        yield f"object {number}", text.encode()


def _sqlite(content: bytes) -> Members:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        schema = [str(sql) for (sql,) in database.execute("SELECT sql FROM sqlite_master")]
        yield "schema", "\n".join(schema).encode()
        for table in tables:
            quoted = table.replace('"', '""')
            values = [value for row in database.execute(f'SELECT * FROM "{quoted}"') for value in row]
            yield f"table {table}", "\n".join(str(it) for it in values if not isinstance(it, bytes)).encode()
            yield from ((f"table {table}", value) for value in values if isinstance(value, bytes))


OPENERS: dict[str, tuple[str, Callable[[bytes], Members]]] = {
    "zip": ("an archive", _zip),
    "tar": ("an archive", _tar),
    "gzip": ("an archive", _gzip),
    "bzip2": ("an archive", _bzip2),
    "xz": ("an archive", _xz),
    "pdf": ("a PDF", _pdf),
    "sqlite": ("a database", _sqlite),
}
ALSO_BYTES = ("pdf", "sqlite", "zip")  # what their readers pass over is searched as bytes
