"""The files by which an assignment is checked: right answers, mistakes, and mutants that are as good.

In a folder named after the assignment lie::

    right/*.py          other solutions, each of which has to earn every point
    wrong/*.py          mistakes, each of which says what it has to lose
    equivalent.toml     mutants of the solution that do what it does, each with the reason
    examples.toml       for each written answer, a text for each level of its rubric (see `rubrics`)

An answer is a Python file, one section for each answer cell; a mistake begins with its idea and its price::

    # A score that is missing counts as nothing.
    # loses: strengths_missing_tests 1
    # task: strengths
    def strengths(ratings, items):
        ...

One idea may lose one check. A file that really makes several mistakes says how many: ``# mistakes: 2``.

A mutant is told by the lines in which it differs::

    [[equivalent]]
    task = "strengths"
    was = 'scores = ratings.dropna()'
    now = 'scores = ratings'
    because = "a mean leaves missing scores out by itself"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...errors import AnswerFileError
from .mutants import unindented

_SECTION = re.compile(r"^# task: *(\S+) *$", re.MULTILINE)
# An idea begins with a capital letter, so that `# NumPy: …` is none of the headers.
_HEADER = re.compile(r"^#+ *((?i:loses|mistakes)|[a-z]\w*) *:(?!//) *(.*?) *$", re.MULTILINE)
_ENTRY = ("task", "was", "now", "because")


@dataclass(frozen=True)
class AnswerFile:
    """One file of answers: what an imagined student wrote, and what that should cost them.

    Attributes
    ----------
    name : str
        The file, such as ``wrong/self_counts.py``.
    code : dict
        The code of each answer cell, by its grade id.
    loses : dict
        The points each check must lose, by its grade id; a check not named keeps all its points.
    mistakes : int or None
        How many mistakes it says it makes, if it says so.
    """

    name: str
    code: dict[str, str]
    loses: dict[str, float]
    mistakes: int | None = None


@dataclass(frozen=True)
class Equivalent:
    """A mutant that no check can tell from the solution.

    Attributes
    ----------
    task : str
        The grade id of the answer cell.
    was, now : str
        The lines that differ, in the solution and in the mutant.
    because : str
        Why no check can tell them apart.
    """

    task: str
    was: str
    now: str
    because: str

    @property
    def key(self) -> tuple[str, str]:
        """What was changed into what, as in `mutants.Mutant.key`."""
        return unindented(self.was), unindented(self.now)


@dataclass(frozen=True)
class AnswerFolder:
    """What is kept beside one assignment: answers, equivalent mutants, and examples for those who mark."""

    right: list[AnswerFile] = field(default_factory=list)
    wrong: list[AnswerFile] = field(default_factory=list)
    equivalent: list[Equivalent] = field(default_factory=list)
    examples: dict[str, dict[str, str]] | None = None


def read_folder(folder: Path) -> AnswerFolder:
    """Read everything that lies beside an assignment; nothing of it has to be there.

    Raises
    ------
    AnswerFileError
        If a file cannot be understood.
    """
    right, wrong = (
        [read_answers(path) for path in sorted((folder / kind).glob("*.py"))] for kind in ("right", "wrong")
    )
    for answers in right:
        if answers.loses:
            raise AnswerFileError(f"{answers.name} says what it loses, as a mistake does; move it to wrong/.")
        if answers.mistakes is not None:
            raise AnswerFileError(f"{answers.name} says that it makes mistakes; move it to wrong/.")
    for answers in wrong:
        if not answers.loses:
            raise AnswerFileError(f"{answers.name} does not say what it loses; begin it with `# loses: …`.")
    equivalent = _read_equivalent(folder / "equivalent.toml")
    return AnswerFolder(right, wrong, equivalent, _read_examples(folder / "examples.toml"))


def read_answers(path: Path) -> AnswerFile:
    """Read an answer file: its headers, if any, and its `# task:` sections.

    Raises
    ------
    AnswerFileError
        If there is no section, a task comes twice, or a header is unknown or cannot be understood.
    """
    name = f"{path.parent.name}/{path.name}"
    head, *rest = _SECTION.split(path.read_text(encoding="utf-8"))
    code: dict[str, str] = {}
    for task, body in zip(rest[::2], rest[1::2], strict=True):
        if task in code:
            raise AnswerFileError(f"{name} answers the task {task} twice; keep one section of it.")
        code[task] = body.strip() + "\n"
    if not code:
        raise AnswerFileError(f"{name} has no `# task: …` line; start each answer with one.")
    headers = _headers(head, name)
    return AnswerFile(name, code, _losses(headers["loses"], name), _mistakes(headers["mistakes"], name))


def _headers(head: str, name: str) -> dict[str, list[str]]:
    """Return what each header says, line by line."""
    found: dict[str, list[str]] = {"loses": [], "mistakes": []}
    for header, said in _HEADER.findall(head):
        if header not in found:
            raise AnswerFileError(
                f"{name} has a line `# {header}: …`, which is no header; write `# loses: …`, `# mistakes: …` "
                "or `# task: …`, or begin a comment with a capital letter."
            )
        found[header].append(said)
    return found


def _mistakes(lines: list[str], name: str) -> int | None:
    if not lines:
        return None
    if len(lines) > 1 or not re.fullmatch(r"[1-9]\d*", lines[0]):
        raise AnswerFileError(f"{name}: write one line `# mistakes: 2`, not {', '.join(lines)!r}.")
    return int(lines[0])


def _losses(lines: list[str], name: str) -> dict[str, float]:
    losses: dict[str, float] = {}
    for part in ",".join(lines).split(",") if lines else []:
        match part.split():
            case [check, points] if re.fullmatch(r"\d+(\.\d+)?", points):
                losses[check] = float(points)
            case _:
                raise AnswerFileError(f"{name}: write `# loses: test_id points, …`, not {part.strip()!r}.")
    return losses


def _read_equivalent(path: Path) -> list[Equivalent]:
    if not path.is_file():
        return []
    entries = _read_toml(path).get("equivalent", [])
    for number, entry in enumerate(entries, 1):
        if set(entry) != set(_ENTRY) or not all(isinstance(value, str) and value for value in entry.values()):
            raise AnswerFileError(f"{path}, entry {number}: give each of {', '.join(_ENTRY)} a text.")
    return [Equivalent(**entry) for entry in entries]


def _read_examples(path: Path) -> dict[str, dict[str, str]] | None:
    if not path.is_file():
        return None
    entries = _read_toml(path)
    for cell, texts in entries.items():
        if not isinstance(texts, dict):
            raise AnswerFileError(f"{path}, {cell}: write a table [{cell}] with a text for each level.")
        for level, text in texts.items():
            if not isinstance(text, str) or not text.strip():
                raise AnswerFileError(f"{path}, {cell}, level {level!r}: give it a text.")
    return entries


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise AnswerFileError(f"{path} is not TOML that can be read: {problem}.") from problem
