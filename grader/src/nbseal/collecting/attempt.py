"""One attempt, read: its files in memory, looked at, with the notebooks under the names the assignment has.

What cannot be taken of it is left out, and said; the rest is taken. An attempt is refused only if no
notebook of the assignment is left.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..course import TIMESTAMP
from ..course.filenames import clash, is_archive, is_notebook, why_unsafe
from ..course.reading import without_outputs
from ..errors import CollectError
from .archives import MOST_BYTES, MOST_FILES, FileTree, UnreadFile, list_zip
from .own_notebooks import OwnNotebooks
from .unread import UnreadAttempt
from .wanted import MANIFEST, Wanted, is_inside

_MANIFEST_BYTES = 1_000_000
_MOST_SAID = 5  # files that are named in one remark


@dataclass
class Attempt:
    """What was handed in once.

    Attributes
    ----------
    files : dict
        Contents by path.
    became : dict
        Which notebook each file of the download became; None for a bundle.
    claimed : str or None
        Whose it is, if a manifest says so.
    remarks : list of str
        What a person should know of it.
    """

    files: dict[str, bytes]
    became: dict[str, str | None] = field(default_factory=dict)
    claimed: str | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """The digest of all names and contents."""
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(f"{name}\n{len(content)}\n".encode(errors="surrogateescape"))
            digest.update(content)
        return digest.hexdigest()


def read_attempt(unread: UnreadAttempt, wanted: Wanted) -> Attempt:
    """Read an attempt.

    Parameters
    ----------
    unread
        The attempt's files.
    wanted
        What is to be handed in.

    Raises
    ------
    CollectError
        If no notebook of the assignment is in it that can be read, or it is for another assignment.
    """
    return _Reading(unread, wanted).attempt()


class _Reading:
    """One attempt while it is read; what is left out is kept with the reason."""

    def __init__(self, unread: UnreadAttempt, wanted: Wanted) -> None:
        self._unread, self._wanted = unread, wanted
        self._root = ""  # the folder of the work
        self._left_out: dict[str, str] = {}
        self._remarks: list[str] = []
        self._lightened: set[str] = set()

    def attempt(self) -> Attempt:
        """Return the attempt."""
        zipped = self._the_zip()
        files = self._unread.files if zipped is None else self._unzipped(zipped)
        sound = [path for path, file in files.items() if file.why is None]
        self._root = root = self._wanted.folder_of_work(sound or files, any_notebook=True) or ""
        contents = self._contents(dict(self._under(root, files)))
        claimed, other = self._manifest(contents)
        notebooks = OwnNotebooks(self._wanted, self._unread.serials, self._remarks, self._left_out)
        became = notebooks.match(contents, sure=other is None)
        if not became:
            raise CollectError(self._why_nothing(other))
        if other is not None:
            self._remarks.append(f"its {MANIFEST} says that it is for {other[:60]!r}")
        attempt = Attempt({became.get(name, name): content for name, content in contents.items()})
        attempt.claimed = claimed
        sources = {name: self._unread.sources[root + name] for name in became} if zipped is None else {}
        attempt.became = {sources[name]: final for name, final in became.items() if name in sources}
        if zipped is not None:
            attempt.became = {self._unread.sources[zipped]: None}
        for name in [name for name in attempt.files if name.casefold() == TIMESTAMP]:
            del attempt.files[name]
        attempt.remarks = [*self._remarks, *self._said()]
        return attempt

    # ---------------------------------------------------------------------------------------------- the files

    def _the_zip(self) -> str | None:
        """Return the zip that was handed in, or None if it is the files themselves."""
        files = self._unread.files
        if MANIFEST in files or any(map(is_notebook, files)):
            return None
        zips = sorted(name for name in files if name.lower().endswith(".zip"))
        if len(zips) > 1:
            works = [name for name in zips if self._holds_notebooks(name)]
            if len(works) != 1:
                raise CollectError(f"there is more than one zip in it ({', '.join(zips)}); hand in one")
            return works[0]
        return zips[0] if zips else None

    def _holds_notebooks(self, name: str) -> bool:
        try:
            return any(map(is_notebook, self._unzipped(name)))
        except CollectError:
            return False

    def _unzipped(self, name: str) -> dict[str, UnreadFile]:
        """Return the files in the zip that was handed in, and leave out all that is beside it."""
        self._left_out = {other: "is beside the zip" for other in self._unread.files if other != name}
        content = self._read(name, self._unread.files[name])
        if content is None:
            raise CollectError(f"{name!r} in it {self._left_out[name]}")
        return list_zip(content, FileTree(self._unread.label, "", self._unread.changed)).files

    def _under(self, root: str, files: dict[str, UnreadFile]) -> Iterator[tuple[str, UnreadFile]]:
        """Yield the files in the folder of the work, by their paths in it."""
        # As nbgrader has it, the folders of other assignments are beside this one's.
        among_others = root.rstrip("/").rpartition("/")[2] == self._wanted.assignment
        for path, file in files.items():
            if is_inside(path, root.rstrip("/")):
                yield path[len(root) :], file
            elif not among_others or self._wanted.notebook_called(path.rpartition("/")[2]):
                self._left_out[path] = "lies outside of the notebook's folder"

    def _contents(self, files: dict[str, UnreadFile]) -> dict[str, bytes]:
        """Read the files that may be, notebooks first, as far as there is room."""
        contents: dict[str, bytes] = {}
        room = MOST_BYTES
        for name in sorted(
            files, key=lambda name: (name != MANIFEST, not is_notebook(name), name.count("/"))
        ):
            if len(contents) >= MOST_FILES:
                self._left_out[name] = f"is more than the first {MOST_FILES} files"
            elif is_archive(name):
                self._left_out[name] = "is an archive inside what was handed in, and is not opened"
            elif clash([*contents, name]) is not None:
                self._left_out[name] = "has the same name as another file on some systems"
            elif files[name].size > room and not is_notebook(name):
                self._left_out[name] = f"is more than {MOST_BYTES // 10**6} MB, with what is before it"
            else:
                content = self._read(name, files[name])
                if content is not None and len(content) <= room:
                    contents[name] = content
                    room -= len(content)
                elif content is not None:
                    self._left_out[name] = f"has more than {MOST_BYTES // 10**6} MB, even without outputs"
        return contents

    def _read(self, name: str, file: UnreadFile) -> bytes | None:
        """Return a file's content, of a large notebook without outputs; or note why it is left out."""
        why = file.why or why_unsafe(name)
        if why is None:
            try:
                content = file.read()
            except CollectError as problem:
                why = str(problem)
        if why is not None:
            self._left_out[name] = why
            return None
        if not is_notebook(name) or len(content) <= MOST_BYTES:
            return content
        light = without_outputs(content, MOST_BYTES)
        if len(light) < len(content):
            self._lightened.add(name)
            self._remarks.append(f"{name} has {len(content) / 1e6:.0f} MB; it was taken without its outputs")
        return light

    # ------------------------------------------------------------------------------------------ what it says

    def _manifest(self, contents: dict[str, bytes]) -> tuple[str | None, str | None]:
        """Return whose an attempt says that it is, and for which other assignment, by its manifest."""
        content = contents.get(MANIFEST)
        if content is None:
            return None, None
        try:
            manifest: Any = json.loads(content) if len(content) <= _MANIFEST_BYTES else None
        except (ValueError, RecursionError):
            manifest = None
        if (
            not isinstance(manifest, dict)
            or not all(isinstance(manifest.get(key), str) for key in ("assignment", "student"))
            or not isinstance(manifest.get("files"), dict)
        ):
            self._remarks.append(f"its {MANIFEST} does not say whose work it is, for what, and which files")
            return None, None
        del contents[MANIFEST]
        stated: dict[str, Any] = manifest["files"]
        looked_at = sorted(stated.keys() - self._left_out.keys() - self._lightened)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        wrong = [name for name in looked_at if digests.get(name) != stated[name]]
        added = sorted(set(contents) - set(stated))
        if wrong:
            self._remarks.append(f"{', '.join(wrong)[:200]} differ from what the bundle's manifest says")
        if added:
            self._remarks.append(f"{', '.join(added)[:200]}: not in the bundle's manifest")
        said = self._wanted.split(manifest["assignment"])
        is_for_another = not said.explicit or bool(said.student)  # more than this assignment's name is in it
        return manifest["student"], manifest["assignment"] if is_for_another else None

    # ------------------------------------------------------------------------------------- what was left out

    def _why_nothing(self, other: str | None) -> str:
        """Return why there is no notebook of the assignment."""
        if other is not None:
            return f"it was handed in for {other[:60]!r}, not for {self._wanted.assignment!r}"
        said = [name for name in self._left_out if is_notebook(name)] or list(self._left_out)
        if said:
            return f"{self._source(said[0])!r} in it {self._left_out[said[0]]}"
        return f"there is no {' or '.join(f'{name}.ipynb' for name in self._wanted.notebooks)} in it"

    def _said(self) -> Iterator[str]:
        """Yield what was left out, by reason."""
        reasons: dict[str, list[str]] = {}
        for name, why in self._left_out.items():
            reasons.setdefault(why, []).append(self._source(name))
        for why, names in reasons.items():
            more = f" and {len(names) - _MOST_SAID} more" if len(names) > _MOST_SAID else ""
            yield f"left out {', '.join(map(repr, names[:_MOST_SAID]))}{more}: {why}"

    def _source(self, name: str) -> str:
        path = name if name in self._unread.sources else self._root + name
        return self._unread.sources.get(path, path)
