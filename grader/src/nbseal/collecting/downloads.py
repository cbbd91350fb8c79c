"""Find the attempts in what was given: by an LMS's names, by a pattern, or by names that a person uses."""

from __future__ import annotations

from ..errors import CollectError
from .archives import FileTree, UnreadFile
from .lms_names import add_by_lms, is_named_by_lms
from .pattern import Pattern, add_by_pattern
from .plain_names import add_by_plain_names, as_one_attempt, inside
from .unread import Attempts, FoundAttempts
from .wanted import Wanted


def find_attempts(tree: FileTree, wanted: Wanted, pattern: Pattern | None = None) -> FoundAttempts:
    """Tell the attempts in a tree apart.

    Parameters
    ----------
    tree
        A student's own folder or bundle, or many of them.
    wanted
        What is to be handed in.
    pattern
        What the names look like. If None, they are Canvas's, Moodle's, or plain ones: ``ada.ipynb``,
        ``ps1-ada.zip``, ``ada/ps1.ipynb``.
    """
    found = FoundAttempts()
    own = as_one_attempt(tree, wanted) if pattern is None else None
    if own is not None:
        found.attempts.append(own)
        return found
    start, files = _unwrapped(tree.files, wanted)
    attempts: Attempts = {}
    plain: dict[str, UnreadFile] = {}
    for path, file in files.items():
        try:
            if pattern is not None:
                add_by_pattern(attempts, tree, pattern, path, file)
            elif not add_by_lms(attempts, tree, wanted, path, file):
                plain[path] = file
        except CollectError as problem:
            found.left_out.append((tree.label_of(f"{start}{path}"), str(problem)))
    found.attempts += attempts.values()
    add_by_plain_names(found, tree, start, plain, wanted)
    return found


def _unwrapped(files: dict[str, UnreadFile], wanted: Wanted) -> tuple[str, dict[str, UnreadFile]]:
    """Leave out folders that hold everything and are no student's; return their path, and what is in them."""
    start = ""
    while len(tops := {path.partition("/")[0] for path in files}) == 1:
        (top,) = tops
        inner = inside(files, top)
        work = wanted.folder_of_work(inner)
        if not inner or is_named_by_lms(top) or work in ("", f"{wanted.assignment}/"):
            break
        start, files = f"{start}{top}/", inner
    return start, files
