"""Find the attempts in a download: by the names of an LMS, by a pattern, or by names that a person would use.

What is relied on, as found in the source of both systems:

Canvas (*Download Submissions*; `lib/content_zipper.rb`)
    ``name_user_file_original`` or ``name_LATE_user_file_original``: the student's sortable name in lower case
    and without spaces, the numbers of the student and of the uploaded file, and the file's own name, to which
    Canvas adds ``-1``, ``-2`` when it is handed in again. Where graders must not see who it is, ``anon_``
    and letters stand for name and number. Texts and links end in ``_text.html`` and ``_link.html``.

Moodle (*Download all submissions*; `mod/assign/classes/downloader.php`)
    A folder ``Full name_number_assignsubmission_file`` for each student (with ``_`` at its end before Moodle
    4.1), or the same before each file's name; the number is the student's in this assignment. Groups look
    alike, with the group's name and number.

Both write these parts themselves, before anything that a student can choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..errors import CollectError
from ..lms import CANVAS, MOODLE
from .archives import FileTree, UnreadFile
from .pattern import Pattern

MANIFEST = "manifest.json"

_CANVAS = re.compile(
    r"(?P<name>.+?)_(?P<late>LATE_)?(?P<user>[0-9]{1,18})_(?P<file>[0-9]{1,18})_(?P<original>.+)", re.DOTALL
)
_CANVAS_HIDDEN = re.compile(r"(?:LATE_)?anon_[^_]+_[0-9]+_.+", re.DOTALL)
_CANVAS_TYPED = re.compile(r".+_[0-9]+_(?:text|link)\.html", re.DOTALL)
_MOODLE = re.compile(
    r"(?P<name>[^_]*)_(?P<number>[0-9]{1,18})_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<original>.*))?",
    re.DOTALL,
)
# What a browser makes of a name that is there already.
_AGAIN = re.compile(r"(?P<stem>.+) \((?P<number>\d{1,4})\)")


@dataclass
class UnreadAttempt:
    """One attempt of one student, not yet read.

    Attributes
    ----------
    label : str
        What it is called in messages.
    key : str
        Who it is of: the LMS's number, or what stands in the place of the student.
    changed : float
        When the newest of it was changed on this machine, in seconds since 1970.
    system : str or None
        ``"canvas"``, ``"moodle"``, or None.
    certain : bool
        Whether the LMS wrote whose it is; if not, a manifest in it may say so.
    name : str
        The student's name as the LMS writes it there.
    packed : bool
        Whether it is what one zip holds.
    files : dict
        Each file by the name that the student gave it.
    sources : dict
        What each of them is called in the download.
    serial : int
        What counts the attempts up, as far as the names tell.
    stated : datetime or None
        When the LMS says that it was received.
    late : bool or None
        Whether the LMS says that it was late.
    """

    label: str
    key: str
    changed: float
    system: str | None = None
    certain: bool = False
    name: str = ""
    packed: bool = False
    files: dict[str, UnreadFile] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    serial: int = 0
    stated: datetime | None = None
    late: bool | None = None

    def age(self) -> tuple[float, int]:
        """Return a key that sorts attempts, the oldest first."""
        return self.stated.timestamp() if self.stated else self.changed, self.serial

    def add(self, name: str, path: str, file: UnreadFile) -> None:
        """Add a file.

        Parameters
        ----------
        name
            Its own name.
        path
            What it is called in the download.
        file
            The file.
        """
        self.files[name] = file
        self.sources[name] = path


@dataclass
class FoundAttempts:
    """The attempts in a tree, and the files in it that are nobody's, each with the reason."""

    attempts: list[UnreadAttempt] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def find_attempts(
    tree: FileTree, assignment: str, notebooks: list[str], pattern: Pattern | None = None
) -> FoundAttempts:
    """Tell the attempts in a tree apart.

    Parameters
    ----------
    tree
        A student's own folder or bundle, or many of them.
    assignment
        What it was handed in for.
    notebooks
        What the assignment's notebooks are called, without extension.
    pattern
        What the names look like. If None, they are Canvas's, Moodle's, or plain ones: ``ada.ipynb``,
        ``ps1-ada.zip``, ``ada/ps1.ipynb``.
    """
    found = FoundAttempts()
    if pattern is None and _is_one_students(tree.files, notebooks):
        _, student, number = _split_name(tree.name, [assignment, *notebooks])
        attempt = _whole(tree.label, student, tree.files)
        attempt.serial, attempt.packed = number, tree.packed
        found.attempts.append(attempt)
        return found
    start, files = _unwrapped(tree.files, assignment, notebooks)
    attempts: dict[object, UnreadAttempt] = {}
    plain: dict[str, UnreadFile] = {}
    for path, file in files.items():
        try:
            if pattern is not None:
                _by_pattern(attempts, tree, pattern, path, file)
            elif not _by_lms(attempts, tree, path, file):
                plain[path] = file
        except CollectError as problem:
            found.left_out.append((f"{tree.label}/{start}{path}", str(problem)))
    found.attempts += attempts.values()
    _by_plain_names(found, f"{tree.label}/{start}", plain, assignment, notebooks)
    return found


