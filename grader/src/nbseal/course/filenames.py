"""Names of files from elsewhere: which are unsafe, and which some system takes for the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_PATH_BYTES = 400
"""What a path below a submission's folder may have, so that no copy of it elsewhere is too long."""

_DEPTH = 10
_NAME_BYTES = 255  # what a file system can store

_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".tbz2", ".txz")
_CLUTTER = ("__macosx", "thumbs.db", "desktop.ini")

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)", re.I)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
# Marks that make a name read differently from what it is, or that cannot be seen at all.
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def portable(path: str) -> str:
    """Return a path from elsewhere with `/` between its folders, and without parts that say nothing.

    Windows' own zips, and files unpacked from them, have a backslash there; other programs begin with `./`.
    """
    parts = path.replace("\\", "/").split("/")
    kept = [
        part for number, part in enumerate(parts) if part != "." and (part or number in (0, len(parts) - 1))
    ]
    return "/".join(kept)


def is_clutter(path: str) -> bool:
    """Return whether a file is hidden, or one that an operating system leaves behind."""
    parts = path.rstrip("/").casefold().split("/")
    return any(part in _CLUTTER or re.match(r"\.[^.]", part) for part in parts)


def is_archive(path: str) -> bool:
    """Return whether a file is named like an archive."""
    low = path.casefold()
    return low.endswith(_ARCHIVES) or re.search(r"\.tar\.\w+$", low) is not None


def is_notebook(path: str) -> bool:
    """Return whether a file is named like a notebook; some browsers add the kind that they take it for."""
    return re.search(r"\.ipynb(\.json|\.txt)?$", path, re.IGNORECASE) is not None


def notebook_stem(path: str) -> str:
    """Return the name of a notebook's file without what says that it is one."""
    return re.sub(r"\.ipynb(\.json|\.txt)?$", "", path, flags=re.IGNORECASE)


def why_unsafe(path: str) -> str | None:
    """Return what is wrong with a path from elsewhere, or None if it is safe on every system."""
    parts = path.split("/")
    if "\0" in path:
        return "has a zero byte in its name"
    if path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path):
        return "would be unpacked outside its folder"
    if len(parts) > _DEPTH:
        return f"lies more than {_DEPTH} folders deep"
    for part in parts:
        if not part or part == ".":
            return "has a part without a name in its path"
        if len(part.encode(errors="surrogatepass")) > _NAME_BYTES:
            return f"has a name of more than {_NAME_BYTES} bytes"
        if _INVISIBLE.search(part) or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in part):
            return "has characters in its name that cannot be seen"
        if _FORBIDDEN.search(part) or _RESERVED.match(part) or part != part.rstrip(". "):
            return "has a name that not every system can store"
    return None


def printable(text: str) -> str:
    """Return a text from elsewhere without what cannot be printed, such as colours and line breaks."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def clash(paths: Iterable[str]) -> str | None:
    """Return a path that some system would take for another one of them, or None.

    Systems differ in whether case counts, and in how they store letters with accents.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        known = _plain(path)
        parents = {known[:at] for at, letter in enumerate(known) if letter == "/"}
        if known in files or known in folders or parents & files:
            return path
        files.add(known)
        folders |= parents
    return None


def _plain(path: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
