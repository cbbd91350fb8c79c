"""A student's name or number, in any script, and how a file is named after it.

The manifest in a bundle has the name itself, in Unicode's composed form (NFC), and that is what counts. The
name of the bundle's file is only a hint for people, made by one rule: ``ASSIGNMENT-NAME.zip``, where each
sign that some system cannot store in a file's name, or takes for something else, is written ``=`` and its
bytes in hexadecimal, as in ``2019=2FCS=2F042``. Of a name of more than 120 bytes, only the beginning is in
it.
"""

from __future__ import annotations

import os
import re
import unicodedata

from leadermanager.errors import HandinError

_MOST = 100  # characters
_MOST_BYTES = 120  # of a name in a file's name, which may have 255 in all, and less on some systems

# Marks that say in which direction to write, and spaces without width: no part of anybody's name, but copied
# with one. The joiners of Persian, Hindi and other scripts (U+200C, U+200D) belong to names and stay.
_UNSEEN = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# What Windows, macOS or Linux cannot store, or some program on the way reads as something else.
_NOT_IN_FILES = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\[\]{}%#=]|^[-.~]|\.$')


def student_name(text: str) -> str:
    """Return a name as the manifest has it: composed, on one line, and without marks that nobody sees.

    Raises
    ------
    HandinError
        If it has no letter and no digit, cannot be read, has control characters, or is far too long.
    """
    name = unicodedata.normalize("NFC", " ".join(_UNSEEN.sub("", text).split()))
    kinds = {unicodedata.category(letter) for letter in name}
    if "Cs" in kinds:
        raise HandinError(
            f"Your name cannot be read as it arrived here: {name!r}. Set your terminal to UTF-8, or hand in "
            "with the button below the assignment."
        )
    if not any(kind[0] in "LN" for kind in kinds):
        raise HandinError("Write your name or number, as your course knows you.")
    if "Cc" in kinds or len(name) > _MOST:
        raise HandinError(
            f"{name[:30]!r} and so on cannot be used as your name; write it in at most {_MOST} characters, "
            "without control characters."
        )
    return name


def file_named_after(assignment: str, student: str) -> str:
    """Return the name of a bundle's file, which every system can store."""
    name = student
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    return f"{_storable(assignment)}-{_storable(name)}.zip"


def known_name() -> str:
    """Return the name by which a JupyterHub knows who is handing in; empty where there is none.

    A login on one's own computer is nobody's name in a course, and on Binder everybody gets a made-up name.
    """
    if "BINDER_LAUNCH_HOST" in os.environ or "BINDER_REPO_URL" in os.environ:
        return ""
    return os.environ.get("JUPYTERHUB_USER", "")


def _storable(text: str) -> str:
    return _NOT_IN_FILES.sub(lambda found: "".join(f"={byte:02X}" for byte in found[0].encode()), text)
