"""Who is who: the one form of a person's name, as it is compared and as it names a folder.

A name is kept in the script and spelling of the one who has it. Two spellings are the same person's if they
differ only in how accents are stored (NFC or NFD), in case, in spaces, in the sign that is typed for an
apostrophe or a hyphen, or in marks that cannot be seen. Nothing else is guessed: ``Weiß`` and ``Weiss`` are
two.

As an id, which names folders, a name stays as it is except for the few signs that some file system, or
nbgrader in a pattern or an address of a page, takes for something else. Those are written ``=`` and their
bytes in hexadecimal, as in ``2019=2FCS=2F042``, and can be read back. Of a name that is longer than a
file's name can be, the beginning stays, with a digest of all of it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MOST_LETTERS = 128  # in nbgrader's gradebook
_MOST_BYTES = 230  # in a file's name, with room for what is put around it while a folder is written

_KEPT_LETTERS = 40  # of a name that is longer
_MOST_NAME = 1000  # beyond this it is no person's

_JOINERS = "\u200c\u200d"  # parts of a word in Persian, Hindi and other languages
_ENCODED = re.compile(r'[\\/:*?"<>|\[\]{}%#=]|^[-.~]|\.$')
_CODES = re.compile(r"(?:=[0-9A-F]{2})+")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?=\s*(?:\.|$))", re.I
)

# Keyboards and word processors differ in these.
_SAME_SIGN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u02bb\u2032\uff07`\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\uff0d", "-")
)


def name_of(text: str) -> str:
    """Return a name in its one form: NFC, single spaces, nothing that cannot be seen; empty if it is none."""
    text = " ".join(text.split())
    kinds = {letter: unicodedata.category(letter) for letter in set(text)}
    if any(kind in ("Cc", "Cs") for kind in kinds.values()):
        return ""
    seen = "".join(letter for letter in text if kinds[letter] != "Cf" or letter in _JOINERS)
    name = unicodedata.normalize("NFC", " ".join(seen.split()))
    return name if any(letter.isalnum() for letter in name) else ""


def student_id(name: str) -> str | None:
    """Return the id of a student of this name, which can name a folder; None if it is nobody's name."""
    name = name_of(name)
    if not name or len(name) > _MOST_NAME:
        return None
    made = _encoded(name)
    if len(made) <= _MOST_LETTERS and len(made.encode()) <= _MOST_BYTES:
        return made
    digest = hashlib.sha256(_folded(name).encode()).hexdigest()
    return f"{_encoded(name[:_KEPT_LETTERS])}-{digest[:12]}"


@lru_cache(maxsize=10_000)
def name_in(known: str) -> str:
    """Return the name that an id, or a folder or file called after a student, stands for."""
    try:
        name = _CODES.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode(), known)
    except UnicodeDecodeError:
        return known
    return name if student_id(name) == unicodedata.normalize("NFC", known) else known


@lru_cache(maxsize=10_000)
def comparable(name: str) -> str:
    """Return a name, a login or an address in the form in which two are compared; empty if it is none."""
    known = student_id(name)
    return "" if known is None else _folded(name_in(known))


def key_of(known: str) -> str:
    """Return the form in which an id, or a folder's or file's name, is compared; itself if it is no name."""
    return comparable(name_in(known)) or known


def by_key(ids: Iterable[str]) -> dict[str, str]:
    """Return each student's id by the form in which names are compared.

    If two ids are one student's, it is the one that `student_id` makes, or else the first.
    """
    found: dict[str, str] = {}
    for known in sorted(ids, key=lambda known: (student_id(name_in(known)) != known, known)):
        found.setdefault(key_of(known), known)
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name_of(name).translate(_SAME_SIGN).lower())


def _encoded(name: str) -> str:
    made = _ENCODED.sub(lambda found: _code(found[0]), name)
    return _code(made[0]) + made[1:] if _RESERVED.match(made) else made


def _code(sign: str) -> str:
    return "".join(f"={byte:02X}" for byte in sign.encode())
