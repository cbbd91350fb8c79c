"""Archives whose bytes follow from what is in them, and from nothing else."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can state


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # wherever it is made, as on Unix
            archive.writestr(entry, content, compresslevel=9)
    return stream.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip file, under their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def untarred(content: bytes) -> dict[str, bytes]:
    """Return the files of a compressed tar file, under their names."""
    found = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for entry in archive:
            stream = archive.extractfile(entry) if entry.isfile() else None
            if stream is not None:
                found[entry.name] = stream.read()
    return found


def wheel(name: str, version: str, files: Mapping[str, bytes]) -> bytes:
    """Return a wheel of modules in Python.

    Parameters
    ----------
    name, version
        The distribution's; the name as an identifier.
    files
        What is installed, under its path.
    """
    place = f"{name}-{version}.dist-info"
    whole = {
        **files,
        f"{place}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{place}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    return zipped(with_record(whole, f"{place}/RECORD"))


def with_record(files: Mapping[str, bytes], record: str) -> dict[str, bytes]:
    """Return the files of a wheel and the list of them, which is the file `record`."""
    lines = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in sorted(files.items())]
    return {**files, record: "\n".join([*lines, f"{record},,", ""]).encode()}


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