def _split_name(stem: str, notebooks: Iterable[str]) -> tuple[str | None, str, int]:
    """Return which notebook a name (without extension) is of, whose it says it is, and which copy."""
    again = _AGAIN.fullmatch(stem)
    number = int(again["number"]) if again else 0
    stem = again["stem"] if again else stem
    for name in notebooks:
        for form in (rf"{re.escape(name)}[-_ ](.+)", rf"(.+)[-_ ]{re.escape(name)}"):
            match = re.fullmatch(form, stem)
            if match:
                return name, match[1], number
    return None, stem, number


def _is_one_students(paths: Iterable[str], notebooks: list[str]) -> bool:
    """Return whether files are one attempt: a manifest or a notebook of the assignment is among them."""
    return bool({MANIFEST, *(f"{name}.ipynb" for name in notebooks)} & set(paths))


def _whole(label: str, key: str, files: dict[str, UnreadFile], start: str = "") -> UnreadAttempt:
    """Return one attempt of all these files, whose paths in the download begin with `start`."""
    attempt = UnreadAttempt(label, key, max((file.changed for file in files.values()), default=0.0))
    for path, file in files.items():
        attempt.add(path, start + path, file)
    return attempt


def _inside(files: dict[str, UnreadFile], folder: str) -> dict[str, UnreadFile]:
    return {path[len(folder) + 1 :]: file for path, file in files.items() if path.startswith(f"{folder}/")}


def _unwrapped(
    files: dict[str, UnreadFile], assignment: str, notebooks: list[str]
) -> tuple[str, dict[str, UnreadFile]]:
    """Leave out folders that hold everything and are no student's; return their path, and what is in them."""
    start = ""
    while files:
        tops = {path.split("/")[0] for path in files}
        top = next(iter(tops))
        inner = _inside(files, top)
        if len(tops) > 1 or len(inner) < len(files) or _MOODLE.fullmatch(top):
            break
        if _is_one_students(inner, notebooks) or _is_one_students(_inside(inner, assignment), notebooks):
            break
        start, files = f"{start}{top}/", inner
    return start, files


def _by_pattern(
    attempts: dict[object, UnreadAttempt], tree: FileTree, pattern: Pattern, path: str, file: UnreadFile
) -> None:
    """Add a file to the attempt that its name says, by a pattern."""
    name = pattern.match(path)
    key = (name.student, name.attempt, name.time)
    if key not in attempts:
        label = f"{tree.label}/{path}"
        attempts[key] = UnreadAttempt(label, name.student, tree.changed, certain=True)
        attempts[key].serial, attempts[key].stated = name.attempt, name.time
    attempts[key].add(name.file, path, file)


