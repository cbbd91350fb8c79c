"""Read a student's submission from its folder, whatever lies in there, and tell it from any other."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from ..course import TIMESTAMP
from ..course.filenames import MOST_PATH_BYTES
from ..limits import Limits
from .submission import Submission

_TIME = re.compile(r"[\w :.,+-]{1,60}")

_STAMP_BYTES = 200

_MOST_FOLDERS = 200
_MOST_DEPTH = 20
_NO_LINK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_submission(
    folder: Path, student: str, limits: Limits, official: frozenset[str] = frozenset()
) -> Submission:
    """Return a student's notebooks and files, with a remark for each thing that was left out.

    Each file is opened once, without following links, so that nobody can exchange it between a look at it and
    the reading.

    Parameters
    ----------
    folder
        Where the submission lies.
    student
        Whose it is.
    limits
        How much is read.
    official
        Paths of the assignment's own files and notebooks; what a student has in their way is left out.
    """
    taken = _Taking(limits, official)
    for path, descriptor in _files(folder, taken):
        taken.take(path, descriptor)
    return Submission(student, taken.notebooks, taken.files, taken.remarks())


def handed_in_at(submission: Submission) -> datetime | None:
    """Return when a submission was handed in, as its `timestamp.txt` says, in UTC and without a zone.

    Where that cannot be understood, a remark is added, and the submission is not late.
    """
    moment = _moment(submission.files.get(TIMESTAMP, b""))
    if moment is None and TIMESTAMP in submission.files:
        submission.remarks.append(f"{TIMESTAMP} cannot be understood, so that the work was taken as in time")
    return moment


def stamped(folder: Path) -> datetime | None:
    """Return when a submission was handed in, as `handed_in_at` does, by a look at its folder alone."""
    try:
        descriptor = os.open(folder / TIMESTAMP, _NO_LINK)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return _moment(file.read(_STAMP_BYTES)) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def _moment(content: bytes) -> datetime | None:
    written = content[:_STAMP_BYTES].decode(errors="replace").strip()
    try:
        moment: datetime | None = parse_utc(written) if _TIME.fullmatch(written) else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return moment


def work_digest(submission: Submission) -> str:
    """Return a digest of what a student has handed in, whenever it came."""
    return fingerprint(
        Submission(
            submission.student,
            submission.notebooks,
            {name: content for name, content in submission.files.items() if name != TIMESTAMP},
            [],
        ),
        "",
    )


def fingerprint(submission: Submission, about: str) -> str:
    """Return a digest of a submission and of how it is graded, which is what `about` says."""
    digest = hashlib.sha256(f"{about}\n".encode())
    for kind in (submission.notebooks, submission.files):
        for name, content in sorted(kind.items()):
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
    digest.update("\n".join(submission.remarks).encode())
    return digest.hexdigest()


@dataclass
class _Taking:
    """What has been read of a folder so far, within the limits."""

    limits: Limits
    official: frozenset[str]
    notebooks: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    size: int = 0

    def take(self, path: str, descriptor: int) -> None:
        """Read one file, if it may be and there is room for it."""
        if len(self.notebooks) + len(self.files) >= self.limits.submission_files:
            self.left_out.append(f"all after the first {self.limits.submission_files} files")
            return
        most = self.limits.submission_mb * 1_000_000 - self.size
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
        if len(content) > most:
            self.left_out.append(f"{path}, with which there are more than {self.limits.submission_mb} MB")
            return
        self.size += len(content)
        if path.endswith(".ipynb"):
            if "/" not in path:
                self.notebooks[path.removesuffix(".ipynb")] = content
        else:
            self.files[path] = content

    def why_not(self, path: str, mode: int) -> str | None:
        """Return what is left out, with the reason, or None where it is read."""
        try:
            long = len(path.encode()) > MOST_PATH_BYTES
        except UnicodeEncodeError:
            return f"{path.encode(errors='replace').decode()}, whose name is not text"
        if stat.S_ISLNK(mode):
            return f"{path}, a link"
        if not stat.S_ISREG(mode):
            return f"{path}, which is no ordinary file"
        if long:
            return f"{path[:40]}…, whose name is too long"
        if _in_the_way(path, self.official):
            return f"{path}, which has the place of a file of the assignment"
        return None

    def remarks(self) -> list[str]:
        """Return what was left out, in a few sentences."""
        different = list(dict.fromkeys(self.left_out))
        more = [f"and {len(different) - 5} more things were left out"] if len(different) > 5 else []
        return [f"{what} was left out" for what in different[:5]] + more


def _files(folder: Path, taken: _Taking) -> Iterator[tuple[str, int]]:
    """Yield each ordinary file: its path in the folder, and a descriptor that is closed afterwards."""

    def tell(error: OSError) -> None:
        name = os.path.relpath(error.filename or "", folder).encode(errors="replace").decode()
        taken.left_out.append(f"the folder {name} ({error.strerror})")

    walk = os.fwalk(folder, onerror=tell, follow_symlinks=False)
    for number, (root, folders, names, here) in enumerate(walk, 1):
        folders[:] = sorted(name for name in folders if name != ".ipynb_checkpoints")
        where = os.path.relpath(root, folder)
        if number > _MOST_FOLDERS or where.count("/") > _MOST_DEPTH:
            taken.left_out.append("all in a great many folders")
            folders.clear()
            continue
        for name in sorted([*names, *(it for it in folders if _is_link(it, here))]):
            path = name if where == "." else f"{where}/{name}"
            try:
                descriptor = os.open(name, _NO_LINK, dir_fd=here)
            except OSError as error:
                link = error.errno in (errno.ELOOP, errno.EMLINK)
                what = f"{path}, a link" if link else f"{path}, which cannot be read ({error.strerror})"
                taken.left_out.append(what.encode(errors="replace").decode())
                continue
            try:
                why = taken.why_not(path, os.fstat(descriptor).st_mode)
                if why is None:
                    yield path, descriptor
                else:
                    taken.left_out.append(why)
            finally:
                os.close(descriptor)


def _is_link(name: str, here: int) -> bool:
    return stat.S_ISLNK(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode)


def _in_the_way(path: str, official: frozenset[str]) -> bool:
    """Return whether a path needs a folder where an official file is, or is where one needs a folder."""
    above = [path[:i] for i, letter in enumerate(path) if letter == "/"]
    return any(folder in official for folder in above) or any(it.startswith(f"{path}/") for it in official)
