"""Read the names that Canvas and Moodle give to the files of a download.

What is relied on, as found in the source of both systems:

Canvas (*Download Submissions*; `lib/content_zipper.rb`)
    ``name_user_file_original`` or ``name_LATE_user_file_original``: the student's sortable name in lower case
    and without spaces, the numbers of the student and of the uploaded file, and the file's own name, to which
    Canvas adds ``-1``, ``-2`` when it is handed in again. A group's work has the group's name, and the
    number of one of its members. Where graders must not see who it is, ``anon_`` and letters stand for name
    and number. Texts and links end in ``_text.html`` and ``_link.html``.

Moodle (*Download all submissions*; `mod/assign/classes/downloader.php`)
    A folder ``Full name_number_assignsubmission_file`` for each student (with ``_`` at its end before Moodle
    4.1), or the same before each file's name; the number is the student's in this assignment. The name of the
    group that was chosen stands before it, with ``-``; for anonymous submissions the name is ``Participant``.
    What a team handed in together looks alike, with the team's name and number.

Both write these parts themselves, before anything that a student can choose.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..errors import CollectError
from ..lms import CANVAS, MOODLE
from .archives import FileTree, UnreadFile
from .unread import Attempts, UnreadAttempt
from .wanted import Wanted

_CANVAS = re.compile(
    r"(?P<name>.+?)_(?P<late>LATE_)?(?P<user>[0-9]{1,18})_(?P<file>[0-9]{1,18})_(?P<original>.+)", re.DOTALL
)
_CANVAS_HIDDEN = re.compile(r"(?:LATE_)?anon_[^_]+_[0-9]+_.+", re.DOTALL)
_CANVAS_TYPED = re.compile(r".+_[0-9]+_(?:text|link)\.html", re.DOTALL)
_MOODLE = re.compile(
    r"(?P<name>[^_]*)_(?P<number>[0-9]{1,18})_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<original>.*))?",
    re.DOTALL,
)


def is_named_by_lms(name: str) -> bool:
    """Return whether a folder or file has a name that an LMS has given it."""
    return any(form.fullmatch(name) for form in (_MOODLE, _CANVAS, _CANVAS_HIDDEN, _CANVAS_TYPED))


def add_by_lms(attempts: Attempts, tree: FileTree, wanted: Wanted, path: str, file: UnreadFile) -> bool:
    """Add a file to the attempt that its name says; return False if it is no name of an LMS.

    Parameters
    ----------
    attempts
        Where to add it.
    tree
        What it is in.
    wanted
        What is to be handed in.
    path, file
        The file.

    Raises
    ------
    CollectError
        If the name is an LMS's, and says that there is nothing to take.
    """
    top, _, rest = path.partition("/")
    label = tree.label_of(top)
    moodle = _MOODLE.fullmatch(top)
    if moodle and (rest or moodle["original"]):
        if moodle["plugin"] != "file":
            raise CollectError("it was typed into Moodle, not handed in as a file")
        number = moodle["number"]
        new = UnreadAttempt(label, number, tree.changed, MOODLE, certain=True, name=moodle["name"])
        attempts.setdefault((MOODLE, number, moodle["name"]), new).add(rest or moodle["original"], path, file)
        return True
    if rest:
        return False
    if _CANVAS_HIDDEN.fullmatch(top):
        raise CollectError("Canvas hides whose it is; download it again once names are shown")
    canvas = _CANVAS.fullmatch(top)
    if canvas:
        new = UnreadAttempt(label, canvas["user"], tree.changed, CANVAS, certain=True, name=canvas["name"])
        new.late, new.serial = bool(canvas["late"]), int(canvas["file"])
        new.add(canvas["original"], path, file, new.serial)
        _add_upload(attempts, new, wanted)
        return True
    if _CANVAS_TYPED.fullmatch(top):
        raise CollectError("it was typed into Canvas, or is a link, and not handed in as a file")
    return False


def _add_upload(attempts: Attempts, new: UnreadAttempt, wanted: Wanted) -> None:
    """Add one of Canvas's files to its student's attempt; an older one of the same is another attempt."""
    attempt = attempts.setdefault((CANVAS, new.owner), new)
    if attempt is new:
        return
    ((name, file),) = new.files.items()
    same = next((other for other in attempt.files if _is_for(other, wanted) == _is_for(name, wanted)), None)
    if same is not None:
        older = min(new.serial, attempt.serials[same])
        if older == new.serial:
            attempts[CANVAS, new.owner, older] = new
            return
        source = attempt.sources.pop(same)
        label = new.label.removesuffix(new.sources[name]) + source
        aside = replace(new, label=label, files={}, sources={}, serials={}, serial=older)
        aside.add(same, source, attempt.files.pop(same), attempt.serials.pop(same))
        attempts[CANVAS, new.owner, older] = aside
        attempt.label = new.label
    attempt.add(name, new.sources[name], file, new.serial)
    attempt.serial = max(attempt.serial, new.serial)
    attempt.late = attempt.late or new.late


def _is_for(name: str, wanted: Wanted) -> str:
    """Return what a file stands for, if it is handed in again: a notebook, a zip, or itself."""
    return wanted.notebook_called(name) or (".zip" if name.lower().endswith(".zip") else name)
