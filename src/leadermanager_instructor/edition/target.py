"""The folder that a student edition or a site goes into, and the history of its repository."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from leadermanager.catalogue import CATALOGUE
from leadermanager.errors import EditionError

if TYPE_CHECKING:
    from leadermanager_instructor.edition.contents import File

# What a new repository may have before anything is published in it.
_NEW_REPOSITORY = (".git", ".github", ".gitignore", ".gitattributes", "CNAME", "README.md", "LICENSE")


class Target:
    """A folder that is new or empty, that holds an earlier edition, or a checkout of a new repository.

    Parameters
    ----------
    folder
        The folder.
    project
        The project that is published, which must not hold the folder.
    catalogue
        The name of the list of what was published, by which an earlier edition is known.

    Raises
    ------
    EditionError
        If the folder cannot take an edition.
    """

    def __init__(self, folder: Path, project: Path, catalogue: str = CATALOGUE) -> None:
        self._catalogue = catalogue
        self.folder = folder.resolve()
        if self.folder.is_relative_to(project.resolve()):
            raise EditionError(
                f"{folder} is inside the course's own project, whose history has the solutions; name a "
                "folder outside of it."
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise EditionError(f"{folder} is a file; name a folder.")
        self.earlier = self._earlier()
        if self.earlier is None and self.folder.is_dir():
            foreign = sorted({path.name for path in self.folder.iterdir()} - set(_NEW_REPOSITORY))
            if foreign:
                raise EditionError(
                    f"{folder} holds {foreign[0]}, but no earlier edition; name an empty folder, or the "
                    "checkout of an empty repository."
                )
        for path in self._walk():
            if path.is_symlink():
                raise EditionError(f"{path} is a link to another place; delete it and publish again.")

    def others(self, files: Collection[str]) -> list[str]:
        """Return the files that will be in the folder besides those of the edition, in order."""
        ours = {*files, *(self.earlier or ())}
        return [name for name in map(self._name, self._walk()) if name not in ours]

    def read(self, name: str) -> bytes:
        """Return the content of a file in the folder."""
        return (self.folder / name).read_bytes()

    def history(self) -> Iterator[tuple[str, bytes, str]]:
        """Yield every file and message of the folder's repository: its name, its content, and where it is.

        Raises
        ------
        EditionError
            If there is a repository that cannot be looked into.
        """
        if not any((place / ".git").exists() for place in (self._home, *self._home.parents)):
            return
        if self._git("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise EditionError(
                f"{self._home} has only a part of its history, so nobody can see what the rest shows; get it "
                "with git fetch --unshallow."
            )
        listed = self._git("rev-list", "--objects", "--all", "--reflog", "--indexed-objects").decode()
        names = {}
        for line in listed.splitlines():
            object_id, _, name = line.partition(" ")
            names[object_id] = name
        names |= dict.fromkeys(self._git("for-each-ref", "--format=%(objectname)").decode().split(), "")
        for kind, object_id, content in self._objects(list(names)):
            where = f"in the history of the repository, {kind} {object_id[:10]}"
            if kind == "blob":
                yield names[object_id], content, where
            elif kind in ("commit", "tag"):
                yield f"the message of a {kind}", content, where

    def write(self, files: Mapping[str, File]) -> tuple[list[str], list[str]]:
        """Write what is new or other, and remove what only the earlier edition had; return both.

        The catalogue is written last, so that an interrupted edition is mended by the next one.
        """
        changed = []
        for name, file in files.items():
            path = self.folder / name
            same = path.is_file() and path.read_bytes() == file.content
            if same and bool(path.stat().st_mode & 0o100) == file.executable:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if not same:
                path.write_bytes(file.content)
            path.chmod(0o755 if file.executable else 0o644)
            changed.append(name)
        before = (name for name in (self.earlier or ()) if name not in files)
        removed = sorted(name for name in before if (self.folder / name).is_file())
        for name in removed:
            (self.folder / name).unlink()
            for parent in (self.folder / name).parents:
                if parent == self.folder or any(parent.iterdir()):
                    break
                parent.rmdir()
        return changed, removed

    def _earlier(self) -> list[str] | None:
        """Return the files of the earlier edition, or None where there is none."""
        try:
            data = json.loads((self.folder / self._catalogue).read_text("utf-8"))
            names = [*data["files"], self._catalogue]
            paths = [PurePosixPath(name) for name in names]
            if any(path.is_absolute() or ".." in path.parts for path in paths):
                raise ValueError("it names files elsewhere")
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise EditionError(
                f"{self.folder / self._catalogue} is not the list of an edition; name another folder."
            ) from problem
        return names

    @property
    def _home(self) -> Path:
        """The folder, or the nearest one above it that exists."""
        return next(place for place in (self.folder, *self.folder.parents) if place.exists())

    def _walk(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        found = (path for path in self.folder.rglob("*") if path.is_symlink() or path.is_file())
        return sorted(path for path in found if path.relative_to(self.folder).parts[0] != ".git")

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _git(self, *line: str, given: bytes = b"") -> bytes:
        git = shutil.which("git")
        if git is None:
            raise EditionError(
                f"{self._home} is a git repository; install git, so that it can be looked into."
            )
        command = [git, "-C", str(self._home), *line]
        done = subprocess.run(command, input=given, capture_output=True, check=False)
        if done.returncode != 0:
            reason = done.stderr.decode(errors="replace").strip()
            raise EditionError(f"The history of {self._home} cannot be read: {reason}")
        return done.stdout

    def _objects(self, ids: list[str]) -> Iterator[tuple[str, str, bytes]]:
        """Yield kind, id and content of git's objects, as ``git cat-file --batch`` prints them."""
        output = self._git(
            "cat-file", "--batch", given="".join(f"{object_id}\n" for object_id in ids).encode()
        )
        place = 0
        while place < len(output):
            end = output.index(b"\n", place)
            object_id, kind, size = output[place:end].decode().split()
            yield kind, object_id, output[end + 1 : end + 1 + int(size)]
            place = end + 2 + int(size)  # a line end stands on either side of the content
