"""The kinds of exercise, and the way from an exercise's name to its widget and to what was answered."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from leadermanager.errors import ContentError
from leadermanager.exercise_files import exercise_files, read_exercise
from leadermanager.nearest import nearest
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import LAST, Exercise

# Kind of exercise -> the module of this package and the class that shows it.
KINDS = {
    "card-sort": ("card_sort", "CardSort"),
    "case": ("case", "Case"),
    "desk": ("pictures.desk", "Desk"),
    "drawing": ("drawing", "Drawing"),
    "firefighting": ("pictures.firefighting", "Firefighting"),
    "funnel": ("pictures.funnel", "Funnel"),
    "matching": ("matching", "Matching"),
    "network": ("network", "Network"),
    "quiz": ("quiz", "Quiz"),
    "replanning": ("pictures.replanning", "Replanning"),
    "ring": ("pictures.ring", "Ring"),
    "stove": ("pictures.stove", "Stove"),
    "triage": ("triage", "Triage"),
    "two-guesses": ("pictures.two_guesses", "TwoGuesses"),
    "two-waters": ("pictures.two_waters", "TwoWaters"),
}


def exercise(name: str | Path, folder: str | Path = "exercises") -> Exercise:
    """Return the exercise that a file beside the notebook describes.

    Parameters
    ----------
    name
        The name of the file without its ending, such as ``"01-acts"``, or a whole path to a TOML file.
    folder
        Where the file is looked for first; by default the folder ``exercises`` beside the notebook. A student
        edition has them in the library.

    Returns
    -------
    Exercise
        The widget of the file's ``kind``. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ContentError
        If there is no such file, or its content is wrong; the message names the entry.
    """
    path = Path(name) if Path(name).suffix == ".toml" else file_of(str(name), Path(folder))
    content = read_exercise(path)
    content.setdefault("id", path.stem)
    if content["id"] != path.stem:
        raise ContentError(
            f"{path}: the id is {content['id']!r}; call it {path.stem!r} as the file, or leave it out."
        )
    return _widget_of(content, path)(content)


def file_of(name: str, folder: Path) -> Path:
    """Return the file of an exercise.

    Raises
    ------
    ContentError
        If there is none of that name; the message says the nearest.
    """
    files = exercise_files(folder)
    if name not in files:
        raise _unknown(name, files)
    return files[name]


def state_shapes(folder: Path) -> dict[str, dict[str, Shape]]:
    """Return the shape of what the page keeps of each exercise, by its name."""
    files = exercise_files(folder).items()
    return {name: _widget_of(read_exercise(path), path).state_shape() for name, path in files}


def recorded(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the record shows of each exercise that asks for a prediction or a decision, by its name."""
    found = {name: recorded_of(name, path) for name, path in exercise_files(folder).items()}
    return {name: asked for name, asked in found.items() if asked}


def recorded_of(name: str, path: Path) -> dict[str, Any]:
    """Return what the record shows of one exercise, whose file is at the path; nothing if nothing is kept."""
    content = read_exercise(path)
    entry = Entry(content, f"exercise {name!r}")
    asked = _widget_of(content, path).recorded(entry)
    return {"id": name, "kind": content["kind"], "title": entry.text("title"), **asked} if asked else {}


def said(name: str, part: str = "") -> Any:
    """Return what was answered in an exercise, in the student's words.

    Parameters
    ----------
    name
        The exercise's name, such as ``"01-promote"``.
    part
        The id of one of its questions, cards or items, to have the answer to that alone.

    Returns
    -------
    object
        Plain data. The answer itself where there is one question; a list of those who were chosen, or of what
        was chosen one after the other; else a dictionary of each question (card, item) and its answer. None
        where nothing was answered, or this notebook has not shown the exercise yet.

    Raises
    ------
    ContentError
        If there is no such exercise, or no such part in it; the message names the nearest.
    """
    if name in LAST:
        return LAST[name].said(part)
    files = exercise_files(Path("exercises"))
    if name not in files:
        raise _unknown(name, files)
    return None


def _widget_of(content: Mapping[str, Any], path: Path) -> type[Exercise]:
    kind = content.get("kind", "")
    if kind not in KINDS:
        raise ContentError(f"{path}: there is no kind {kind!r}; {nearest(kind, KINDS)}")
    module, name = KINDS[kind]
    widget: type[Exercise] = getattr(import_module(f"leadermanager.widgets.{module}"), name)
    return widget


def _unknown(name: str, files: Mapping[str, Path]) -> ContentError:
    if not files:
        where = Path("exercises").resolve().parent
        return ContentError(
            f"There is no exercise {name!r}: {where} holds no exercises; open the notebook from its own "
            "folder."
        )
    return ContentError(f"There is no exercise {name!r}; {nearest(name, files)}")
