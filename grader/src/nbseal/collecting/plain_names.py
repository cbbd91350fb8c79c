"""Find the attempts by names that a person would use: `ada.ipynb`, `ps1-ada.zip`, `ada/ps1.ipynb`.

The name of what was given decides, and the assignment in a name is no part of a student's. A folder called
like the assignment is nobody's. So is one that stands alone in what was given, or is in several things that
were given, unless it is called like a student who is known: it may be there only because somebody packed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..course.filenames import is_notebook, notebook_stem
from ..course.people import comparable
from ..course.reading import UnreadableError, grade_ids, read_notebook
from ..errors import CollectError
from .archives import FileTree, UnreadFile
from .lms_names import is_named_by_lms
from .unread import FoundAttempts, UnreadAttempt
from .wanted import MANIFEST, Wanted, is_inside

_Files = dict[str, UnreadFile]


def as_one_attempt(tree: FileTree, wanted: Wanted) -> UnreadAttempt | None:
    """Return the one attempt that a tree is, if it is one student's own folder, zip or file; else None."""
    start = wanted.folder_of_work(tree.files)
    folders = start.split("/")[:-1] if start else []
    if not _is_one_attempt(tree.files, start, wanted, tree.name):
        return None
    attempt = _whole(tree.label, tree.files)
    _say_whose(attempt, wanted, tree.name, folders, tree.around)
    return attempt


def _whole(label: str, files: _Files, start: str = "") -> UnreadAttempt:
    """Return one attempt of all these files, whose paths in the download begin with `start`."""
    attempt = UnreadAttempt(label, "", max((file.changed for file in files.values()), default=0.0))
    for path, file in files.items():
        attempt.add(path, start + path, file)
    return attempt


def inside(files: _Files, folder: str) -> _Files:
    """Return the files in a folder, by their paths in it."""
    return {path[len(folder) + 1 :]: file for path, file in files.items() if path.startswith(f"{folder}/")}


def _is_one_attempt(files: _Files, start: str | None, wanted: Wanted, own: str) -> bool:
    """Return whether files are one student's, with the work in the folder `start` of what is called `own`."""
    tops = dict.fromkeys(path.partition("/")[0] for path in files)
    if MANIFEST in tops:
        return True
    if any(map(is_named_by_lms, tops)):
        return False
    if start is None:  # a notebook of another name, in what has a student's name
        return sum(map(is_notebook, tops)) == 1 and wanted.is_known(own) and not _names_somebody(tops, wanted)
    if start:
        return not any(_is_work(path) for path in files if not is_inside(path, start.partition("/")[0]))
    folders = [
        top for top in tops if top not in files and wanted.folder_of_work(inside(files, top)) is not None
    ]
    return len(folders) < 2 and not _names_somebody([*filter(_is_work, tops), *folders], wanted)


def _is_work(path: str) -> bool:
    """Return whether a file is what a student would hand in: a notebook or a zip."""
    return is_notebook(path) or path.lower().endswith(".zip")


def _names_somebody(names: Iterable[str], wanted: Wanted) -> bool:
    """Return whether a file is called like a student who is known, or a zip as a bundle is."""
    said = {name: wanted.split(notebook_stem(name).removesuffix(".zip")) for name in names}
    return any(
        wanted.is_known(it.student) or (it.explicit and it.student and name.lower().endswith(".zip"))
        for name, it in said.items()
    )


def _say_whose(
    attempt: UnreadAttempt, wanted: Wanted, own: str, folders: list[str], around: str = ""
) -> None:
    """Note whose name an attempt has, or may have."""
    said = wanted.split(own)
    attempt.serial = said.copy
    within = [split.student for split in map(wanted.split, folders) if split.student]
    explicit = [split.student for split in map(wanted.split, folders) if split.explicit and split.student]
    if said.student and said.explicit:
        attempt.owner = said.student
    elif explicit and not wanted.is_known(said.student):
        attempt.owner = explicit[0]
    elif said.student and all(comparable(name) == comparable(said.student) for name in within):
        attempt.owner = said.student
    else:
        outer = [around] if around and not said.student and wanted.is_known(around) else []
        attempt.candidates = (said.student, *within, *outer)


def add_by_plain_names(
    found: FoundAttempts, tree: FileTree, start: str, files: _Files, wanted: Wanted
) -> None:
    """Add the attempts in a class's folder or zip.

    Parameters
    ----------
    found
        Where to add them.
    tree
        What was given.
    start, files
        The way down to the files, and the files that have no name of an LMS's.
    wanted
        What is to be handed in.
    """
    # Attempts that are made of single notebooks, by the student's name and the number of the copy.
    singles: dict[tuple[str, int], list[UnreadAttempt]] = {}
    for top in dict.fromkeys(path.partition("/")[0] for path in files):
        inner = inside(files, top)
        if inner or top.lower().endswith(".zip"):
            folder = f"{top}/" if inner else ""
            attempt = _whole(tree.label_of(start + top), inner or {top: files[top]}, folder)
            _say_whose(attempt, wanted, top if inner else top[:-4], [])
            found.attempts.append(attempt)
        elif is_notebook(top):
            _add_notebook(found, singles, tree.label_of(start + top), top, files[top], wanted)
        else:
            why = files[top].why or "is neither a notebook nor a zip nor a student's folder"
            found.left_out.append((tree.label_of(start + top), f"it {why}"))


def _add_notebook(
    found: FoundAttempts,
    singles: dict[tuple[str, int], list[UnreadAttempt]],
    label: str,
    path: str,
    file: UnreadFile,
    wanted: Wanted,
) -> None:
    """Add one notebook by its name; those of one student make one attempt, the same one again another."""
    said = wanted.split(notebook_stem(path))
    notebook = said.notebook or (
        wanted.notebooks[0] if len(wanted.notebooks) == 1 else _by_grade_ids(file, wanted)
    )
    if notebook is None:
        why = file.why or f"its name does not say which notebook it is (of {', '.join(wanted.notebooks)})"
        found.left_out.append((label, why))
        return
    name = f"{notebook}.ipynb"
    there = singles.setdefault((said.student or path, said.copy), [])
    attempt = next((attempt for attempt in there if name not in attempt.files), None)
    if attempt is None:
        attempt = UnreadAttempt(label, said.student, file.changed, serial=said.copy)
        there.append(attempt)
        found.attempts.append(attempt)
    attempt.add(name, path, file)
    attempt.changed = max(attempt.changed, file.changed)


def _by_grade_ids(file: UnreadFile, wanted: Wanted) -> str | None:
    """Return which notebook a file is, by what is in it; None if that cannot be told."""
    try:
        content = b"" if file.why else file.read()
        return wanted.notebook_with(grade_ids(read_notebook(content, [])))
    except (CollectError, UnreadableError):
        return None


def agree_on_names(attempts: Iterable[UnreadAttempt], wanted: Wanted) -> None:
    """Decide, once everything is found, whose the attempts are that have several candidates."""
    open_ones = [attempt for attempt in attempts if attempt.candidates and not attempt.owner]
    counts = Counter(comparable(name) for attempt in open_ones for name in set(attempt.candidates[1:]))
    for attempt in open_ones:
        own, *folders = attempt.candidates
        known = {comparable(name): name for name in attempt.candidates if wanted.is_known(name)}
        if len(known) == 1:
            (attempt.owner,) = known.values()
        elif not known and all(counts[comparable(name)] > 1 for name in folders):
            attempt.owner = own
