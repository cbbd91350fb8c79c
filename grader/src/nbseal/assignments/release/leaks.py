"""Find in a finished release what its source hides: whole solutions and hidden tests, and lines of them.

A whole one that is readable elsewhere is certain, and so is a long line of one in another file. A shorter
line there is only a warning; in a cell it is nothing, since the source shows it on purpose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from ...course import notebooks
from ...course.notebooks import grade_id
from .definitions import Definition, definitions, solved
from .exposure import Search
from .findings import Finding, in_cell
from .markers import Markers, has_region
from .secrets import HIDDEN_TESTS, SOLUTION, Block, blocks, is_stub, shown_lines
from .telling import is_common, is_constant, is_long, is_short, may_assert, short
from .texts import OpaqueFileError, View, views

_NAME = re.compile(r"\b[^\W\d]\w{7,}\b")  # one that two people do not choose by chance

# So many lines of its own make a whole block more than a coincidence: in a cell, and in another file.
_IN_CELL, _IN_FILE = 3, 2


@dataclass(frozen=True)
class Leak:
    """Something that a release shows, and whether that is certainly a fault."""

    finding: Finding
    certain: bool


@dataclass(frozen=True)
class _Secret:
    """What one cell hides, and where that cell is."""

    file: str
    cell_id: str | None
    block: Block

    def is_whole_in(self, hits: Mapping[str, int], least: int) -> bool:
        """Return whether all of it is among the lines that were found, and is no coincidence."""
        own = {line for line in self.block.lines if not is_common(line)}
        return len(own) >= least and hits.keys() >= set(self.block.lines)

    def __str__(self) -> str:
        return f"{self.block.kind} of {self.file}, cell {self.cell_id!r}"


class Leaks:
    """A search of one assignment's release.

    Parameters
    ----------
    sources
        The instructor's notebooks, by their files.
    markers
        Those of the course.
    """

    def __init__(self, sources: Mapping[Path, NotebookNode], markers: Markers) -> None:
        self._sources = {path.name: nb for path, nb in sources.items()}
        self._shown = {line for nb in sources.values() for line in shown_lines(nb, markers)}
        self._secrets = [
            _Secret(path.name, grade_id(nb.cells[block.cell]), block)
            for path, nb in sources.items()
            for block in blocks(nb, markers)
        ]
        self._shown_names = {name for line in self._shown for name in _NAME.findall(line)}
        self._search = Search(line for secret in self._secrets for line in secret.block.lines)
        self._solved = {
            definition: (path.name, grade_id(cell))
            for path, nb in sources.items()
            for cell in nb.cells
            if is_solution(cell) and cell.cell_type == "code"
            if has_region(cell.source, markers.solution) or not is_stub(cell.source)
            for definition in solved(cell.source, markers.solution)
        }

    def in_release(self, folder: Path) -> Iterator[Leak]:
        """Find what the files of a release show."""
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            if name in self._sources:
                released = notebooks.parse(content)
                yield from self._in_cells(name, released)
                content = _without_sources(content)
            yield from self._in_file(name, content)

    def _in_file(self, name: str, content: bytes) -> list[Leak]:
        """Find what a file shows, in whatever form it can be read: each secret once, the worst of it."""
        found: dict[object, Leak] = {}
        try:
            for view in views(name, content):
                for secret, leak in self._in_view(view):
                    if secret not in found or leak.certain > found[secret].certain:
                        found[secret] = leak
        except OpaqueFileError as opaque:
            what = f"is {opaque.kind}, and nobody can see what it shows."
            found[opaque.name] = Leak(Finding(opaque.name, "", 0, what), certain=False)
        return list(found.values())

    def _in_cells(self, file: str, released: NotebookNode) -> Iterator[Leak]:
        """Find what the cells of a released notebook show of others."""
        source = self._sources[file].cells
        for index, cell in enumerate(released.cells):
            # A header of the course's may stand before the source's first cell.
            same = (number for number, other in enumerate(source) if other.source == cell.source)
            at = next(same, index)
            found = {
                line: number
                for number, line in self._search.hits(list(enumerate(cell.source.split("\n"), 1)))
            }
            for secret in self._secrets:
                own = (secret.file, secret.cell_id) == (file, grade_id(cell))
                line = None if own else self._line_in_cell(secret, cell, found)
                if line is not None:
                    what = f"shows students {secret}: {short(line)!r}."
                    # A prompt may give the code to copy; no other text does, and none gives a hidden test.
                    is_prompt = (
                        cell.cell_type == "markdown" and secret.file == file and at < secret.block.cell
                    )
                    certain = not is_prompt or secret.block.kind != SOLUTION
                    yield Leak(in_cell(file, cell, at, what, found[line]), certain)
            for definition in definitions(cell.source) if cell.cell_type == "code" else ():
                origin = self._solved.get(definition)
                if origin is not None and origin != (file, grade_id(cell)):
                    found_at = in_cell(file, cell, at, "", definition.line)
                    yield _whole_solution(found_at, origin, definition)

    def _line_in_cell(self, secret: _Secret, cell: NotebookNode, found: Mapping[str, int]) -> str | None:
        """Return the first line by which a cell gives another one's secret away, or None."""
        if secret.is_whole_in(found, _IN_CELL):
            return min(secret.block.lines, key=found.__getitem__)
        if secret.block.kind == HIDDEN_TESTS and not is_grade(cell):
            return next(
                (it for it in secret.block.lines if it in found and is_long(it) and may_assert(it)), None
            )
        return None

    def _in_view(self, view: View) -> Iterator[tuple[object, Leak]]:
        """Find what a file shows in one form, each with the secret that it is."""
        found = {line: number for number, line in self._search.hits(view.lines)}
        for secret in self._secrets:
            line, certain = self._line_in_file(secret, found)
            if line is not None:
                finding = Finding(view.name, "", found[line], f"shows students {secret}: {short(line)!r}.")
                yield (secret.file, secret.cell_id), Leak(finding, certain)
        if view.name.endswith(".py"):
            for definition in definitions("\n".join(text for _, text in view.lines)):
                origin = self._solved.get(definition)
                if origin is not None:
                    found_at = Finding(view.name, "", definition.line, "")
                    yield origin, _whole_solution(found_at, origin, definition)

    def _line_in_file(self, secret: _Secret, found: Mapping[str, int]) -> tuple[str | None, bool]:
        """Return the line by which a file gives a secret away, if it does, and whether that is certain."""
        telling = [line for line in secret.block.lines if line in found and line not in self._shown]
        whole = found.keys() >= set(secret.block.lines)
        named = whole and any(map(self._has_own_name, telling))
        if telling and (named or secret.is_whole_in(found, _IN_FILE)):
            return telling[0], True
        long = next(filter(is_long, telling), None)
        if long is not None:
            return long, True
        # All of a short solution is worth a look, where one line of it would not be.
        ordinary = is_short if whole else is_common
        return next((it for it in telling if not (ordinary(it) or is_constant(it))), None), False

    def _has_own_name(self, line: str) -> bool:
        """Return whether a line has a name that the source shows nowhere."""
        return not self._shown_names.issuperset(_NAME.findall(line))


def _whole_solution(found_at: Finding, origin: tuple[str, str | None], definition: Definition) -> Leak:
    """Return the leak of a whole solution, whose own cell is `origin`."""
    what = f"shows students the whole solution of {origin[0]}, cell {origin[1]!r}: {definition.name!r}."
    return Leak(replace(found_at, what=what), certain=True)


def _without_sources(content: bytes) -> bytes:
    """Return a notebook without what is in its cells, but with all else that its file holds."""
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        cell["source"] = ""
    return json.dumps(notebook, indent=1).encode()
