"""Find lines of solutions and hidden tests in files for students, whatever made the files.

Each file is read in every form that `texts` knows and searched for every telling line of every assignment,
released or not. What nobody can look into, such as a compiled file, is reported as such.

A line that any program may have, such as ``rows.append(row)``, gives nothing away by itself. Outside its own
assignment it counts only where another line of that assignment is in the same file.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ...course import Course
from .markers import Markers
from .secrets import secret_lines
from .sources import read_source
from .telling import is_common, is_short, short, squeeze
from .texts import NO_TEXT, Lines, OpaqueFileError, views
from .texts.spellings import normal

_WORD = re.compile(r"\w{3,}")
_QUOTED = re.compile(r"^\s*(?:[>#+|*-]|//)+\s?")


@dataclass(frozen=True)
class Exposed:
    """What a file would show.

    Attributes
    ----------
    file : str
        The file, by the name that it was searched under.
    line : int
        Counted from 1; 0 where the file has no lines.
    what : str
        A sentence's end that says what is the matter.
    """

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}," if self.line else self.file
        return f"{where} {self.what}"


class Search:
    """A search for many lines at once.

    Parameters
    ----------
    lines
        What to look for.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._sought = [_SoughtLine(line) for line in dict.fromkeys(lines)]

    def __len__(self) -> int:
        return len(self._sought)

    def hits(self, lines: Lines) -> Iterator[tuple[int, str]]:
        """Yield each line that a text has, and where: within another or alone, and however it is spaced."""
        # A line all of whose words are in the text is rare, and only then the text itself is searched.
        # Where text stands among other bytes, nobody can tell where its words begin.
        words = {word for _, text in lines for word in _WORD.findall(_plain(text))}
        mixed = any(NO_TEXT in text for _, text in lines)
        likely = [each for each in self._sought if mixed or each.words <= words]
        if not likely:
            return
        whole: dict[str, int] = {}
        for index, (_, text) in enumerate(lines):
            for form in (text, _QUOTED.sub("", text)):
                whole.setdefault(squeeze(form.strip().strip(",").strip('"')), index)
        parts = [squeeze(text).replace(NO_TEXT, "") for _, text in lines]
        joined = "".join(parts)
        ends = [0]
        for part in parts:
            ends.append(ends[-1] + len(part))
        for each in likely:
            if each.squeezed in whole:
                yield lines[whole[each.squeezed]][0], each.line
                continue
            place = -1 if each.short else joined.find(each.squeezed)
            if place >= 0:
                yield lines[bisect.bisect_right(ends, place) - 1][0], each.line


class _SoughtLine:
    """A line that is looked for."""

    def __init__(self, line: str) -> None:
        self.line, self.squeezed, self.short = line, squeeze(line), is_short(line)
        self.words = frozenset(_WORD.findall(_plain(normal(line))))


class Secrets:
    """Every line that students must not see.

    Parameters
    ----------
    course
        The course whose assignments' sources have the lines.
    """

    def __init__(self, course: Course) -> None:
        self._assignment: dict[str, str] = {}
        markers = Markers.of(course.config)
        for name in course.assignments():
            for path in course.source_notebooks(name):
                for line in secret_lines(read_source(path), markers):
                    self._assignment.setdefault(line, name)
        self._search = Search(self._assignment)

    def __len__(self) -> int:
        return len(self._search)

    def find(self, name: str, content: bytes) -> Exposed | None:
        """Return the first secret line that a file shows, or why nobody can look into it, or None.

        Parameters
        ----------
        name
            What to call the file.
        content
            Its bytes.
        """
        path = PurePosixPath(name)
        try:
            for view in views(name, content):
                hits = [
                    (number, line, self._assignment[line]) for number, line in self._search.hits(view.lines)
                ]
                for number, line, assignment in hits:
                    own = assignment in (path.stem, *path.parts)
                    more = sum(other == assignment for *_, other in hits) > 1
                    if own or more or not is_common(line):
                        what = f"shows a line of a solution or hidden test of {assignment}: "
                        return Exposed(view.name, number, f"{what}{short(line)!r}.")
        except OpaqueFileError as opaque:
            return Exposed(opaque.name, 0, f"is {opaque.kind}, and nobody can see what it shows; delete it.")
        return None


def _plain(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"')
