"""Comments that are used again: a text file of the course, with those of each task, to read and to edit.

It is ``comments/NAME.toml`` in the course's folder::

    "ps1/defence" = [
        "Which number says so?",
        "A good counter-argument; what would you answer?",
    ]
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from ..course import Course
from ..errors import MarkingError
from ..returning.export.files import write_whole

LONGEST = 2_000
"""Characters of a comment that is kept."""


def remarks_file(course: Course, assignment: str) -> Path:
    """Return where an assignment's comments are kept."""
    return course.root / "comments" / f"{assignment}.toml"


def read_remarks(course: Course, assignment: str) -> dict[str, list[str]]:
    """Return the comments that are kept, by task.

    Raises
    ------
    MarkingError
        If the file is not as it should be.
    """
    path = remarks_file(course, assignment)
    where = f"{path.parent.name}/{path.name}"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise MarkingError(
            f"{where} cannot be read ({problem}); mend it, then load this page again."
        ) from None
    for task, texts in found.items():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise MarkingError(f'{where}: write the comments of {task!r} as ["…", "…"].')
    return found


def keep_remark(course: Course, assignment: str, task: str, text: str) -> list[str]:
    """Keep a comment, and return all that are kept for the task.

    Parameters
    ----------
    course, assignment
        Where it is kept.
    task
        The notebook and the answer's id, as ``notebook/id``.
    text
        The comment.

    Raises
    ------
    MarkingError
        If there is nothing to keep, it is too long, or the file cannot be written.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise MarkingError(f"Write a comment first, of {LONGEST} characters at most.")
    kept = read_remarks(course, assignment)
    texts = kept.setdefault(task, [])
    if text not in texts:
        texts.append(text)
        path = remarks_file(course, assignment)
        path.parent.mkdir(exist_ok=True)
        write_whole(path, _toml(kept).encode())
    return texts


def _toml(kept: dict[str, list[str]]) -> str:
    parts = []
    for task, texts in kept.items():
        lines = "".join(f"    {_quoted(text)},\n" for text in texts)
        parts.append(f"{_quoted(task)} = [\n{lines}]\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """Return a text as TOML's basic string, which escapes as JSON does, and one more character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
