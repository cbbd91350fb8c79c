"""Whose is which file: the names by which an LMS, a pattern or a person tells students' work apart.

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
from .archives import Item, Tree
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
class Found:
    """One attempt of one student, not yet read.

    Attributes
    ----------
    label : str
        What it is called in messages.
    key : str
        Who it is of: the LMS's number, or what stands in the place of the student.
    system : str or None
        ``"canvas"``, ``"moodle"``, or None.
    packed : bool
        Whether it is what one zip holds.
    certain : bool
        Whether the LMS wrote whose it is; if not, a manifest in it may say so.
    name : str
        The student's name as the LMS writes it there.
    files : dict
        Each file by the name that the student gave it.
    sources : dict
        What each of them is called in the download.
    serial : int
        What counts the attempts up, as far as the names tell.
    changed : float
        When the newest of it was changed on this machine, in seconds since 1970.
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
    files: dict[str, Item] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    serial: int = 0
    stated: datetime | None = None
    late: bool | None = None

    def age(self) -> tuple[float, int]:
        """Return what puts attempts into order, the oldest first."""
        return self.stated.timestamp() if self.stated else self.changed, self.serial

    def add(self, name: str, path: str, item: Item) -> None:
        """Add one file, by its own name and by that in the download."""
        self.files[name] = item
        self.sources[name] = path


@dataclass
class Sorted:
    """The attempts in a tree, and what in it is nobody's, with the reason."""

    found: list[Found] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def sort_out(tree: Tree, assignment: str, notebooks: list[str], pattern: Pattern | None = None) -> Sorted:
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
    result = Sorted()
    if pattern is None and _is_one_students(tree.items, notebooks):
        _, whose, number = named_after(tree.name, [assignment, *notebooks])
        result.found.append(_whole(tree.label, whose, tree.items))
        result.found[-1].serial, result.found[-1].packed = number, tree.packed
        return result
    start, items = _unwrapped(tree.items, assignment, notebooks)
    groups: dict[object, Found] = {}
    plain: dict[str, Item] = {}
    for path, item in items.items():
        try:
            if pattern is not None:
                _by_pattern(groups, tree, pattern, path, item)
            elif not _by_lms(groups, tree, path, item):
                plain[path] = item
        except CollectError as problem:
            result.left_out.append((f"{tree.label}/{start}{path}", str(problem)))
    result.found += groups.values()
    _by_plain_names(result, f"{tree.label}/{start}", plain, assignment, notebooks)
    return result


def named_after(stem: str, notebooks: Iterable[str]) -> tuple[str | None, str, int]:
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


def _is_one_students(items: Iterable[str], notebooks: list[str]) -> bool:
    return bool({MANIFEST, *(f"{name}.ipynb" for name in notebooks)} & set(items))


def _whole(label: str, key: str, items: dict[str, Item], start: str = "") -> Found:
    found = Found(label, key, max((item.changed for item in items.values()), default=0.0))
    for path, item in items.items():
        found.add(path, start + path, item)
    return found


def _inside(items: dict[str, Item], folder: str) -> dict[str, Item]:
    return {path[len(folder) + 1 :]: item for path, item in items.items() if path.startswith(f"{folder}/")}


def _unwrapped(items: dict[str, Item], assignment: str, notebooks: list[str]) -> tuple[str, dict[str, Item]]:
    """Leave out folders that hold everything and are no student's; return their path, and what is in them."""
    start = ""
    while items:
        tops = {path.split("/")[0] for path in items}
        top = next(iter(tops))
        inner = _inside(items, top)
        if len(tops) > 1 or len(inner) < len(items) or _MOODLE.fullmatch(top):
            break
        if _is_one_students(inner, notebooks) or _is_one_students(_inside(inner, assignment), notebooks):
            break
        start, items = f"{start}{top}/", inner
    return start, items


def _by_pattern(groups: dict[object, Found], tree: Tree, pattern: Pattern, path: str, item: Item) -> None:
    named = pattern.match(path)
    key = (named.student, named.attempt, named.time)
    if key not in groups:
        groups[key] = Found(
            f"{tree.label}/{path}",
            named.student,
            tree.changed,
            certain=True,
            serial=named.attempt,
            stated=named.time,
        )
    groups[key].add(named.file, path, item)


def _by_lms(groups: dict[object, Found], tree: Tree, path: str, item: Item) -> bool:
    """Put a file where its name says; return False if it is no name of an LMS."""
    top, _, rest = path.partition("/")
    moodle = _MOODLE.fullmatch(top)
    if moodle and (rest or moodle["original"]):
        if moodle["plugin"] != "file":
            raise CollectError("it was typed into Moodle, not handed in as a file")
        found = groups.setdefault(
            (MOODLE, moodle["number"]),
            Found(f"{tree.label}/{top}", moodle["number"], tree.changed, MOODLE, True, moodle["name"]),
        )
        found.add(rest or moodle["original"], path, item)
        return True
    if rest:
        return False
    if _CANVAS_HIDDEN.fullmatch(top):
        raise CollectError("Canvas hides whose it is; download it again once names are shown")
    canvas = _CANVAS.fullmatch(top)
    if canvas:
        found = groups.setdefault(
            (CANVAS, canvas["user"]),
            Found(
                f"{tree.label}/{top}", canvas["user"], tree.changed, CANVAS, True, canvas["name"], late=False
            ),
        )
        newer = int(canvas["file"]) > found.serial
        if newer or canvas["original"] not in found.files:
            found.add(canvas["original"], path, item)
        found.serial = max(found.serial, int(canvas["file"]))
        found.late = bool(found.late or canvas["late"])
        return True
    if _CANVAS_TYPED.fullmatch(top):
        raise CollectError("it was typed into Canvas, or is a link, and not handed in as a file")
    return False


def _by_plain_names(
    result: Sorted, label: str, items: dict[str, Item], assignment: str, notebooks: list[str]
) -> None:
    singles: dict[tuple[str, int], list[Found]] = {}
    for top in dict.fromkeys(path.split("/")[0] for path in items):
        inner = _inside(items, top)
        if inner:
            # A student's folder may hold the assignment's folder, as nbgrader lays it out.
            own = _inside(inner, assignment)
            if _is_one_students(own, notebooks):
                result.found.append(_whole(f"{label}{top}", top, own, f"{top}/{assignment}/"))
            else:
                result.found.append(_whole(f"{label}{top}", top, inner, f"{top}/"))
            continue
        stem, _, kind = top.rpartition(".")
        if kind.lower() == "zip":
            _, whose, number = named_after(stem, [assignment, *notebooks])
            whose = "" if whose in (assignment, *notebooks) else whose
            result.found.append(_whole(f"{label}{top}", whose, {top: items[top]}))
            result.found[-1].serial = number
        elif kind.lower() == "ipynb":
            named, whose, number = named_after(stem, notebooks)
            if named is None and len(notebooks) > 1:
                which = ", ".join(notebooks)
                result.left_out.append(
                    (f"{label}{top}", f"its name does not say which notebook it is (of {which})")
                )
                continue
            name = f"{named or notebooks[0]}.ipynb"
            # The notebooks of one student make one attempt; the same one again makes another.
            there = singles.setdefault((whose, number), [])
            one = next((found for found in there if name not in found.files), None)
            if one is None:
                one = Found(f"{label}{top}", whose, items[top].changed, serial=number)
                there.append(one)
                result.found.append(one)
            one.add(name, top, items[top])
            one.changed = max(one.changed, items[top].changed)
        elif items[top].why is not None:
            result.left_out.append((f"{label}{top}", f"it {items[top].why}"))
