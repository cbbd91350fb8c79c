"""Begin a lesson or an exercise: a small one that runs, to change."""

from __future__ import annotations

import json
import re
from pathlib import Path

from leadermanager.errors import ContentError

_STARTER = Path(__file__).with_name("starter")
KINDS = ("card-sort", "matching", "quiz")
_NAME = re.compile(r"(\d\d)-[a-z0-9][a-z0-9-]*")


def begin_lesson(course: Path, name: str, title: str) -> list[Path]:
    """Write a new lesson and its exercises, and return their files.

    Parameters
    ----------
    course
        The folder of the lessons.
    name
        What its file is called, such as ``09-my-topic``.
    title
        What students read.

    Raises
    ------
    ContentError
        If it cannot be called so, or one of the files is there already.
    """
    found = _NAME.fullmatch(name)
    if not found:
        raise ContentError(
            f"A lesson cannot be called {name!r}; begin with two digits, then small letters: 09-my-topic."
        )
    prefix = found[1]
    words = {
        "NUMBER": str(int(prefix)),
        "TITLE": json.dumps(title, ensure_ascii=False)[1:-1],
        "PREFIX": prefix,
    }
    lesson = (_STARTER / "lesson.ipynb").read_text("utf-8")
    for word, meant in words.items():
        lesson = lesson.replace(word, meant)
    files = {
        course / f"{name}.ipynb": lesson,
        course / "exercises" / f"{prefix}-decide.toml": (_STARTER / "decide.toml").read_text("utf-8"),
        course / "exercises" / f"{prefix}-recall.toml": (_STARTER / "recall.toml").read_text("utf-8"),
    }
    return _written(files)


def begin_exercise(course: Path, name: str, kind: str) -> list[Path]:
    """Write a new exercise, and return its file.

    Parameters
    ----------
    course
        The folder of the lessons.
    name
        What it is called, such as ``09-places``.
    kind
        One of `KINDS`.

    Raises
    ------
    ContentError
        If it cannot be called so, or is there already.
    """
    if not _NAME.fullmatch(name):
        raise ContentError(
            f"An exercise cannot be called {name!r}; begin with its lesson's number: 09-places."
        )
    if kind not in KINDS:
        raise ContentError(f"There is no exercise of kind {kind!r} to begin with; choose {', '.join(KINDS)}.")
    content = (_STARTER / f"{kind}.toml").read_text("utf-8")
    return _written({course / "exercises" / f"{name}.toml": content})


def _written(files: dict[Path, str]) -> list[Path]:
    there = [path for path in files if path.exists()]
    if there:
        raise ContentError(f"{there[0]} is there already; choose another name, or delete it first.")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return list(files)
