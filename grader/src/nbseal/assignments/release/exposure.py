"""Find lines of solutions and hidden tests in files for students, whatever made the files.

Each file is read as a student could read it (as text, as the
strings of a JSON file such as a notebook, as the text of HTML in it) and searched for every telling line of
every assignment, released or not. What nobody can look into, such as a compiled file, is reported as such.

A line that any program may have, such as ``rows.append(row)``, gives nothing away by itself. Outside its own
assignment it counts only where another line of that assignment is in the same file.
"""

from __future__ import annotations

import bisect
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ...course import Course
from . import leaks, read_source

# How files begin that hold others, or compiled code, in a form that a search cannot see into.
_CLOSED = {
    b"PK": "an archive",
    b"\x1f\x8b": "an archive",
    b"BZh": "an archive",
    b"\xfd7zXZ": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\x28\xb5\x2f\xfd": "an archive",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a compiled file",
}
_COMPILED = (".pyc", ".pyo", ".so", ".pyd", ".dll")

_WORD = re.compile(r"\w{3,}")
_NO_TEXT = "\N{REPLACEMENT CHARACTER}"

Lines = list[tuple[int, str]]
"""The lines of a text, each with its number in the file."""


@dataclass(frozen=True)
class Exposed:
    """What a file would show.

    Attributes
    ----------
    file : str
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


@dataclass(frozen=True)
class _Secret:
    line: str
    assignment: str
    squeezed: str
    words: frozenset[str]
    whole: bool
    common: bool


class Secrets:
    """Every line that students must not see.

    Parameters
    ----------
    course
        The course whose assignments' sources have the lines.
    """

    def __init__(self, course: Course) -> None:
        found: dict[str, _Secret] = {}
        for name in course.assignments():
            for path in course.source_notebooks(name):
                for line in leaks.secret_lines(read_source(path)):
                    found.setdefault(line, _secret(line, name))
        self._secrets = list(found.values())

    def __len__(self) -> int:
        return len(self._secrets)

    def find(self, name: str, content: bytes) -> Exposed | None:
        """Return the first secret line that a file shows, or why nobody can look into it, or None.

        Parameters
        ----------
        name
            What to call the file.
        content
            Its bytes.
        """
        for begin, kind in _CLOSED.items():
            if content.startswith(begin):
                return Exposed(name, 0, f"is {kind}, and nobody can see what it shows; delete it.")
        path = PurePosixPath(name)
        if path.suffix in _COMPILED:
            return Exposed(name, 0, "is a compiled file, and nobody can see what it shows; delete it.")
        for lines in _views(content):
            hits = list(self._search(lines))
            for number, secret in hits:
                own = secret.assignment in (path.stem, *path.parts)
                more = sum(other.assignment == secret.assignment for _, other in hits) > 1
                if own or more or not secret.common:
                    what = f"shows a line of a solution or hidden test of {secret.assignment}: "
                    return Exposed(name, number, f"{what}{_short(secret.line)!r}.")
        return None

    def _search(self, lines: Lines) -> Iterator[tuple[int, _Secret]]:
        # A secret all of whose words are in the text is rare, and only then the text itself is searched.
        # Where text stands among other bytes, nobody can tell where its words begin.
        words = {word for _, text in lines for word in _WORD.findall(_plain(text))}
        mixed = any(_NO_TEXT in text for _, text in lines)
        likely = [secret for secret in self._secrets if mixed or secret.words <= words]
        if not likely:
            return
        squeezed = [leaks.squeeze(text.strip().strip(",").strip('"')) for _, text in lines]
        whole = {text: index for index, text in reversed(list(enumerate(squeezed)))}
        parts = [leaks.squeeze(text) for _, text in lines]
        joined = "".join(parts)
        ends = [0]
        for part in parts:
            ends.append(ends[-1] + len(part))
        for secret in likely:
            if secret.squeezed in whole:
                yield lines[whole[secret.squeezed]][0], secret
                continue
            place = -1 if secret.whole else joined.find(secret.squeezed)
            if place >= 0:
                yield lines[bisect.bisect_right(ends, place) - 1][0], secret


def _secret(line: str, assignment: str) -> _Secret:
    words = frozenset(_WORD.findall(_plain(line)))
    return _Secret(line, assignment, leaks.squeeze(line), words, leaks.is_whole(line), leaks.is_common(line))


def _plain(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"')


def _views(content: bytes) -> Iterator[Lines]:
    """Yield a file's text in each form in which it can be read."""
    text = content.decode("utf-8", errors="replace")
    raw = list(enumerate(text.split("\n"), start=1))
    yield raw
    lines = _strings(text, raw)
    if lines:
        yield lines
    marked = [(number, line) for number, line in lines or raw if "<" in line or "&" in line]
    if marked:
        yield [(number, html.unescape(re.sub(r"<[^<>]*>", "", line))) for number, line in marked]


def _strings(text: str, raw: Lines) -> Lines:
    """Return the strings in a JSON text, line by line, each with the number of the line that holds it."""
    if not text.lstrip().startswith(("{", "[")):
        return []
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    places: dict[str, list[int]] = {}
    for number, line in raw:
        for found in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
            places.setdefault(found, []).append(number)
    lines: Lines = []
    for string in _walk(data):
        spelled = (json.dumps(string, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True))
        number = next((places[each][0] for each in spelled if each in places), 1)
        lines += [(number, line) for line in string.split("\n")]
    return lines


def _walk(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value)


def _short(line: str, width: int = 60) -> str:
    return line if len(line) <= width else line[: width - 1] + "…"
