"""The files that students see in the laboratory: lessons, assignments, tables, and what tells of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from leadermanager.catalogue import ASSIGNMENTS, CATALOGUE, LESSONS

_FOLDERS = (f"{LESSONS}/", f"{ASSIGNMENTS}/", "data/", "docs/")
_FILES = (CATALOGUE, "LICENSE", "LICENSE-CONTENT")

# Older than whatever a student saves, and the same each time the laboratory is made.
_TIME = "2000-01-01T00:00:00Z"
_MEDIA = {
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".ipynb": None,
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


def content_files(edition: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files, and the lists of them that JupyterLite reads, under their paths in the laboratory."""
    kept = {name: content for name, content in edition.items() if name in _FILES or name.startswith(_FOLDERS)}
    made = {f"files/{name}": content for name, content in kept.items()}
    folders = {str(parent) for name in kept for parent in PurePosixPath(name).parents}
    for folder in sorted(folders):
        path = "" if folder == "." else folder
        inside = [_folder(each) for each in sorted(folders - {"."}) if _is_in(each, folder)]
        inside += [_file(name, len(kept[name])) for name in sorted(kept) if _is_in(name, folder)]
        listed = {**_folder(path), "content": inside, "format": "json"}
        made[str(PurePosixPath("api/contents", path, "all.json"))] = json.dumps(listed, indent=1).encode()
    return made


def _is_in(name: str, folder: str) -> bool:
    return str(PurePosixPath(name).parent) == folder


def _folder(path: str) -> dict[str, Any]:
    return _entry(path, "directory", None, None)


def _file(path: str, size: int) -> dict[str, Any]:
    suffix = PurePosixPath(path).suffix
    kind = "notebook" if suffix == ".ipynb" else "file"
    return _entry(path, kind, _MEDIA.get(suffix, "text/plain"), size)


def _entry(path: str, kind: str, media: str | None, size: int | None) -> dict[str, Any]:
    """Return a file or a folder as Jupyter's contents API has it."""
    return {
        "name": PurePosixPath(path).name,
        "path": path,
        "type": kind,
        "mimetype": media,
        "size": size,
        "created": _TIME,
        "last_modified": _TIME,
        "writable": True,
        "content": None,
        "format": None,
    }
