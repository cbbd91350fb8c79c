"""One attempt, read: its files in memory, checked, with the notebooks under the names the assignment has."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from ..course import notebooks as nb
from ..course.filenames import clash, is_archive, why_unsafe
from ..errors import CollectError
from .archives import MOST_BYTES, MOST_FILES, FileTree, UnreadFile, list_zip
from .downloads import MANIFEST, UnreadAttempt

_MANIFEST_BYTES = 1_000_000

STAMP = "timestamp.txt"
"""nbgrader's file that says when a submission was received, which is not for a student to say."""


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


def read_attempt(unread: UnreadAttempt, assignment: str, notebooks: list[str]) -> Attempt:
    """Read an attempt.

    Parameters
    ----------
    unread
        The attempt's files.
    assignment
        What it should be for.
    notebooks
        What the assignment's notebooks are called, without extension.

    Raises
    ------
    CollectError
        If anything in it must not be read, is not what it says, or no notebook of the assignment is in it.
    """
    remarks: list[str] = []
    zipped = _only_zip(unread.files)
    if zipped is None:
        files = _without_archives(unread, remarks)
        _require_harmless(files, unread.sources)
    else:
        files = _unzipped(unread, zipped)
        _require_harmless(files, {})
    attempt = Attempt({name: file.read() for name, file in files.items()}, remarks=remarks)
    if MANIFEST in attempt.files:
        _check_manifest(attempt, assignment)
    renamed = _rename_notebooks(attempt, notebooks)
    if zipped is not None:
        attempt.became = {unread.sources[zipped]: None}
    else:
        attempt.became = {unread.sources[name]: final for name, final in renamed.items()}
    for name in [name for name in attempt.files if name.casefold() == STAMP]:
        del attempt.files[name]
    _require_notebooks(attempt.files)
    return attempt


def _only_zip(files: dict[str, UnreadFile]) -> str | None:
    """Return the name of the only zip, or None if there is none, or a notebook or a manifest beside it."""
    if MANIFEST in files or any(name.lower().endswith(".ipynb") for name in files):
        return None
    zips = sorted(name for name in files if name.lower().endswith(".zip"))
    if len(zips) > 1:
        raise CollectError(f"there is more than one zip in it ({', '.join(zips)}); hand in one")
    return zips[0] if zips else None


def _unzipped(unread: UnreadAttempt, name: str) -> dict[str, UnreadFile]:
    """Return the files in the zip that was handed in, which may hold no archive itself."""
    zipped = unread.files[name]
    _require_harmless({name: zipped}, unread.sources)
    tree = list_zip(zipped.read(), FileTree(unread.label, "", unread.changed))
    files = _without_top(tree.files)
    _require_no_archive(files)
    return files


def _without_archives(unread: UnreadAttempt, remarks: list[str]) -> dict[str, UnreadFile]:
    """Return the files that were handed in, without archives beside them; in a bundle there may be none."""
    if unread.packed or MANIFEST in unread.files:
        _require_no_archive(unread.files)
        return unread.files
    archives = [name for name in unread.files if is_archive(name)]
    remarks += [f"{name} was left out: an archive beside a notebook is not opened" for name in archives]
    return {name: file for name, file in unread.files.items() if name not in archives}


def _require_no_archive(files: dict[str, UnreadFile]) -> None:
    """Refuse an attempt as a whole if there is an archive in it."""
    inner = next(filter(is_archive, files), None)
    if inner is not None:
        raise CollectError(f"{inner!r} in it is another archive; archives in archives are not opened")


def _require_harmless(files: dict[str, UnreadFile], sources: dict[str, str]) -> None:
    """Refuse an attempt as a whole if there is too much of it, or one file in it must not be read."""
    if len(files) > MOST_FILES:
        raise CollectError(f"it holds more than {MOST_FILES} files")
    if sum(file.size for file in files.values()) > MOST_BYTES:
        raise CollectError(f"it would unpack to more than {MOST_BYTES // 10**6} MB")
    for name, file in files.items():
        why = file.why or why_unsafe(name)
        if why is not None:
            raise CollectError(f"{sources.get(name, name)!r} in it {why}")
    same = clash(files)
    if same is not None:
        raise CollectError(f"{same!r} in it has the same name as another file on some systems")


