"""What a student has done: which exercises each lesson has, and the file that keeps what was done in them.

The browser keeps the state of every exercise (what was answered, and whether that is all of it) under the
exercise's id. The file of progress holds these states and nothing else: no name, no address, and of the
student's own words only those written in exercises that ask for a text. `leadermanager.widgets.my_progress`
shows the list and moves the file between the browser and here.
"""

import json
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadermanager.errors import ContentError, ProgressError

FORMAT = "leadermanager-progress"
VERSION = 1

_MOST_BYTES = 5_000_000
_DEEPEST = 8  # the states of all exercises are far flatter

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
    exercises : dict of str to str
        The title of each exercise under its id, in the order in which the lesson shows them.
    """

    number: str
    title: str
    exercises: dict[str, str]


def find_lessons(folder: Path) -> list[Lesson]:
    """Return the lessons in a folder, as their notebooks and `exercises/*.toml` say.

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
    for path in sorted((folder / "exercises").glob("[0-9][0-9]-*.toml")):
        titles.setdefault(path.stem[:2], {})[path.stem] = _title_of(path)
    lessons = []
    for number, known in sorted(titles.items()):
        heading, shown = _read_notebook(folder, number)
        order = [*(name for name in shown if name in known), *(name for name in known if name not in shown)]
        lessons.append(Lesson(number, heading, {name: known[name] for name in order}))
    return lessons


def read_progress(text: str | bytes, known: Collection[str]) -> dict[str, State]:
    """Return the states that a file of progress holds, of the exercises that are known here.

    What is not known, such as an exercise of an earlier edition, is left out. The file is data from anywhere:
    it is bounded, and each state has the shape that a browser keeps.

    Raises
    ------
    ProgressError
        If it is not a file of progress, was changed by hand, or comes from a newer edition.
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
    if not isinstance(states, dict) or not all(_is_state(state) for state in states.values()):
        raise ProgressError("This file of progress has been changed or damaged; choose another one.")
    return {name: state for name, state in states.items() if name in known}


def _is_state(state: object) -> bool:
    """Say whether this is what a browser keeps of one exercise."""
    tables = ("value", "draft", "tries")
    return (
        isinstance(state, dict)
        and all(isinstance(state.get(key, {}), dict) for key in tables)
        and isinstance(state.get("done", False), bool)
        and _is_flat(state, _DEEPEST)
    )


def _is_flat(data: object, levels: int) -> bool:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return levels > 0 and all(_is_flat(each, levels - 1) for each in inner)


def _title_of(path: Path) -> str:
    try:
        title = tomllib.loads(path.read_text("utf-8")).get("title")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path} cannot be read as TOML: {error}.") from None
    if not isinstance(title, str) or not title.strip():
        raise ContentError(f"{path}: write some text for 'title'.")
    return title.strip()


def _read_notebook(folder: Path, number: str) -> tuple[str, list[str]]:
    """Return a lesson's title, and the ids of the exercises in the order in which it shows them."""
    notebooks = sorted(folder.glob(f"{number}-*.ipynb"))
    if not notebooks:
        return f"Lesson {number}", []
    try:
        cells = json.loads(notebooks[0].read_text("utf-8"))["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(f"{notebooks[0]} is not a notebook that can be read; get it anew.") from error
    words = "\n".join(source for kind, source in sources if kind == "markdown")
    code = "\n".join(source for kind, source in sources if kind == "code")
    heading = re.search(r"^# +(?:\d+\. +)?(.+)$", words, re.MULTILINE)
    title = heading[1].strip() if heading else notebooks[0].stem
    return title, re.findall(r"""\bexercise\(\s*["']([^"']+)["']""", code)