def _by_lms(attempts: dict[object, UnreadAttempt], tree: FileTree, path: str, file: UnreadFile) -> bool:
    """Add a file to the attempt that its name says; return False if it is no name of an LMS."""
    top, _, rest = path.partition("/")
    label = f"{tree.label}/{top}"
    moodle = _MOODLE.fullmatch(top)
    if moodle and (rest or moodle["original"]):
        if moodle["plugin"] != "file":
            raise CollectError("it was typed into Moodle, not handed in as a file")
        number = moodle["number"]
        new = UnreadAttempt(label, number, tree.changed, MOODLE, certain=True, name=moodle["name"])
        attempts.setdefault((MOODLE, number), new).add(rest or moodle["original"], path, file)
        return True
    if rest:
        return False
    if _CANVAS_HIDDEN.fullmatch(top):
        raise CollectError("Canvas hides whose it is; download it again once names are shown")
    canvas = _CANVAS.fullmatch(top)
    if canvas:
        new = UnreadAttempt(label, canvas["user"], tree.changed, CANVAS, certain=True, name=canvas["name"])
        attempt = attempts.setdefault((CANVAS, canvas["user"]), new)
        serial = int(canvas["file"])
        if serial > attempt.serial or canvas["original"] not in attempt.files:
            attempt.add(canvas["original"], path, file)
        attempt.serial = max(attempt.serial, serial)
        attempt.late = bool(attempt.late or canvas["late"])
        return True
    if _CANVAS_TYPED.fullmatch(top):
        raise CollectError("it was typed into Canvas, or is a link, and not handed in as a file")
    return False


def _by_plain_names(
    found: FoundAttempts, label: str, files: dict[str, UnreadFile], assignment: str, notebooks: list[str]
) -> None:
    """Add the attempts that can be told by folders' and files' own names."""
    singles: dict[tuple[str, int], list[UnreadAttempt]] = {}  # of one notebook each so far
    for top in dict.fromkeys(path.split("/")[0] for path in files):
        inner = _inside(files, top)
        stem, _, kind = top.rpartition(".")
        if inner:
            # A student's folder may hold the assignment's folder, as nbgrader lays it out.
            own = _inside(inner, assignment)
            if _is_one_students(own, notebooks):
                found.attempts.append(_whole(f"{label}{top}", top, own, f"{top}/{assignment}/"))
            else:
                found.attempts.append(_whole(f"{label}{top}", top, inner, f"{top}/"))
        elif kind.lower() == "zip":
            _, student, number = _split_name(stem, [assignment, *notebooks])
            student = "" if student in (assignment, *notebooks) else student
            attempt = _whole(f"{label}{top}", student, {top: files[top]})
            attempt.serial = number
            found.attempts.append(attempt)
        elif kind.lower() == "ipynb":
            _add_notebook(found, singles, label, top, files[top], notebooks)
        elif files[top].why is not None:
            found.left_out.append((f"{label}{top}", f"it {files[top].why}"))


def _add_notebook(
    found: FoundAttempts,
    singles: dict[tuple[str, int], list[UnreadAttempt]],
    label: str,
    path: str,
    file: UnreadFile,
    notebooks: list[str],
) -> None:
    """Add one notebook by its name; those of one student make one attempt, the same one again another."""
    which, student, number = _split_name(path.rpartition(".")[0], notebooks)
    if which is None and len(notebooks) > 1:
        why = f"its name does not say which notebook it is (of {', '.join(notebooks)})"
        found.left_out.append((f"{label}{path}", why))
        return
    name = f"{which or notebooks[0]}.ipynb"
    there = singles.setdefault((student, number), [])
    attempt = next((attempt for attempt in there if name not in attempt.files), None)
    if attempt is None:
        attempt = UnreadAttempt(f"{label}{path}", student, file.changed, serial=number)
        there.append(attempt)
        found.attempts.append(attempt)
    attempt.add(name, path, file)
    attempt.changed = max(attempt.changed, file.changed)
