"""Tell what a file is by how it begins: text, bytes that can be searched, a holder of others, or opaque."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Other files, opened by `containers`.
_HOLDERS = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x1f\x8b": "gzip",
    **{b"BZh%d1AY&SY" % size: "bzip2" for size in range(1, 10)},
    b"\xfd7zXZ\0": "xz",
    b"%PDF-": "pdf",
    b"SQLite format 3\0": "sqlite",
}

_OPAQUE = {
    b"PK": "an archive",
    b"7z\xbc\xaf\x27\x1c": "an archive",
    b"Rar!": "an archive",
    b"MSCF": "an archive",
    b"\x1f\x9d": "an archive",
    b"\x28\xb5\x2f\xfd": "an archive",
    b"\x04\x22\x4d\x18": "an archive",
    b"\x7fELF": "a compiled file",
    b"MZ": "a compiled file",
    b"\0asm": "a compiled file",
    b"\xca\xfe\xba\xbe": "a compiled file",
    b"\xcf\xfa\xed\xfe": "a compiled file",
    b"\xce\xfa\xed\xfe": "a compiled file",
    b"BC\xc0\xde": "a compiled file",
    b"PAR1": "a table in compressed columns",
    b"ARROW1": "a table in compressed columns",
    b"FEA1": "a table in compressed columns",
    b"\x89HDF": "a table in compressed columns",
    b"\xd0\xcf\x11\xe0": "an office document in the old format",
    b"Salted__": "encrypted",
    b"age-encryption.org": "encrypted",
    b"-----BEGIN AGE": "encrypted",
    b"-----BEGIN PGP MESSAGE": "encrypted",
    b"$ANSIBLE_VAULT": "encrypted",
}

# Bytes in which text stands as it is, in one or two bytes a letter, or compressed as zlib does it.
_OPEN = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"\0\0\x01\0",
    b"ID3",
    b"\xff\xfb",
    b"\xff\xf3",
    b"OggS",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"wOFF",
    b"OTTO",
    b"\0\x01\0\0",
    b"true",
    b"\x93NUMPY",
    b"MATLAB 5.0",
    b"\x80\x02",
    b"\x80\x03",
    b"\x80\x04",
    b"\x80\x05",
)
_COMPILED = (".pyc", ".pyo", ".so", ".pyd", ".dll")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\xef\xbb\xbf")
# A pickle of a function holds the function compiled.
_CODE_IN_PICKLE = re.compile(rb"CodeType|_make_function|_create_code|_builtin_type|_make_skel_func")


class OpaqueFileError(Exception):
    """Nobody can look into a file.

    Parameters
    ----------
    name, kind
        The attributes of the same names.

    Attributes
    ----------
    name : str
        The file; for one in an archive, the archive's name comes first.
    kind : str
        What it is, for a message.
    """

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, kind)
        self.name, self.kind = name, kind


def format_of(name: str, content: bytes) -> str:
    """Return what a file is: a kind of holder, ``"binary"`` or ``"text"``.

    Raises
    ------
    OpaqueFileError
        If nobody can look into it.
    """
    if PurePosixPath(name).suffix in _COMPILED:
        raise OpaqueFileError(name, "a compiled file")
    for begin, kind in _HOLDERS.items():
        if content.startswith(begin):
            return kind
    if content[257:262] == b"ustar":
        return "tar"
    for begin, kind in _OPAQUE.items():
        if content.startswith(begin) and (len(begin) > 2 or _is_binary(content)):
            raise OpaqueFileError(name, kind)
    known = content.startswith(_OPEN) or content[4:8] == b"ftyp"
    if not _is_binary(content) and not (known and b"\0" in content):
        return "text"
    if content.startswith(b"\x80") and _CODE_IN_PICKLE.search(content):
        raise OpaqueFileError(name, "a pickle of compiled code")
    if known:
        return "binary"
    raise OpaqueFileError(name, "in a form unknown here")


def _is_binary(content: bytes) -> bool:
    """Return whether bytes are no text, in whatever encoding."""
    if content.startswith(_BOMS):
        return False
    control = content.translate(None, bytes(range(32, 256)) + b"\t\n\r\f\x1b\b")
    return (b"\0" in control or len(control) > len(content) / 50) and not _is_wide(content)


def _is_wide(content: bytes) -> bool:
    """Return whether bytes are text of two or four bytes a letter, mostly of the Latin alphabet."""
    if len(content) % 2:
        return False
    zeros = max(content[place::2].count(0) for place in (0, 1))
    rest = content.replace(b"\0", b"")
    control = rest.translate(None, bytes(range(32, 256)) + b"\t\n\r\f")
    return zeros > len(content) / 4 and len(control) <= len(rest) / 20
