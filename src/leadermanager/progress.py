"""What a student has done: which exercises each lesson has, and the file that keeps what was done in them.

The browser keeps the state of every exercise (what was answered, and whether that is all of it) under the
exercise's id. The file of progress holds these states and nothing else: no name, no address, no text that
the student wrote. `leadermanager.widgets.my_progress` shows the list and moves the file between the browser
and here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadermanager.errors import ContentError, ProgressError
from leadermanager.exercise_files import exercise_files, read_exercise
from leadermanager.shapes import NOTHING, Shape, fitting

FORMAT = "leadermanager-progress"
VERSION = 1

_MOST_BYTES = 5_000_000

State = dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    """A lesson and its exercises.

    Attributes
    ----------
    number : str
        The two digits that its notebook and its exercises begin with.
    title : str
        Its first heading, without the number.
    notebook : str
        The name of its notebook; empty where there is none.
    exercises : dict of str to str
        The title of each exercise under its id, in the order in which the lesson shows them.
    """

    number: str
    title: str
    notebook: str
    exercises: dict[str, str]


def find_lessons(folder: Path) -> list[Lesson]:
    """Return the lessons in a folder, as their notebooks and the exercises say.

    Parameters
    ----------
    folder
        The folder of the lessons. A lesson's notebook and exercises begin with the same two digits; a
        notebook without exercises is left out.

    Raises
    ------
    ContentError
        If an exercise or a notebook cannot be read.
    """
    titles: dict[str, dict[str, str]] = {}
    for name, path in exercise_files(folder / "exercises").items():
        if re.match(r"\d\d-", name):
            titles.setdefault(name[:2], {})[name] = _title_of(path)
    lessons = []
    for number, known in sorted(titles.items()):
        notebook = next(iter(sorted(folder.glob(f"{number}-*.ipynb"))), None)
        heading, shown = _read_notebook(notebook) if notebook else (f"Lesson {number}", [])
        order = [*(name for name in shown if name in known), *(name for name in known if name not in shown)]
        filename = notebook.name if notebook else ""
        lessons.append(Lesson(number, heading, filename, {name: known[name] for name in order}))
    return lessons


@dataclass(frozen=True)
class Progress:
    """What a file of progress brings back.

    Attributes
    ----------
    exercises : dict of str to dict
        The state of each exercise.
    unread : list of str
        The exercises of which something could not be read, and is left out.
    unknown : int
        How many exercises there are in the file that these lessons do not have.
    """

    exercises: dict[str, State] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unknown: int = 0


def read_progress(text: str | bytes, shapes: Mapping[str, Shape]) -> Progress:
    """Return the states that a file of progress holds, as far as they can be read.

    The file is data from anywhere: its size is limited, and of each state only the part is taken that has the
    shape of what the page keeps.

    Parameters
    ----------
    text
        The file.
    shapes
        The shape of the state of each exercise that is known here.

    Raises
    ------
    ProgressError
        If it is not a file of progress, or comes from a newer edition.
    """
    if len(text) > _MOST_BYTES:
        raise ProgressError(
            f"This file has more than {_MOST_BYTES // 10**6} MB, so it is not your progress; choose the file "
            f"that begins with {FORMAT}."
        )
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ProgressError(
            f"This is not a file of saved progress; choose the one that begins with {FORMAT}."
        )
    if data.get("version") != VERSION:
        raise ProgressError(
            "This file was saved by another edition of the course, and this one cannot read it; open the "
            "edition that you saved it in."
        )
    states = data.get("exercises")
    if not isinstance(states, dict):
        raise ProgressError("The list of exercises in this file is damaged; choose another file.")
    done: dict[str, State] = {}
    unread = []
    for name in filter(shapes.__contains__, states):
        read = fitting(shapes[name], states[name])
        if read is not NOTHING and read:
            done[name] = read
        if read != states[name]:
            unread.append(name)
    return Progress(done, unread, len(states) - len(shapes.keys() & states.keys()))


def _title_of(path: Path) -> str:
    title = read_exercise(path).get("title")
    if not isinstance(title, str) or not title.strip():
        raise ContentError(f"{path}: write some text for 'title'.")
    return title.strip()


def _read_notebook(path: Path) -> tuple[str, list[str]]:
    """Return a lesson's title, and the ids of the exercises in the order in which it shows them."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(f"{path} is not a notebook that can be read; get it anew.") from error
    words = "\n".join(source for kind, source in sources if kind == "markdown")
    code = "\n".join(source for kind, source in sources if kind == "code")
    heading = re.search(r"^# +(?:\d+\. +)?(.+)$", words, re.MULTILINE)
    title = heading[1].strip() if heading else path.stem
    return title, re.findall(r"""\bexercise\(\s*["']([^"']+)["']""", code)