def _require_notebooks(files: dict[str, bytes]) -> None:
    """Refuse an attempt as a whole if a notebook in it is none."""
    for name, content in files.items():
        if name.endswith(".ipynb"):
            try:
                nb.parse(content)
            except nb.NotANotebookError as problem:
                raise CollectError(f"{name} is not a notebook that can be read") from problem


def _without_top(files: dict[str, UnreadFile]) -> dict[str, UnreadFile]:
    """Leave out the folder that holds everything, which some systems put around what they pack."""
    tops = {path.split("/")[0] for path in files}
    if len(tops) != 1 or tops & set(files) or any(file.why for file in files.values()):
        return files
    return {path.partition("/")[2]: file for path, file in files.items()}


def _check_manifest(attempt: Attempt, assignment: str) -> None:
    """Take the manifest out of an attempt, and compare it with what is there."""
    content = attempt.files.pop(MANIFEST)
    try:
        manifest: Any = json.loads(content) if len(content) <= _MANIFEST_BYTES else None
    except (ValueError, RecursionError) as problem:
        raise CollectError(f"its {MANIFEST} cannot be read") from problem
    if (
        not isinstance(manifest, dict)
        or not all(isinstance(manifest.get(key), str) for key in ("assignment", "student"))
        or not isinstance(manifest.get("files"), dict)
    ):
        raise CollectError(f"its {MANIFEST} does not say whose work it is, for what, and which files")
    if manifest["assignment"] != assignment:
        raise CollectError(f"it was handed in for {manifest['assignment'][:60]!r}, not for {assignment!r}")
    attempt.claimed = manifest["student"]
    stated: dict[str, Any] = manifest["files"]
    wrong = [
        name
        for name, digest in sorted(stated.items())
        if name not in attempt.files or hashlib.sha256(attempt.files[name]).hexdigest() != digest
    ]
    if wrong:
        attempt.remarks.append(f"{', '.join(wrong)[:200]} differ from what the bundle's manifest says")
    added = sorted(set(attempt.files) - set(stated))
    if added:
        attempt.remarks.append(f"{', '.join(added)[:200]}: not in the bundle's manifest")


def _rename_notebooks(attempt: Attempt, notebooks: list[str]) -> dict[str, str]:
    """Rename the notebooks to what the assignment calls them; return the new name of each by its old one.

    Canvas adds ``-1`` to the name of a file that is handed in again, browsers add `` (1)``. Where the
    assignment has one notebook and one was handed in, that is it.
    """
    there = [name for name in attempt.files if name.lower().endswith(".ipynb") and "/" not in name]
    exact = {f"{notebook}.ipynb" for notebook in notebooks}
    became: dict[str, str] = {}
    for notebook in notebooks:
        wanted = f"{notebook}.ipynb"
        form = re.compile(re.escape(notebook) + r"(?:-[0-9]{1,3}| ?\([0-9]{1,3}\))?\.ipynb", re.IGNORECASE)
        fitting = [name for name in there if form.fullmatch(name) and name not in exact - {wanted}]
        fitting = [wanted] if wanted in there else fitting
        if not fitting and len(notebooks) == len(there) == 1:
            fitting = there
            attempt.remarks.append(f"{there[0]} was taken as {wanted}")
        if len(fitting) > 1:
            raise CollectError(f"it does not say which is {wanted}: {', '.join(sorted(fitting))}")
        if fitting:
            became[fitting[0]] = wanted
    if not became:
        wanted = " or ".join(f"{name}.ipynb" for name in notebooks)
        raise CollectError(f"there is no {wanted} in it")
    attempt.files = {became.get(name, name): content for name, content in attempt.files.items()}
    return became
