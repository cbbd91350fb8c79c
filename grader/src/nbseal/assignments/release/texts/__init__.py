"""What can be read in a file, whatever its format: its texts, each in the forms that it may be spelled in.

A file is known by how it begins, not by its name. One that holds others (an archive, an office document, a
PDF, a database) is opened, and so is what is in it. What nobody can look into raises `OpaqueFileError`. Not
seen is text that was reworded, encrypted, drawn as a picture, or encoded a second time, as in base64.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import binary, containers, spellings
from .formats import OpaqueFileError, format_of
from .spellings import NO_TEXT, Lines

__all__ = ["NO_TEXT", "Lines", "OpaqueFileError", "View", "views"]

_DEPTH = 5  # archives in archives


@dataclass(frozen=True)
class View:
    """One form in which a file can be read.

    Attributes
    ----------
    name : str
        The file; for one in an archive, the archive's name comes first.
    lines : list of tuple
        Its lines, each with its number; 0 where the file itself has no lines.
    """

    name: str
    lines: Lines


def views(name: str, content: bytes, depth: int = 0) -> Iterator[View]:
    """Yield a file's text in each form in which it can be read.

    Parameters
    ----------
    name
        What to call it.
    content
        Its bytes.
    depth
        In how many archives it lies.

    Raises
    ------
    OpaqueFileError
        If nobody can look into it, or into a file that it holds.
    """
    found = format_of(name, content)
    if found in containers.OPENERS:
        if depth == _DEPTH:
            raise OpaqueFileError(name, "an archive in too many others")
        for inner, part in containers.members(found, name, content):
            yield from views(f"{name}/{inner}", part, depth + 1)
        if found in containers.ALSO_BYTES:
            yield from (View(name, lines) for lines in binary.readings(content))
    elif found == "binary":
        yield from (View(name, lines) for lines in binary.readings(content))
        if b"PK\x05\x06" in content:  # an archive that was put behind a picture
            for inner, part in containers.members("zip", name, content):
                yield from views(f"{name}/{inner}", part, depth + 1)
    else:
        yield from (View(name, lines) for lines in spellings.readings(spellings.decoded(content)))
