"""What a student edition is made of: the list that is published with it, and read where it is used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from leadermanager.notebook_content import essence
from leadermanager.saved_notebook import read_saved

CATALOGUE = "edition.json"
"""The list's name, at the root of an edition."""

LESSONS, ASSIGNMENTS = "course", "assignments"
"""The folders in which students work."""


@dataclass(frozen=True)
class Catalogue:
    """What a student edition was when it was published; empty outside one.

    Attributes
    ----------
    root : pathlib.Path
        The folder that holds the lessons' folder.
    id : str
        Tells one edition from another.
    files : dict of str to str
        The digest of each file under its path.
    cells : dict of str to list of str
        The ids of the cells of each assignment's notebook that a student may not delete, under its path.
    """

    root: Path
    id: str = ""
    files: dict[str, str] = field(default_factory=dict)
    cells: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def near(cls, folder: Path) -> Catalogue:
        """Return the catalogue of the edition that a folder lies in."""
        folder = folder.absolute()
        for place in (folder, *folder.parents):
            try:
                data = json.loads((place / CATALOGUE).read_text("utf-8"))
                return cls(place, str(data["id"]), dict(data["files"]), dict(data["cells"]))
            except FileNotFoundError:
                continue
            # Someone else's file of that name, or one that was changed: it tells nothing.
            except (OSError, ValueError, KeyError, TypeError):
                break
        return cls(folder.parent if folder.name == LESSONS else folder)

    def name_of(self, path: Path) -> str:
        """Return the path of a file as the catalogue has it."""
        path = path.absolute()
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    def as_published(self, path: Path) -> bool:
        """Say whether a file still says what it said when it was published."""
        return self.files.get(self.name_of(path)) == digest(path.name, read_saved(path))

    def tasks(self, notebook: Path) -> list[str]:
        """Return the ids of the cells that a notebook of an assignment must have."""
        return self.cells.get(self.name_of(notebook), [])


def digest(name: str, content: bytes) -> str:
    """Return a digest of a file; of a notebook, of its cells alone (see `essence`)."""
    return essence(content) if name.endswith(".ipynb") else sha256(content)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's content, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
