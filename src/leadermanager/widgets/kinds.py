"""The kinds of exercise, and the way from an exercise's name to its widget and to what was answered."""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from leadermanager.errors import ContentError
from leadermanager.nearest import nearest
from leadermanager.widgets.exercise import LAST, Exercise

# Kind of exercise -> the module of this package and the class that shows it.
KINDS = {
    "axes": ("axes", "Axes"),
    "card-sort": ("card_sort", "CardSort"),
    "case": ("case", "Case"),
    "drawing": ("drawing", "Drawing"),
    "explorer": ("explorer", "Explorer"),
    "funnel": ("pictures.funnel", "Funnel"),
    "matching": ("matching", "Matching"),
    "network": ("network", "Network"),
    "quiz": ("quiz", "Quiz"),
    "replanning": ("pictures.replanning", "Replanning"),
    "spending": ("spending", "Spending"),
    "triage": ("triage", "Triage"),
    "writing": ("writing", "Writing"),
}


def exercise(name: str | Path, folder: str | Path = "exercises") -> Exercise:
    """Return the exercise that a file beside the notebook describes.

    Parameters
    ----------
    name
        The name of the file without its ending, such as ``"01-acts"``, or a whole path to a TOML file.
    folder
        Where the file is looked for; by default the folder ``exercises`` beside the notebook.

    Returns
    -------
    Exercise
        The widget of the file's ``kind``. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ContentError
        If there is no such file, or its content is wrong; the message names the entry.
    """
    path = Path(name) if Path(name).suffix == ".toml" else Path(folder) / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise _unknown(path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path} cannot be read as TOML: {error}.") from None
    content.setdefault("id", path.stem)
    if content["id"] != path.stem:
        raise ContentError(
            f"{path}: the id is {content['id']!r}; call it {path.stem!r} as the file, or leave it out."
        )
    kind = content.get("kind", "")
    if kind not in KINDS:
        raise ContentError(f"{path}: there is no kind {kind!r}; {nearest(kind, KINDS)}")
    module, widget = KINDS[kind]
    made = getattr(import_module(f"leadermanager.widgets.{module}"), widget)(content)
    assert isinstance(made, Exercise)
    return made


def said(name: str, part: str = "") -> Any:
    """Return what was answered in an exercise, in the student's words.

    Parameters
    ----------
    name
        The exercise's name, such as ``"01-promote"``.
    part
        The id of one of its questions, cards, items or lines, to have the answer to that alone.

    Returns
    -------
    object
        Plain data. The answer itself where there is one question or text; a list of those who were chosen, or
        of what was chosen one after the other; else a dictionary of each question (card, item, line) and its
        answer. None where nothing was answered, or this notebook has not shown the exercise yet.

    Raises
    ------
    ContentError
        If there is no such exercise, or no such part in it; the message names the nearest.
    """
    if name in LAST:
        return LAST[name].said(part)
    path = Path("exercises") / f"{name}.toml"
    if not path.is_file():
        raise _unknown(path)
    return None


def _unknown(path: Path) -> ContentError:
    names = sorted(file.stem for file in path.parent.glob("*.toml"))
    if not names:
        where = path.parent.resolve()
        return ContentError(
            f"There is no exercise {path}: {where} holds no exercises; open the notebook from its own folder."
        )
    return ContentError(f"There is no exercise {path}; {nearest(path.stem, names)}")
