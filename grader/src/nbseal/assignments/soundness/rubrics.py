"""The rubric of a written answer, as the table above it says it, and what keeps a marker from using it.

An answer gets the points of one level. The levels stand in a table that students and markers see, in a text
cell above the answer, or, for nbgrader's *manually graded task*, in its own cell::

    | level | points | what it looks like |
    |---|---:|---|
    | read | 1 | Says what the number means for the plan, and how far that carries. |
    | not read | 0 | Anything less: the number alone; no word on how far it carries. |

A text that just reaches a level is for markers alone. It is in ``examples.toml``, beside the other answers::

    [defence]
    sound = "We send …"
    begun = "Our units …"

The solution in the notebook is the example of the highest level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from ..release.secrets import is_stub

Examples = Mapping[str, Mapping[str, str]]
"""For each written answer, by its id: a text for each level, by the level's name."""

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_FINEST = 1.0  # points between two levels that are never too many


@dataclass(frozen=True)
class Level:
    """One row of a rubric.

    Attributes
    ----------
    name : str
        As in the table.
    points : float or None
        What an answer of this level gets; None where the table has no number.
    description : str
        By what a marker knows it.
    """

    name: str
    points: float | None
    description: str

    def __str__(self) -> str:
        return f"level {self.name!r}"


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer that a person grades.

    Attributes
    ----------
    notebook, cell : str
        Where it is: the notebook's name, and the answer's id.
    points : float
        What it is worth.
    solved : bool
        Whether the notebook has a solution of it.
    levels : tuple of Level
        Its rubric, in the table's order; empty if there is none.
    """

    notebook: str
    cell: str
    points: float
    solved: bool
    levels: tuple[Level, ...]

    def __str__(self) -> str:
        return f"{self.notebook}.ipynb, cell {self.cell!r}"

    @property
    def key(self) -> str:
        """What it is called within its assignment."""
        return f"{self.notebook}/{self.cell}"


def written_answers(name: str, source: NotebookNode) -> list[WrittenAnswer]:
    """Return the answers of a notebook that a person grades, with their rubrics.

    Parameters
    ----------
    name
        The notebook's name.
    source
        The instructor's version of it.
    """
    found = []
    levels: tuple[Level, ...] = ()
    for cell in source.cells:
        if cell.cell_type == "markdown":
            levels = levels_in(cell.source) or levels
        if is_task(cell) or (is_grade(cell) and is_solution(cell)):
            known = cell.metadata.nbgrader
            solved = is_solution(cell) and bool(cell.source.strip()) and not is_stub(cell.source)
            found.append(WrittenAnswer(name, known.grade_id, float(known.points), solved, levels))
        if is_task(cell) or is_grade(cell) or is_solution(cell):
            levels = ()
    return found


def levels_in(text: str) -> tuple[Level, ...]:
    """Return the levels of the last table in a text whose columns begin with *level* and *points*."""
    levels: tuple[Level, ...] = ()
    within = False
    for line in text.split("\n"):
        cells = _cells(line)
        if [it.casefold() for it in cells[:2]] == ["level", "points"]:
            levels, within = (), True
        elif not cells:
            within = False
        elif within and not all(map(_RULE.fullmatch, cells)):
            levels += (Level(cells[0], _number(cells[1:2]), " ".join(cells[2:]).strip()),)
    return levels


def rubric_faults(written: list[WrittenAnswer], examples: Examples | None) -> Iterator[str]:
    """Find what keeps a marker from using the rubrics of an assignment, a sentence each.

    Where no answer has a rubric, none needs one.

    Parameters
    ----------
    written
        The assignment's written answers.
    examples
        What `examples.toml` has; None where there is no such file, and no level needs an example.
    """
    if examples is None and not any(answer.levels for answer in written):
        return
    for answer in written:
        if not answer.levels:
            yield f"{answer} has no rubric; put a table of its levels above it."
            continue
        yield from _each_level(answer)
        yield from _between_levels(answer)
        if examples is not None:
            yield from _without_example(answer, examples.get(answer.cell, {}))
    known = {answer.cell: {level.name for level in answer.levels} for answer in written}
    for cell, texts in (examples or {}).items():
        if cell not in known:
            yield f"examples.toml has examples of {cell!r}, but there is no written answer of that id."
            continue
        for name in texts:
            if name not in known[cell]:
                yield f"examples.toml has an example of {cell!r} at level {name!r}, which its rubric has not."


def shown_examples(written: list[WrittenAnswer], shown: Iterable[str], examples: Examples) -> Iterator[str]:
    """Find the examples that students would read in the release, a sentence each.

    Parameters
    ----------
    written
        The assignment's written answers.
    shown
        The lines that its notebooks show.
    examples
        What `examples.toml` has.
    """
    text = _squeezed("\n".join(shown))
    for answer in written:
        for level, example in examples.get(answer.cell, {}).items():
            if _squeezed(example) in text:
                yield f"{answer} has an example of level {level!r} that students see; show them another one."


def _each_level(answer: WrittenAnswer) -> Iterator[str]:
    """Find what is wrong with single levels of a rubric."""
    for name, times in Counter(level.name for level in answer.levels).items():
        if times > 1:
            yield f"{answer} has {times} levels called {name!r}; call each by a name of its own."
    for level in answer.levels:
        if not level.description:
            yield f"{answer}, {level} has no description; say by what a marker knows it."
        if level.points is None:
            yield f"{answer}, {level} has no number of points; write one from 0 to {answer.points:g}."
        elif level.points > answer.points:
            most = f"{answer.points:g}"
            yield f"{answer}, {level} gives {level.points:g} points, but the answer is worth {most}."


def _between_levels(answer: WrittenAnswer) -> Iterator[str]:
    """Find the points of an answer for which a rubric has no level, or two."""
    ranked = [(level.points, level) for level in answer.levels if level.points is not None]
    ranked.sort(key=lambda both: both[0])
    for points in (answer.points, 0.0):
        if points not in (given for given, _ in ranked):
            yield f"{answer}: no level gives {points:g} points; add one, so that every answer has a level."
    widest = max(_FINEST, answer.points / 3)
    for (fewer, lower), (more, higher) in pairwise(ranked):
        if fewer == more:
            yield f"{answer}: {lower} and {higher} both give {more:g} points; make one of them."
        elif more - fewer > widest + 1e-9:
            yield (
                f"{answer}: there is nothing between {higher} ({more:g} points) and {lower} ({fewer:g}); "
                "add a level for the answers between them."
            )


def _without_example(answer: WrittenAnswer, texts: Mapping[str, str]) -> Iterator[str]:
    """Find the levels of one rubric that have no example."""
    for level in answer.levels:
        if level.name in texts or (answer.solved and level.points == answer.points):
            continue
        yield f"{answer}, {level} has no example; write in examples.toml a text that just reaches it."


def _cells(line: str) -> list[str]:
    """Return the cells of a row of a table; none if a line is no row."""
    parts = [part.strip().replace(r"\|", "|") for part in _CELL.split(line.strip())]
    return parts[1:-1] if len(parts) > 2 and not parts[0] and not parts[-1] else []


def _number(cells: list[str]) -> float | None:
    """Return the number in a cell, if it is one: of a range nobody could say what it gives."""
    return float(cells[0]) if cells and re.fullmatch(r"\d+(\.\d+)?", cells[0]) else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())
