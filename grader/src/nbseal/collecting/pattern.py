"""A pattern for the names of handed-in files, such as ``*_{student}_attempt_{time}_{file}``.

=============  ==========================================================================================
``{student}``  the student's id, login, school number or e-mail address; has to be there once
``{file}``     the file's own name; at the end, with the folders before it
``{time}``     when the LMS received it: year, month, day, hour, minute and, if it is there, second, in digits
``{attempt}``  a number; the highest is the newest
``*``          anything
=============  ==========================================================================================

Everything else is meant literally. Nothing but a ``{file}`` at the end reaches over a ``/``. A name that fits
in two ways would let a student choose whose attempt it is. It is read in the way that gives a known student,
if there is exactly one; else it does not fit at all, and more of the pattern has to be written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ..course.local_time import placed
from ..errors import CollectError
from .archives import FileTree, UnreadFile
from .unread import Attempts, UnreadAttempt

_TIME = r"\d{4}[-_.]?\d{2}[-_.]?\d{2}[-T_. ]?\d{2}[-_.:]?\d{2}(?:[-_.:]?\d{2})?Z?"
_MOST_FREE = 3  # in one part of a path; each one more multiplies the ways to try


@dataclass(frozen=True)
class ParsedName:
    """What a name says.

    Attributes
    ----------
    student : str
        Whose file it is.
    file : str
        What the file is called.
    attempt : int
        Which attempt it is of; 0 if the name does not say so.
    time : datetime or None
        When it was received, if the name says so.
    """

    student: str
    file: str
    attempt: int = 0
    time: datetime | None = None


class Pattern:
    """A pattern, ready to be compared with names.

    Parameters
    ----------
    text
        The pattern.
    known
        Ids, logins and addresses of students.
    zone
        Of times in names; this machine's if None.

    Notes
    -----
    Every place for anything is tried as short and as long as it can be: if both come to the same, the name
    fits in one way only.

    Raises
    ------
    CollectError
        If the pattern itself is wrong.
    """

    def __init__(self, text: str, known: Iterable[str] = (), zone: ZoneInfo | None = None) -> None:
        self._text, self._zone = text, zone
        self._deep = text.endswith("{file}")
        named = re.findall(r"\{(\w*)\}", text)
        if named.count("student") != 1 or len(set(named)) < len(named):
            raise CollectError(f"The pattern {text!r} has to name {{student}} once, and nothing else twice.")
        names = sorted({re.escape(name) for name in known if name})
        anyone = "[^/]+"
        self._readings = [(_compiled(text, "?", anyone + "?"), _compiled(text, "", anyone))]
        if names:
            either, other = "|".join(names), "|".join(reversed(names))
            self._readings.append(
                (_compiled(text, "?", f"(?i:{either})"), _compiled(text, "", f"(?i:{other})"))
            )

    def match(self, path: str) -> ParsedName:
        """Return what a path says.

        Raises
        ------
        CollectError
            If it does not fit, or fits in two ways.
        """
        # First anybody is read as a student; where that can be done in two ways, only those who are known.
        for number, (shortest, longest) in enumerate(self._readings):
            first, second = self._fit(path, shortest), self._fit(path, longest)
            if not first and number == 0:
                raise CollectError(f"its name does not fit the pattern {self._text!r}")
            if first and [match.regs for match in first] == [match.regs for match in second]:
                break
        else:
            raise CollectError(f"its name fits the pattern {self._text!r} in more than one way")
        found = {key: text for match in first for key, text in match.groupdict().items()}
        return ParsedName(
            found["student"],
            found.get("file", path.split("/")[-1]),
            int(found.get("attempt", 0)),
            _time(found["time"], self._zone) if "time" in found else None,
        )

    def _fit(self, path: str, compiled: list[re.Pattern[str]]) -> list[re.Match[str]]:
        parts = path.split("/")
        last = len(compiled) - 1
        if self._deep and len(parts) > len(compiled):
            parts = [*parts[:last], "/".join(parts[last:])]
        if len(parts) != len(compiled):
            return []
        found = [pattern.fullmatch(part) for part, pattern in zip(parts, compiled, strict=True)]
        return [match for match in found if match] if all(found) else []


def add_by_pattern(attempts: Attempts, tree: FileTree, pattern: Pattern, path: str, file: UnreadFile) -> None:
    """Add a file to the attempt that its name says, by a pattern.

    Two files of one name are two attempts, even if nothing else tells them apart.

    Parameters
    ----------
    attempts
        Where to add it.
    tree
        What it is in.
    pattern
        The pattern.
    path, file
        The file.

    Raises
    ------
    CollectError
        If the name does not fit.
    """
    name = pattern.match(path)
    folder = path.removesuffix(name.file).rpartition("/")[0]
    number = 0
    while True:
        key = (name.student, name.attempt, name.time, folder, number)
        if key not in attempts:
            attempts[key] = UnreadAttempt(tree.label_of(path), name.student, tree.changed, certain=True)
            attempts[key].serial, attempts[key].stated = name.attempt, name.time
        if name.file not in attempts[key].files:
            break
        number += 1
    attempts[key].add(name.file, path, file)


def _compiled(text: str, lazy: str, student: str) -> list[re.Pattern[str]]:
    """Compile a pattern, part by part of the path."""
    return [_compiled_part(part, text, lazy, student) for part in text.split("/")]


def _compiled_part(part: str, text: str, lazy: str, student: str) -> re.Pattern[str]:
    """Compile one part of a pattern.

    Parameters
    ----------
    part
        The part, between two ``/``.
    text
        The whole pattern, for messages.
    lazy
        ``"?"`` if places for anything are to be as short as they can be, else empty.
    student
        The expression for a student.
    """
    places = {
        "{student}": f"(?P<student>{student})",
        "{file}": f"(?P<file>(?s:.)+{lazy})",
        "*": f"([^/]*{lazy})",
        "{time}": f"(?P<time>{_TIME})",
        "{attempt}": r"(?P<attempt>\d{1,6})",
    }
    pieces = re.findall(r"\{\w*\}|\*|[^{*]+|\{", part)
    unknown = [piece for piece in pieces if piece.startswith("{") and piece not in places]
    if unknown:
        raise CollectError(
            f"The pattern {text!r} has {unknown[0]}; there are only {{student}}, {{file}}, {{time}}, "
            "{attempt} and *."
        )
    if sum(piece in ("{student}", "{file}", "*") for piece in pieces) > _MOST_FREE:
        raise CollectError(f"The pattern {text!r} has too many places for anything; write out more of it.")
    return re.compile("".join(places.get(piece, re.escape(piece)) for piece in pieces))


def _time(text: str, zone: ZoneInfo | None) -> datetime:
    digits = re.sub(r"\D", "", text)
    form = "%Y%m%d%H%M%S" if len(digits) == 14 else "%Y%m%d%H%M"
    try:
        found = datetime.strptime(digits, form)
    except ValueError as problem:
        raise CollectError(f"its name says {text!r}, which is no time") from problem
    return found.replace(tzinfo=UTC) if text.endswith("Z") else placed(found, zone)
